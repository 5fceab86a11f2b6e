"""Starts the sandbox, watches it, and turns whatever happens into a result."""

import base64
import contextlib
import json
import math
import os
import re
import resource
import secrets
import selectors
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from .. import manifest
from ..build import runtime_folder
from ..errors import BuildError
from ..sources import Unreachable, deno
from .limits import Limits
from .result import Failure, GradeResult, Refusal

HERE = Path(__file__).parent
GLANCE = 0.1  # seconds between two looks at the clock and the memory
NAME = re.compile(r"^[^\W\d]\w{0,99}$")
FILE = re.compile(r"^[\w][\w.-]{0,99}$")
PACKAGES = ("numpy", "pandas", "matplotlib")


def grade(
    notebook: dict[str, Any],
    files: dict[str, bytes],
    names: list[str],
    *,
    limits: Limits | None = None,
    laboratory: Path | None = None,
) -> GradeResult:
    """Run `notebook` with `files` beside it and return the values of `names`. Never raises for what a notebook does."""
    limits = limits or Limits()
    started = time.monotonic()
    cells = _cells(notebook, limits)
    if isinstance(cells, Failure):
        return GradeResult(error=cells)
    if sum(len(content) for content in files.values()) > limits.files_bytes:
        return GradeResult(error=Failure(Refusal.TOO_LARGE, message="data files"))
    try:
        runtime = runtime_folder(laboratory or _usual_laboratory())
        program = deno()
    except (BuildError, Unreachable) as error:
        return GradeResult(error=Failure(Refusal.NO_RUNTIME, message=str(error)))
    job = {
        "token": secrets.token_hex(16),
        "packages": _packages(cells),
        "files": {
            name: base64.b64encode(content).decode() for name, content in files.items() if FILE.match(name)
        },
        "cells": cells,
        "names": [name for name in names if NAME.match(name)],
    }
    ending, output, complaint = _run(program, runtime, job, limits)
    result = _read(ending, output, complaint, job)
    version = f"Pyodide {manifest.load().pyodide} ({runtime.name})"
    return GradeResult(
        values=result.values,
        error=result.error,
        cells_run=result.cells_run,
        runtime_version=version,
        seconds=round(time.monotonic() - started, 2),
    )


def _usual_laboratory() -> Path:
    project = Path(__file__).resolve().parent.parent.parent
    return Path(os.environ.get("SCHOOL_CACHE") or project / ".cache") / "lab"


def _cells(notebook: Any, limits: Limits) -> list[str] | Failure:
    """The code of the notebook, or why it is none."""
    try:
        size = len(json.dumps(notebook))
    except (TypeError, ValueError, RecursionError):
        return Failure(Refusal.NOT_A_NOTEBOOK)
    if size > limits.notebook_bytes:
        return Failure(Refusal.TOO_LARGE)
    cells = notebook.get("cells") if isinstance(notebook, dict) and notebook.get("nbformat") == 4 else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        return Failure(Refusal.NOT_A_NOTEBOOK)
    if len(cells) > limits.cells:
        return Failure(Refusal.TOO_MANY_CELLS)
    try:
        return [_source(cell) for cell in cells if cell.get("cell_type") == "code"]
    except TypeError:
        return Failure(Refusal.NOT_A_NOTEBOOK)


def _source(cell: dict[str, Any]) -> str:
    """A cell's text, which may be one text or a list of lines; TypeError if it is neither."""
    source = cell.get("source", "")
    if not isinstance(source, str | list):
        raise TypeError
    return "".join(source).encode("utf-8", "replace").decode()


def _packages(cells: list[str]) -> list[str]:
    """What the code seems to import. Too much costs a second; too little is an ImportError as honest as any."""
    code = "\n".join(cells)
    return [name for name in PACKAGES if re.search(rf"\b{name}\b", code)]


def _command(program: str, runtime: Path, limits: Limits) -> list[str]:
    allowed = f"--allow-read={runtime},{HERE / 'run.mjs'},{HERE / 'inside.py'}"
    flags = f"--v8-flags=--max-old-space-size={limits.heap_mb},--wasm-max-mem-pages={limits.wasm_pages}"
    command = [
        program,
        "run",
        "--quiet",
        "--no-prompt",
        "--no-remote",
        "--no-npm",
        "--no-config",
        "--no-lock",
    ]
    command += [
        "--deny-net",
        "--deny-write",
        "--deny-env",
        "--deny-run",
        "--deny-ffi",
        "--deny-sys",
        "--deny-import",
    ]
    return [*command, allowed, flags, str(HERE / "run.mjs"), str(runtime), str(HERE / "inside.py")]


def _run(
    program: str, runtime: Path, job: dict[str, Any], limits: Limits
) -> tuple[Refusal | None, bytes, bytes]:
    """Run the sandbox to its end or to a limit: which limit, what it wrote, what it complained about."""
    with tempfile.TemporaryDirectory(prefix="grade-") as folder, tempfile.TemporaryFile() as given:
        given.write(json.dumps(job).encode())
        given.seek(0)
        process = subprocess.Popen(
            _command(program, runtime, limits),
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env={"DENO_DIR": folder, "NO_COLOR": "1", "DENO_NO_UPDATE_CHECK": "1"},
            start_new_session=True,
        )
        try:
            _hold_back(process.pid, limits)
            return _watch(process, limits)
        finally:
            _end(process)


def _hold_back(pid: int, limits: Limits) -> None:
    """Limits that hold even if this very process is killed; and the readers of pages go first."""
    try:
        seconds = math.ceil(limits.processor_seconds) + 5
        resource.prlimit(pid, resource.RLIMIT_CPU, (seconds, seconds + 5))
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))
        os.setpriority(os.PRIO_PROCESS, pid, 5)
    except (AttributeError, OSError):  # not on every system; the clock and the memory are watched anyway
        pass


def _watch(process: subprocess.Popen[bytes], limits: Limits) -> tuple[Refusal | None, bytes, bytes]:
    assert process.stdout and process.stderr
    deadline = time.monotonic() + limits.seconds
    written = {process.stdout: bytearray(), process.stderr: bytearray()}
    ending: Refusal | None = None
    with selectors.DefaultSelector() as selector:
        for stream in written:
            selector.register(stream, selectors.EVENT_READ)
        while selector.get_map() and ending is None:
            for key, _ in selector.select(GLANCE):
                chunk = os.read(key.fd, 65_536)
                if chunk:
                    written[key.fileobj] += chunk  # type: ignore[index]
                else:
                    selector.unregister(key.fileobj)
            ending = _beyond(process.pid, deadline, sum(len(b) for b in written.values()), limits)
    return ending, bytes(written[process.stdout]), bytes(written[process.stderr])


def _beyond(pid: int, deadline: float, output: int, limits: Limits) -> Refusal | None:
    if time.monotonic() > deadline or _processor_seconds(pid) > limits.processor_seconds:
        return Refusal.TIME
    if output > limits.output_bytes:
        return Refusal.OUTPUT
    if _memory_mb(pid) > limits.memory_mb:
        return Refusal.MEMORY
    return None


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


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for stream in (process.stdout, process.stderr):
        if stream:
            stream.close()


def _read(ending: Refusal | None, output: bytes, complaint: bytes, job: dict[str, Any]) -> GradeResult:
    """The result line; without one, the best name for what happened."""
    if ending is not None:
        return GradeResult(error=Failure(ending))
    for line in output.decode("utf-8", "replace").splitlines():
        if line.startswith(job["token"]):
            try:
                return _understood(json.loads(line[len(job["token"]) :]), job["names"])
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                break  # a forged line that does not even have the form
    return GradeResult(error=_named(complaint.decode("utf-8", "replace")))


def _understood(data: dict[str, Any], names: list[str]) -> GradeResult:
    if "trouble" in data:
        return GradeResult(error=_named(str(data["trouble"])))
    found = data["found"]
    error = None
    if found["error"]:
        told = found["error"]
        error = Failure(Refusal.CELL, int(told["cell"]), str(told["kind"])[:80], str(told["message"])[:300])
    values = {name: _safe(value, 0) for name, value in found["values"].items() if name in names}
    return GradeResult(values=values, error=error, cells_run=int(found["cells_run"]))


def _safe(value: Any, depth: int) -> Any:
    """The line may be forged: only what the contract promises goes on."""
    if depth > 8:
        return "<more>"
    if isinstance(value, dict):
        return {_text(str(key)): _safe(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_safe(item, depth + 1) for item in value]
    return _text(value) if isinstance(value, str) else _number(value)


def _number(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**30:
        return "<very large>"
    return value


def _text(value: str) -> str:
    return value.encode("utf-8", "replace").decode().replace("\x00", "")


def _named(told: str) -> Failure:
    low = told.lower()
    if "memory" in low or "out of bounds" in low or "allocation failed" in low:
        return Failure(Refusal.MEMORY)
    # os._exit() stops Python for good; Deno then notices that nobody will ever answer.
    if "exit" in low or "never resolved" in low or not low.strip():
        return Failure(Refusal.EXITED)
    return Failure(Refusal.CRASHED, message=told.strip().splitlines()[0][:200])
