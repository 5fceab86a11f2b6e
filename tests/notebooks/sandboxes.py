"""What tests of the sandbox need: ways out of Python, and a look at what runs."""

import os
import time
from pathlib import Path

#: A way from Python to all of JavaScript, although its global names were not given.
TO_JAVASCRIPT = (
    "from pyodide.ffi import to_js\nFunction = to_js([]).constructor.constructor\n"
    "def run_js(code): return Function.new(code)()\n"
)


def sandboxes_of(parent: int) -> set[int]:
    """The sandboxes that a process has started and not ended."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int((folder / "stat").read_text().rpartition(")")[2].split()[1]) == parent:
                found.add(int(folder.name))
        except OSError:
            continue
    return {pid for pid in found if is_sandbox(pid)}


def is_sandbox(pid: int) -> bool:
    try:
        return b"grader/run" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait_until_idle(pid: int, seconds: float = 120) -> None:
    """Until a process that has started uses no more processor time."""
    end = time.monotonic() + seconds
    while True:
        before = processor_seconds(pid)
        time.sleep(1)
        if processor_seconds(pid) == before > 1:
            return
        assert time.monotonic() < end, "It is still at work."
