"""What nobody has used for long is taken away: after a build, once a day, and never what a clone points to."""

import contextlib
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from .entries import POINTERS, WHOLE
from .store import DRAFTS, Store

DAY = 24 * 3600
KEPT = 45 * DAY
LEFT_BEHIND = 2 * DAY  # what a killed process was working on
LOOKED = ".looked-through"
#: What lies in folders by content. What others keep beside is theirs to clear away.
KINDS = ("laboratories", "static", "environments", "databases")


def prune(store: Store, now: float | None = None) -> None:
    """Take away what is old. Never fails: a cache that cannot be written to stays as it is."""
    now = time.time() if now is None else now
    mark = store.root / LOOKED
    with contextlib.suppress(OSError):
        if mark.exists() and now - mark.stat().st_mtime < DAY:
            return
        mark.touch()
        pointed = {place for found in _pointed_to(store.root, now) for place in (found, *found.parents)}
        for entry in (entry for kind in KINDS for entry in (store.root / kind).glob("*")):
            if entry.resolve() not in pointed and now - _last_use(entry) > KEPT:
                _take_away(store, entry, now)
        for place, most in (("results", KEPT), ("content", KEPT), ("partial", LEFT_BEHIND)):
            _old_files(store.root / place, most, now)
        for draft in (store.root / DRAFTS).iterdir():
            if now - draft.stat().st_mtime > LEFT_BEHIND:
                shutil.rmtree(draft, ignore_errors=True)


def _pointed_to(root: Path, now: float) -> Iterator[Path]:
    """What the clones point to. Where a pointer's clone is gone, or only not mounted, what it led to grows old like the rest."""
    folder = root / POINTERS
    for note in folder.iterdir() if folder.is_dir() else ():
        if note.exists():
            yield note.resolve()
        elif now - note.lstat().st_mtime > KEPT:
            note.unlink(missing_ok=True)


def _take_away(store: Store, entry: Path, now: float) -> None:
    with store.alone(f"{entry.parent.name}-{entry.name}"), store.draft() as workshop:
        if now - _last_use(entry) > KEPT:  # nobody has come for it meanwhile
            entry.rename(workshop / "old")


def _old_files(folder: Path, most: float, now: float) -> None:
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            if path.is_file() and now - _last_use(path) > most:
                path.unlink()


def _last_use(path: Path) -> float:
    state = (path / WHOLE if (path / WHOLE).is_file() else path).stat()
    return max(state.st_atime, state.st_mtime)
