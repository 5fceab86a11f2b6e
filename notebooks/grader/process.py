"""One process of Deno: started, asked, watched, and thrown away."""

import contextlib
import json
import math
import os
import resource
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, Any

from ..sources import deno
from .limits import Limits
from .result import Failure, Refusal

HERE = Path(__file__).parent
GLANCE = 0.1  # seconds between two looks at the clock and the memory
CHUNK = 65_536
DAY = 24 * 3600
FOLDER = "grade-"
# Of the processor, beyond what the notebook may use, until the system itself ends the process.
SPARE_SECONDS = 120
MAPPED_MB = 1000  # what the engine maps beyond what it fills, so that the system's own limit comes after ours
STILL = 1_000_000  # bytes thrown away between two questions; whoever writes more never stops
DENIED = ("net", "write", "env", "run", "ffi", "sys", "import")
# By language: what runs in the sandbox, and when its engine optimises. Python: hardly ever, which takes half of the time for
# starting, and what a notebook computes for more than a second is optimised as before. R: never, for it has functions so large
# that optimising one takes longer than a notebook.
PROGRAMS: dict[str, tuple[Path, Path, dict[str, Any]]] = {
    "python": (HERE / "run.mjs", HERE / "inside.py", {"wasm-tiering-budget": 2_000_000_000}),
    "r": (HERE / "run_r.mjs", HERE / "inside.R", {"liftoff-only": ""}),
}


class Stopped(Exception):
    """The process gave no answer; `failure` says why."""

    def __init__(self, failure: Failure):
        super().__init__(failure)
        self.failure = failure


class Sandbox:
    """Python or R that has started and waits for one notebook; it runs that one and nothing else."""

    def __init__(
        self, runtime: Path, limits: Limits, packages: tuple[str, ...] = (), language: str = "python"
    ):
        self.runtime, self.limits, self.packages, self.language = runtime, limits, packages, language
        self.began = time.monotonic()
        self._folder = tempfile.TemporaryDirectory(prefix=FOLDER)
        self._out, self._err = bytearray(), bytearray()
        self._is_ready = False
        self.process = subprocess.Popen(
            _command(runtime, limits, packages, language),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd="/",
            env={"DENO_DIR": self._folder.name, "NO_COLOR": "1", "DENO_NO_UPDATE_CHECK": "1"},
            start_new_session=True,
        )
        for stream in self._streams():
            os.set_blocking(stream.fileno(), False)

    def wait_until_ready(self) -> None:
        """Until the interpreter has started; `Stopped` if it does not."""
        if not self._is_ready:
            self._ask(b"", b"ready", self.limits.start_seconds, math.inf)
            self._is_ready = True

    def is_alive(self) -> bool:
        return self.process.poll() is None

    def load(self, job: dict[str, Any], data_sets: int) -> None:
        """Hand over the notebook, and let what it imports be loaded. No cell runs yet: who stops here is not the notebook."""
        self.wait_until_ready()
        self._allow(data_sets * self.limits.processor_seconds)
        self._ask(json.dumps(job).encode() + b"\n", b"loaded", self.limits.start_seconds, math.inf)

    def run(self, token: str, files: dict[str, str]) -> dict[str, Any]:
        """Run the notebook beside these files and take the one line that knows the token; `Stopped` if none comes."""
        line = json.dumps({"token": token, "files": files}).encode() + b"\n"
        answer = self._ask(line, token.encode(), self.limits.seconds, self.limits.processor_seconds)
        try:
            found = json.loads(answer)
            if "trouble" in found:
                raise Stopped(named(str(found["trouble"])))
            return dict(found)
        except (ValueError, TypeError, RecursionError) as error:  # forged, and not even in the form
            raise Stopped(Failure(Refusal.CRASHED)) from error

    def end(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for stream in self._streams():
            with contextlib.suppress(OSError):
                stream.close()
        self._folder.cleanup()

    def _streams(self) -> list[IO[bytes]]:
        assert self.process.stdin and self.process.stdout and self.process.stderr
        return [self.process.stdin, self.process.stdout, self.process.stderr]

    def _ask(self, line: bytes, begins: bytes, seconds: float, processor_seconds: float) -> bytes:
        """Send a line, if there is one; what follows `begins` on the first line that begins so."""
        if line:
            self._forget()
        deadline = time.monotonic() + seconds
        processor = _processor_seconds(self.process.pid) + processor_seconds
        with selectors.DefaultSelector() as selector:
            given, *told = self._streams()
            for stream in told:
                selector.register(stream, selectors.EVENT_READ)
            if line:
                selector.register(given, selectors.EVENT_WRITE)
            rest, came = memoryview(line), 0
            while True:
                for key, events in selector.select(GLANCE):
                    if events & selectors.EVENT_WRITE:
                        rest = self._write(rest)
                        if not rest:
                            selector.unregister(given)
                    elif chunk := self._read(key.fd):
                        (self._out if key.fileobj is told[0] else self._err).extend(chunk)
                        came += len(chunk)
                    else:
                        selector.unregister(key.fileobj)
                if (answer := self._answer(begins)) is not None:
                    return answer
                if not any(stream in selector.get_map() for stream in told):
                    raise Stopped(named(self._err.decode("utf-8", "replace")))
                self._refuse_beyond(deadline, processor, came)

    def _forget(self) -> None:
        """What was written after the last answer cannot be the next one: nobody knew its token."""
        came = 0
        for stream in self._streams()[1:]:
            while came < STILL and (chunk := self._read(stream.fileno())):
                came += len(chunk)
        if came >= STILL:
            raise Stopped(Failure(Refusal.OUTPUT))
        self._out.clear()

    def _read(self, descriptor: int) -> bytes | None:
        try:
            return os.read(descriptor, CHUNK)
        except BlockingIOError:
            return None

    def _write(self, rest: memoryview) -> memoryview:
        assert self.process.stdin
        try:
            return rest[os.write(self.process.stdin.fileno(), rest[:CHUNK]) :]
        except BlockingIOError:
            return rest
        except BrokenPipeError:  # it has ended; what it said at the end tells why
            return rest[:0]

    def _answer(self, begins: bytes) -> bytes | None:
        while (end := self._out.find(b"\n")) >= 0:
            line = bytes(self._out[:end])
            del self._out[: end + 1]
            if line.startswith(begins):
                return line[len(begins) :]
        return None

    def _refuse_beyond(self, deadline: float, processor: float, output: int) -> None:
        pid = self.process.pid
        if time.monotonic() > deadline or _processor_seconds(pid) > processor:
            raise Stopped(Failure(Refusal.TIME))
        if output > self.limits.output_bytes:
            raise Stopped(Failure(Refusal.OUTPUT))
        if _memory_mb(pid) > self.limits.memory_mb:
            raise Stopped(Failure(Refusal.MEMORY))

    def _allow(self, seconds: float) -> None:
        """A limit on the processor that holds even if this very process is killed."""
        with contextlib.suppress(AttributeError, OSError):  # not on every system
            used = _processor_seconds(self.process.pid)
            _, most = resource.prlimit(self.process.pid, resource.RLIMIT_CPU)
            resource.prlimit(
                self.process.pid, resource.RLIMIT_CPU, (math.ceil(used + seconds) + SPARE_SECONDS, most)
            )


def clear_away() -> None:
    """The folders that killed processes have left, a day later."""
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
        with contextlib.suppress(OSError):
            state = folder.lstat()
            if state.st_uid == os.getuid() and time.time() - state.st_mtime > DAY:
                shutil.rmtree(folder, ignore_errors=True)


def named(told: str) -> Failure:
    """The best name for what a process said before it ended."""
    low = told.lower()
    if "memory" in low or "out of bounds" in low or "allocation failed" in low:
        return Failure(Refusal.MEMORY)
    # os._exit() stops Python for good, and Deno then notices that nobody will ever answer; quit() stops R.
    if "exit" in low or "never resolved" in low or not low.strip():
        return Failure(Refusal.EXITED)
    return Failure(Refusal.CRASHED, message=told.strip().splitlines()[0][:200])


def _command(runtime: Path, limits: Limits, packages: tuple[str, ...], language: str) -> list[str]:
    script, inside, compiler = PROGRAMS[language]
    engine = {
        "single-threaded": "",
        **compiler,
        "max-old-space-size": limits.heap_mb,
        "wasm-max-mem-pages": limits.wasm_pages,
    }
    flags = ",".join(f"--{name}={value}" if value else f"--{name}" for name, value in engine.items())
    given = ",".join(packages) if language == "python" else str(limits.wasm_pages)
    command = [deno(), "run", "--quiet", "--no-prompt", "--no-code-cache"]
    command += [f"--no-{what}" for what in ("remote", "npm", "config", "lock")]
    command += [f"--deny-{what}" for what in DENIED]
    command += [f"--allow-read={runtime},{script},{inside},{HERE / 'lines.mjs'}", f"--v8-flags={flags}"]
    memory = (limits.memory_mb + MAPPED_MB) * 1_000_000
    bound = [
        sys.executable,
        "-I",
        "-S",
        str(HERE / "hold_back.py"),
        str(os.getpid()),
        str(memory),
        str(SPARE_SECONDS),
    ]
    return [*bound, *command, str(script), str(runtime), str(inside), given]


def _processor_seconds(pid: int) -> float:
    """Of all its threads. The fields are counted from behind the name, which may hold anything."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError, ValueError):
        return 0


def _memory_mb(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * resource.getpagesize() / 1e6
