"""Where the cache is."""

import os
from pathlib import Path

NAME = "school-of-migration-statistics"


def folder(project: Path) -> Path:
    """`SCHOOL_CACHE`; else the project's folder in the user's cache (`XDG_CACHE_HOME`, `~/.cache`); where that cannot be written to,
    `.cache` in the project."""
    if given := os.environ.get("SCHOOL_CACHE"):
        return Path(given).resolve()
    ours = _of_the_user() / NAME
    return ours if _is_open(ours) else project / ".cache"


def _of_the_user() -> Path:
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if given.is_absolute():  # the standard: a relative one is to be passed over
        return given
    try:
        return Path.home() / ".cache"
    except RuntimeError:  # a user without a home
        return Path("/nonexistent")


def _is_open(path: Path) -> bool:
    """Whether we may write there, or make it."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path.is_dir() and os.access(path, os.W_OK | os.X_OK)
