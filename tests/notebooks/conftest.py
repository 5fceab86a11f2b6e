import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="session")
def laboratory() -> Path:
    """The built laboratory. `make test` builds it first; without it these tests fail, they are not skipped."""
    folder = Path(os.environ.get("SCHOOL_CACHE") or ROOT / ".cache") / "lab"
    assert (folder / ".built.json").exists(), "Build the laboratory first: python -m notebooks build"
    return folder


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
