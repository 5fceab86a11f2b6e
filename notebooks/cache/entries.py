"""Whole folders by content: a laboratory, the collected static files, an environment of Python.

`KIND/KEY` is written beside and renamed; `.whole` in it lists the hash of every file. A clone reaches its entry by a pointer,
a symbolic link in the clone; `pointers/` remembers each of them, so that nobody takes away what a clone still points to.
"""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .store import Store, sha256_of, used

WHOLE = ".whole"
POINTERS = "pointers"


class Entries:
    """The folders of one cache."""

    def __init__(self, store: Store):
        self.store, self.root = store, store.root

    def find(self, kind: str, key: str) -> Path | None:
        """The entry, if it is here and nothing in it was changed or lost."""
        place = self.root / kind / key
        if not _is_whole(place):
            return None
        used(place / WHOLE)
        return place

    def make(self, kind: str, key: str, fill: Callable[[Path], object]) -> Path:
        """The entry; where it is missing or damaged, `fill` makes it in an empty folder. Two that want the same one wait."""
        if found := self.find(kind, key):
            return found
        place = self.root / kind / key
        with self.store.alone(f"{kind}-{key}"):
            if found := self.find(kind, key):  # another has just made it
                return found
            with self.store.draft() as workshop:
                made = workshop / "made"
                made.mkdir()
                fill(made)
                _seal(made)
                place.parent.mkdir(parents=True, exist_ok=True)
                if place.exists():
                    place.rename(workshop / "damaged")
                made.rename(place)
        return place

    def point(self, pointer: Path, target: Path) -> None:
        """Let `pointer` lead to `target`, in one step for those who look through it; remember that it does."""
        pointer = pointer.absolute()
        if not (pointer.is_symlink() and pointer.readlink() == target):
            pointer.parent.mkdir(parents=True, exist_ok=True)
            fresh, old = (
                pointer.with_name(f".{pointer.name}-{word}-{os.getpid()}") for word in ("new", "old")
            )
            fresh.unlink(missing_ok=True)
            fresh.symlink_to(target)
            if pointer.is_dir() and not pointer.is_symlink():  # from before there were pointers
                pointer.rename(old)
            os.replace(fresh, pointer)
            shutil.rmtree(old, ignore_errors=True)
        self._remember(pointer)

    def _remember(self, pointer: Path) -> None:
        name = hashlib.sha256(str(pointer).encode()).hexdigest()[:16]
        note = self.root / POINTERS / name
        with contextlib.suppress(OSError):  # a cache that is only read, from which nobody takes anything away
            if not note.is_symlink():
                note.parent.mkdir(parents=True, exist_ok=True)
                note.symlink_to(pointer)


def _seal(folder: Path) -> None:
    listed = {path.relative_to(folder).as_posix(): digest for path, digest in _hashed(_files(folder))}
    (folder / WHOLE).write_text(json.dumps(listed))


def _is_whole(folder: Path) -> bool:
    try:
        listed = json.loads((folder / WHOLE).read_text())
        return all(listed[path.relative_to(folder).as_posix()] == digest
                   for path, digest in _hashed([folder / name for name in listed]))  # fmt: skip
    except (OSError, ValueError, TypeError, KeyError):
        return False


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def _hashed(paths: list[Path]) -> list[tuple[Path, str]]:
    # Hashing lets go of the interpreter's lock, so threads do.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(zip(paths, pool.map(sha256_of, paths), strict=True))
