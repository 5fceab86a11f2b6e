"""Files by their content: what was fetched, and what each step made of which input.

`content/ab/abcd…` holds a file under its sha256; `results/STEP/KEY` holds the sha256 of what a step made of the input that KEY
stands for. Every file is hashed before it is used: what a full disk, a power cut or somebody's editor has damaged is thrown
away, and made or fetched again. Files are written beside and renamed, so those who share the store see whole ones only.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HASH = re.compile(r"[0-9a-f]{64}")
DRAFTS = "drafts"
READ_ONLY = 0o444  # who opens a file that is linked into a folder must not change it for all others


class Store:
    """The files of one cache; `root` need not be there yet."""

    def __init__(self, root: Path):
        self.root = root

    def blob(self, digest: str) -> Path | None:
        """The file of this sha256, if it is here and whole."""
        path = self._place(digest)
        try:
            if sha256_of(path) == digest:
                used(path)
                return path
        except OSError:
            return None
        with contextlib.suppress(OSError):
            path.unlink()
        return None

    def put(self, made: Path) -> str:
        """Take a file into the store, in the place of where it lies; its sha256."""
        digest = sha256_of(made)
        place = self._place(digest)
        place.parent.mkdir(parents=True, exist_ok=True)
        made.chmod(READ_ONLY)
        with self.draft() as folder:  # from another file system a file does not come at once
            waiting = folder / digest
            shutil.move(made, waiting)
            os.replace(waiting, place)
        return digest

    def recall(self, step: str, key: str) -> Path | None:
        """What `step` has made of the input of this key."""
        said = self.root / "results" / step / key
        try:
            digest = said.read_text()
        except (OSError, UnicodeDecodeError):
            return None
        if not HASH.fullmatch(digest):
            return None
        used(said)
        return self.blob(digest)

    def keep(self, step: str, key: str, made: Path | bytes) -> Path:
        """Keep what `step` has made; a file is taken from where it lies."""
        said = self.root / "results" / step / key
        said.parent.mkdir(parents=True, exist_ok=True)
        with self.draft() as folder:
            if isinstance(made, bytes):
                content, made = made, folder / "made"
                made.write_bytes(content)
            digest = self.put(made)
            note = folder / "note"
            note.write_text(digest)
            os.replace(note, said)
        return self._place(digest)

    def lay(self, blob: Path, target: Path) -> None:
        """The file at `target` too: the same one where the file system allows it, else a copy."""
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        try:
            os.link(blob, target)
        except OSError:
            shutil.copy2(blob, target)

    @contextmanager
    def draft(self) -> Iterator[Path]:
        """A folder to work in, on the same file system; gone afterwards (`age` clears away what a killed process has left)."""
        drafts = self.root / DRAFTS
        drafts.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=drafts, ignore_cleanup_errors=True) as folder:
            yield Path(folder)

    @contextmanager
    def alone(self, name: str) -> Iterator[None]:
        """Only one process at a time does what is called so. The lock ends with the process, however it ends."""
        locks = self.root / "locks"
        locks.mkdir(parents=True, exist_ok=True)
        with (locks / name).open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _place(self, digest: str) -> Path:
        return self.root / "content" / digest[:2] / digest


def used(path: Path) -> None:
    """Note that a file is in use, for those who clear away. The time of reading says it: that of writing is part of what
    browsers are told about a file."""
    with contextlib.suppress(OSError):  # a cache that is only read
        os.utime(path, ns=(time.time_ns(), path.stat().st_mtime_ns))


def sha256_of(path: Path) -> str:
    with path.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()
