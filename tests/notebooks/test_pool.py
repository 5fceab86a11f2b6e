"""Sandboxes that wait: each does one notebook, what is gone is replaced, and waiting costs nothing."""

import os
import shutil
import signal
import tempfile
import time
from pathlib import Path

import pytest

from notebooks.grader import Limits, Refusal, grade, keep_warm
from notebooks.grader.process import clear_away
from tests.notebooks.sandboxes import (
    HOUR,
    TO_JAVASCRIPT,
    Clock,
    processor_seconds,
    sandboxes_of,
    wait_until_idle,
)

pytestmark = pytest.mark.runtime

LIMITS = Limits(processor_seconds=2)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def pool(laboratory, clock):
    made = keep_warm(1, laboratory=laboratory, limits=LIMITS, clock=clock)
    yield made
    made.close()
    keep_warm(0, laboratory=laboratory)
    assert not sandboxes_of(os.getpid())


@pytest.fixture
def mark(laboratory, notebook):
    def mark(*cells, limits=LIMITS):
        return grade(notebook(*cells), [{}], ["x"], limits=limits, laboratory=laboratory)

    return mark


def ready(pool) -> int:
    """Wait until the pool's sandbox has started; its process."""
    (sandbox,) = pool.waiting
    sandbox.wait_until_ready()
    return sandbox.process.pid


def test_a_sandbox_that_waits_does_one_notebook_at_once(pool, mark):
    (waiting,) = pool.waiting
    waits = waiting.process.pid
    # It has said that it is ready before anybody asks.
    wait_until_idle(waits)
    used, began = processor_seconds(waits), time.monotonic()
    result = mark("import pandas as pd\nx = float(pd.Series([1, 2]).mean())")
    assert (result.values, result.error) == ({"x": 1.5}, None)
    # Starting Python takes seconds; here it has started before. On the clock a busy machine may need longer.
    assert time.monotonic() - began < 5
    assert used > 0.5
    (next_one,) = pool.waiting
    assert next_one.process.pid != waits
    assert sandboxes_of(os.getpid()) == {next_one.process.pid}
    assert mark("x = len(open.__module__) and 7").values == {"x": 7}


def test_waiting_uses_no_processor_time(pool):
    waits = ready(pool)
    wait_until_idle(waits)
    before = processor_seconds(waits)
    time.sleep(5)
    assert processor_seconds(waits) - before <= 0.01


HOSTILE = {
    "import os\nos._exit(0)": {Refusal.EXITED},
    "while True: pass": {Refusal.TIME},
    TO_JAVASCRIPT + "run_js('const a = []; for (;;) a.push(new Uint8Array(1 << 26).fill(1))')": {
        Refusal.MEMORY,
        Refusal.CELL,
        Refusal.EXITED,
    },
    TO_JAVASCRIPT + "run_js('const b = new Uint8Array(1 << 20); for (;;) Deno.stdout.writeSync(b)')": {
        Refusal.OUTPUT
    },
}


def test_the_pool_is_back_by_itself_after_each_hostile_notebook(pool, mark):
    """Each runs in the sandbox that took the place of the one before, and ends there as it would in any."""
    for hostile, expected in HOSTILE.items():
        ready(pool)
        result = mark(hostile)
        assert result.values == {}
        assert result.error.name in expected
        (waits,) = sandboxes_of(os.getpid())
        assert ready(pool) == waits
    assert mark("x = 3").values == {"x": 3}


def test_a_sandbox_that_dies_or_grows_old_is_replaced(pool, clock):
    first = ready(pool)
    os.kill(first, signal.SIGKILL)
    while pool.waiting[0].is_alive():
        time.sleep(0.05)
    pool.tend()
    assert pool.waiting == []  # too soon after a failure
    clock.now += 2
    pool.tend()
    second = ready(pool)
    assert second != first
    clock.now += 7 * HOUR
    pool.tend()
    assert pool.waiting[0].process.pid != second
    assert not Path(f"/proc/{second}").exists()


def test_one_that_dies_as_its_notebook_comes_costs_no_mark(pool, mark):
    os.kill(ready(pool), signal.SIGSTOP)
    os.kill(pool.waiting[0].process.pid, signal.SIGKILL)
    assert mark("x = 4").values == {"x": 4}


def test_other_limits_get_a_sandbox_of_their_own(pool, mark):
    waits = ready(pool)
    assert mark("x = 5", limits=Limits(memory_mb=1000)).values == {"x": 5}
    assert pool.waiting[0].process.pid == waits


def test_without_a_laboratory_the_pool_waits_for_one(laboratory, tmp_path, clock):
    pool = keep_warm(1, laboratory=tmp_path, clock=clock)
    assert pool.waiting == []
    pool.laboratory = laboratory
    pool.tend()
    assert pool.waiting == []  # it has failed a moment ago
    clock.now += 2
    pool.tend()
    assert len(pool.waiting) == 1
    pool.close()
    assert grade({}, [{}], [], laboratory=laboratory).error.name == Refusal.NOT_A_NOTEBOOK


def test_one_that_waits_in_a_laboratory_that_is_no_longer_ours_is_replaced(laboratory, tmp_path):
    """A build lets the clone's link lead to another laboratory; the old one stays where it is, for others."""
    link = tmp_path / "lab"
    link.symlink_to(laboratory.resolve())
    pool = keep_warm(1, laboratory=link)
    (first,) = pool.waiting
    pool.tend()
    assert pool.waiting == [first]
    other = tmp_path / "other"
    shutil.copytree(laboratory, other, copy_function=os.link)
    link.unlink()
    link.symlink_to(other)
    pool.tend()
    (second,) = pool.waiting
    assert second.runtime.is_relative_to(other)
    assert not first.is_alive()
    keep_warm(0, laboratory=laboratory)


def test_what_killed_processes_have_left_is_cleared_away_a_day_later(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name, age in (("grade-old", 2), ("grade-new", 0), ("other-old", 2)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "kept").write_text("x")
        moment = time.time() - age * 24 * 3600
        os.utime(tmp_path / name, (moment, moment))
    clear_away()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["grade-new", "other-old"]
