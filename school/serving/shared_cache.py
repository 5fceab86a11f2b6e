"""The cache that all processes share, where there is no Redis: files, with an ``add`` that only one can win."""

import fcntl
import zlib
from contextlib import contextmanager
from pathlib import Path

from django.core.cache.backends.filebased import FileBasedCache

LOCKS = 64


class SharedFileCache(FileBasedCache):
    """Django's file cache asks and then writes: two processes may both “add”. Limits and locks rest on ``add`` and
    ``incr``, so here both hold a lock of the operating system, which a killed process cannot leave behind."""

    #: Django's own, which its stubs leave out.
    _dir: str

    def add(self, key, value, *args, **kwargs):
        """Store the value if there is none; exactly one caller is told so."""
        with self._locked(key):
            return super().add(key, value, *args, **kwargs)

    def incr(self, key, *args, **kwargs):
        """Add to a number; none is lost."""
        with self._locked(key):
            return super().incr(key, *args, **kwargs)

    @contextmanager
    def _locked(self, key):
        folder = Path(f"{self._dir}-locks")
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / str(zlib.crc32(str(key).encode()) % LOCKS)).open("wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
