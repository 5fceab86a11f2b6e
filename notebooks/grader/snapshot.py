"""Keeps the memory of a Python that has started and has imported what nearly every exercise uses: the sandboxes begin from it.

That takes less than half of what starting takes. Where it is not there, or does not fit, they start as usual (`notebooks/grader/inside/start_python.mjs`).
"""

import secrets
import subprocess
import tempfile
from pathlib import Path

from ..progress import say
from .command import command, environment, snapshot_of
from .limits import Limits
from .process import FOLDER, Sandbox, Stopped

TRIAL = "import pandas as pd\nx = int(pd.Series([1, 2]).sum())"


def keep_started(runtime: Path) -> bool:
    """Make the snapshot of a runtime, unless it is there; False if this Python cannot be kept."""
    path = snapshot_of(runtime)
    if path.exists():
        return True
    say("Keeping a Python that has started, for the marks …")
    try:
        _make(runtime, path)
        if _begins(runtime):
            return True
        path.unlink()
    except (OSError, subprocess.SubprocessError):
        path.unlink(missing_ok=True)
    say("It could not be kept. Marks are the same without it, and take longer.")
    return False


def _make(runtime: Path, path: Path) -> None:
    """Write the snapshot, in the place of older ones."""
    path.parent.mkdir(exist_ok=True)
    limits = Limits()
    with (
        tempfile.TemporaryDirectory(prefix=FOLDER) as compiled,
        tempfile.TemporaryDirectory(dir=path.parent.parent, prefix=".started-") as folder,
    ):
        made = Path(folder) / path.name
        with made.open("wb") as file:
            subprocess.run(
                command("snapshot", runtime, limits),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env=environment(compiled),
                timeout=limits.start_seconds,
                check=True,
            )
        for old in path.parent.glob("*.bin"):
            old.unlink()
        made.rename(path)


def _begins(runtime: Path) -> bool:
    """Whether a sandbox that begins from the snapshot computes what it should."""
    sandbox = Sandbox(runtime, Limits())
    try:
        sandbox.load({"packages": [], "cells": [TRIAL], "names": ["x"], "expressions": []}, 1)
        computed = sandbox.run(secrets.token_hex(16), {}).get("values") == {"x": 3}
        return computed and sandbox.began_from_snapshot
    except Stopped:
        return False
    finally:
        sandbox.end()
