"""What tests of the sandbox need: ways out of Python, and a look at what runs."""

import contextlib
import os
import time
from pathlib import Path

CANARY = "canary-6f1d2b"
MOMENTS = 6  # tenths of a second; between two rehearsals there are two
HOUR = 3600
SECONDS = 150  # for one notebook on a busy machine
VISIBLE, HIDDEN, THIRD = {"d.txt": b"3"}, {"d.txt": b"41"}, {"d.txt": b"777001"}
#: What the exercise of the hostile notebooks asks for: twice the number in the file.
EXPECTED = (6, 82, 1_554_002)

#: A way from Python to all of JavaScript, although its global names were not given.
TO_JAVASCRIPT = (
    "from pyodide.ffi import to_js\nFunction = to_js([]).constructor.constructor\n"
    "def run_js(code): return Function.new(code)()\n"
)


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self):
        self.now = 1e6

    def __call__(self) -> float:
        return self.now


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
        return b"grader/inside/run" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def is_asleep(pid: int) -> bool:
    """Whether none of its threads runs or waits for a processor: on a busy machine it may be at work and get none."""
    states = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):  # a thread that has just ended
            states.append((task / "stat").read_text().rpartition(")")[2].split()[0])
    return set(states) == {"S"}


def wait_until_idle(pid: int, seconds: float = 120) -> None:
    """Until a process that has started uses no more processor time; between its rehearsals it rests for a moment."""
    end, rested = time.monotonic() + seconds, 0
    while rested < MOMENTS:
        before = processor_seconds(pid)
        time.sleep(0.1)
        is_at_rest = processor_seconds(pid) == before > 0.5 and is_asleep(pid)
        rested = rested + 1 if is_at_rest else 0
        assert time.monotonic() < end, "It is still at work."


def earned(result, expected=EXPECTED) -> list[bool]:
    """For each data set, whether the caller would give the point."""
    return [
        one.values.get("x") == right and type(one.values.get("x")) is int
        for one, right in zip(result.runs, expected, strict=False)
    ]


def assert_hidden_data_came_beside_themselves_alone(result) -> None:
    """Of a notebook that keeps what it has read in ``x`` and ends with it as an error, beside three data sets."""
    first, second, third = result.runs
    assert first.values == {"x": ["3"]}
    assert first.error.message == "3"
    assert second.values == {"x": ["3", "41"]}
    assert "777001" not in repr(first) + repr(second)
    assert third.error.message == "777001"
    assert earned(result) == [False] * 3


def assert_what_was_stashed_gave_no_point(result) -> None:
    """Of a notebook that answers with what it computed beside the data set before."""
    assert [one.values["x"] for one in result.runs] == [6, 6, 82]
    assert earned(result) == [True, False, False]
