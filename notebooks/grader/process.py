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
import tempfile
import time
from pathlib import Path
from typing import IO, Any

from .command import SPARE_SECONDS, command, environment
from .limits import Limits
from .result import Failure, Refusal

GLANCE = 0.1  # seconds between two looks at the clock and the memory
CHUNK = 65_536
DAY = 24 * 3600
FOLDER = "grade-"
STILL = 1_000_000  # bytes thrown away between two questions; whoever writes more never stops


class Stopped(Exception):
    """The process gave no answer; `failure` says why."""

    def __init__(self, failure: Failure):
        super().__init__(failure)
        self.failure = failure


class Sandbox:
    """Python or R that has started and waits for one notebook; it runs that one and nothing else."""

    def __init__(self, runtime: Path, limits: Limits, language: str = "python", began: float = 0):
        self.runtime, self.limits, self.language = runtime, limits, language
        self.began = began
        self._folder = tempfile.TemporaryDirectory(prefix=FOLDER)
        self._out, self._err = bytearray(), bytearray()
        self._is_ready = self.began_from_snapshot = False
        self.process = subprocess.Popen(
            command(language, runtime, limits),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd="/",
            env=environment(self._folder.name),
            start_new_session=True,
        )
        for stream in self._streams():
            os.set_blocking(stream.fileno(), False)

    def wait_until_ready(self) -> None:
        """Until the interpreter has started; `Stopped` if it does not."""
        if not self._is_ready:
            self.began_from_snapshot = bool(self._ask(b"", b"ready", self.limits.start_seconds, math.inf))
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
    if "printed too much" in low:  # notebooks/grader/inside/printed.mjs
        return Failure(Refusal.OUTPUT)
    if "memory" in low or "out of bounds" in low or "allocation failed" in low:
        return Failure(Refusal.MEMORY)
    # os._exit() stops Python for good, and Deno then notices that nobody will ever answer; quit() stops R; os.system() is refused.
    if any(word in low for word in ("exit", "never resolved", "notcapable")) or not low.strip():
        return Failure(Refusal.EXITED)
    return Failure(Refusal.CRASHED, message=told.strip().splitlines()[0][:200])


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
