"""Keeps the memory of a Python that has started and has imported what nearly every exercise uses: the sandboxes begin from it.

That takes less than half of what starting takes. Where it is not there they start as usual (`notebooks/grader/python.mjs`).
"""

import secrets
import subprocess
import tempfile
from pathlib import Path

from ..progress import say
from .command import command, environment, snapshot_of
from .limits import Limits
from .process import Sandbox, Stopped

TRIAL = "import pandas as pd\nx = int(pd.Series([1, 2]).sum())"


def keep_started(runtime: Path) -> bool:
    """Make the snapshot of a runtime, unless it is there; False if this Python cannot be kept."""
    path = snapshot_of(runtime)
    if path.exists():
        return True
    say("Keeping a Python that has started, for the marks …")
    path.parent.mkdir(exist_ok=True)
    made = _made(runtime, path.parent)
    for old in path.parent.glob("*.bin"):
        old.unlink()
    if made is not None:
        made.chmod(0o644)  # who marks need not be who has built it
        made.rename(path)
        if _begins(runtime):
            return True
        path.unlink()
    say("It could not be kept. Marks are the same without it, and take longer.")
    return False


def _made(runtime: Path, folder: Path) -> Path | None:
    limits = Limits()
    with (
        tempfile.TemporaryDirectory(prefix="grade-") as compiled,
        tempfile.NamedTemporaryFile(dir=folder, delete=False) as file,
    ):
        try:
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
        except (OSError, subprocess.SubprocessError):
            Path(file.name).unlink()
            return None
        return Path(file.name)


def _begins(runtime: Path) -> bool:
    """Whether a sandbox that begins from the snapshot computes what it should."""
    sandbox = Sandbox(runtime, Limits())
    try:
        sandbox.load({"packages": [], "cells": [TRIAL], "names": ["x"], "expressions": []}, 1)
        return bool(sandbox.run(secrets.token_hex(16), {}).get("values") == {"x": 3})
    except Stopped:
        return False
    finally:
        sandbox.end()
