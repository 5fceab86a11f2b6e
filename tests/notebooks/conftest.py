import os
import tempfile
import time
from pathlib import Path

import pytest

from notebooks.grader import GradeResult, Limits, Series, grade
from notebooks.laboratory import LABORATORY
from tests.notebooks.sandboxes import CANARY, SECONDS, VISIBLE, sandboxes_of


@pytest.fixture(scope="session")
def laboratory() -> Path:
    """The built laboratory. `make test` builds it first; without it these tests fail, they are not skipped."""
    assert (LABORATORY / ".built.json").exists(), "Build the laboratory first: python -m notebooks build"
    return LABORATORY


@pytest.fixture
def notebook():
    """Make a notebook from the code of its cells."""

    def make(*sources) -> dict:
        cells = [
            {
                "cell_type": "code",
                "id": f"c{i}",
                "metadata": {},
                "source": s,
                "outputs": [],
                "execution_count": None,
            }
            for i, s in enumerate(sources)
        ]
        return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}

    return make


@pytest.fixture
def graded(laboratory):
    """Run a notebook in the sandbox."""

    def run(
        notebook, names=("x",), *datasets, language="python", expressions=None, series=None, **limits
    ) -> GradeResult:
        return grade(
            notebook,
            list(datasets),
            list(names),
            language=language,
            limits=Limits(**limits),
            laboratory=laboratory,
            expressions=expressions,
            series=series,
        )

    return run


@pytest.fixture(scope="module")
def series():
    """One sandbox for the honest notebooks of a module: starting is most of what they cost."""
    with Series() as shared:
        yield shared


@pytest.fixture
def watched(graded, monkeypatch, tmp_path):
    """Run a hostile notebook; afterwards nothing of it is left but what may wait, and nothing of ours is in it."""
    monkeypatch.setenv("SCHOOL_CANARY", CANARY)
    secret = tmp_path / CANARY
    secret.write_text(CANARY)
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))

    def run(notebook, *datasets, names=("x",), waiting=0, **given) -> GradeResult:
        started, before = time.monotonic(), set(folder.iterdir())
        result = graded(notebook, names, *(datasets or [VISIBLE]), **given)
        assert time.monotonic() - started < SECONDS
        if not waiting:
            assert not sandboxes_of(os.getpid())
            assert set(folder.iterdir()) == before
        assert CANARY not in repr(result)
        assert secret.read_text() == CANARY
        return result

    return run
