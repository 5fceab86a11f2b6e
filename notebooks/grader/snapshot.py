"""Keeps the memory of a Python that has started and has imported what nearly every exercise uses: the sandboxes begin from it.

That takes less than half of what starting takes. Where it is not there, or does not fit, they start as usual (`notebooks/grader/inside/start_python.mjs`).
"""

import contextlib
import secrets
import subprocess
import tempfile
from pathlib import Path

from ..cache import Store
from ..progress import say
from .command import command, environment, snapshot_of
from .limits import Limits
from .process import FOLDER, Sandbox, Stopped

STEP = "started"
TRIAL = "import pandas as pd\nx = int(pd.Series([1, 2]).sum())"


def keep_started(runtime: Path, store: Store) -> bool:
    """Make the snapshot of a runtime, unless it is there; False if this Python cannot be kept."""
    path = snapshot_of(runtime)
    if path.exists():
        return True
    try:
        if kept := store.recall(STEP, path.stem):
            store.lay(kept, path)
            return True
        say("Keeping a Python that has started, for the marks …")
        with store.draft() as folder:
            _make(runtime, folder / path.name)
            store.lay(folder / path.name, path)  # where sandboxes look for it
            if _begins(runtime):
                store.keep(STEP, path.stem, folder / path.name)
                return True
        path.unlink()
    except (OSError, subprocess.SubprocessError):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
    say("It could not be kept. Marks are the same without it, and take longer.")
    return False


def _make(runtime: Path, path: Path) -> None:
    limits = Limits()
    with tempfile.TemporaryDirectory(prefix=FOLDER) as compiled, path.open("wb") as file:
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
