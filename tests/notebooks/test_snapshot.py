"""Sandboxes begin from the memory of a Python that has started before, and compute the same without it."""

import re

import pytest

from notebooks.cache import Store
from notebooks.grader import Limits, command, keep_warm, snapshot
from notebooks.grader.command import PROGRAMS, SELDOM, snapshot_of
from notebooks.grader.process import Sandbox
from notebooks.laboratory import runtime_folder

pytestmark = pytest.mark.runtime

CELLS = (
    "import numpy as np\nimport pandas as pd",
    "solved = np.linalg.solve([[2, 1], [1, 3]], [3, 5]).round(9)",
    "table = pd.DataFrame({'iso3': ['CIV', 'CIV', 'TCD'], 'on': pd.to_datetime(['2020-01-31'] * 3), 'n': [1, 2, 4]})",
    "sums = table.groupby(['iso3', table['on'].dt.year])['n'].sum()",
    "import decimal, json, re, statistics\nmiddle = statistics.median([3, 1, 2])",
)
NAMES = ("solved", "sums", "middle")
DRAWN = "import random\nimport numpy as np\nx = [random.random(), float(np.random.rand())]"


@pytest.fixture
def runtime(laboratory):
    return runtime_folder(laboratory)


@pytest.fixture
def kept_at(monkeypatch, tmp_path, laboratory):
    """The sandboxes look for their snapshot at an empty place, and none waits that has begun elsewhere."""
    keep_warm(0, laboratory=laboratory)
    path = tmp_path / "started" / "kept.bin"
    for module in (command, snapshot):
        monkeypatch.setattr(module, "snapshot_of", lambda runtime: path)
    return path


def test_the_build_has_kept_one_and_sandboxes_begin_from_it(runtime):
    assert snapshot_of(runtime).is_file()
    assert command.command("python", runtime, Limits())[-1] == str(snapshot_of(runtime))
    sandbox = Sandbox(runtime, Limits())
    sandbox.wait_until_ready()
    assert sandbox.began_from_snapshot
    sandbox.end()


def test_a_notebook_gives_the_same_with_it_and_without(graded, notebook, runtime, kept_at, monkeypatch):
    without = graded(notebook(*CELLS), NAMES)
    assert command.command("python", runtime, Limits())[-2] == command.PACKAGES
    monkeypatch.undo()
    begun = graded(notebook(*CELLS), NAMES)
    assert begun.error is None
    assert begun.values == without.values
    assert begun.values["solved"] == [0.8, 1.4]


def test_two_notebooks_draw_other_random_numbers(graded, notebook):
    first, second = (graded(notebook(DRAWN)).values["x"] for _ in range(2))
    assert first[0] != second[0]
    assert first[1] != second[1]


def test_a_sandbox_starts_as_usual_where_the_snapshot_is_of_another_python(runtime, kept_at):
    kept_at.parent.mkdir()
    content = re.sub(rb'("place":")\d', rb"\g<1>9", snapshot_of(runtime).read_bytes(), count=1)
    for kept in (content, content[:1_000_000], b"junk"):
        kept_at.write_bytes(kept)
        sandbox = Sandbox(runtime, Limits(start_seconds=30))
        sandbox.load({"packages": [], "cells": list(CELLS), "names": list(NAMES), "expressions": []}, 1)
        assert not sandbox.began_from_snapshot
        assert sandbox.run("token", {})["values"]["solved"] == [0.8, 1.4]
        sandbox.end()


def test_what_does_not_begin_is_not_kept(runtime, kept_at, monkeypatch, tmp_path):
    script = tmp_path / "junk.mjs"
    script.write_text('console.log("junk");')
    inside = PROGRAMS["python"][1]
    monkeypatch.setitem(PROGRAMS, "snapshot", (script, inside, SELDOM))
    store = Store(tmp_path / "cache")
    assert not snapshot.keep_started(runtime, store)
    assert list(kept_at.parent.iterdir()) == []
    assert store.recall(snapshot.STEP, kept_at.stem) is None


def test_it_is_made_once_for_all_laboratories_with_the_same_python(runtime, kept_at, monkeypatch, tmp_path):
    store = Store(tmp_path / "cache")
    assert snapshot.keep_started(runtime, store)
    made = kept_at.stat()
    assert snapshot.keep_started(runtime, store)
    kept_at.unlink()
    monkeypatch.setitem(PROGRAMS, "snapshot", (tmp_path / "none.mjs", *PROGRAMS["snapshot"][1:]))
    assert snapshot.keep_started(runtime, store)
    assert (kept_at.stat().st_ino, kept_at.stat().st_mtime_ns) == (made.st_ino, made.st_mtime_ns)
