"""Brotli and gzip beside each file, made once and kept by hash: the server then only sends."""

import gzip
import hashlib
import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from ..cache import Store
from ..progress import Progress

WORTH_IT = re.compile(r"\.(js|mjs|css|json|svg|html|wasm|so|zip|whl|txt|ttf|metadata|ipynb|webmanifest)$")
SMALLEST = 512
WINDOW = 24
# What every first visit carries is worth the seconds of the best quality; the rest gets nearly the same at a tenth.
BEST, GOOD = 11, 9
GZIP_LEVEL = 6


def compress(root: Path, store: Store, first_visit: re.Pattern[str]) -> None:
    """Write FILE.br and FILE.gz for every file under `root` that gains by it."""
    files = [p for p in sorted(root.rglob("*")) if p.is_file() and WORTH_IT.search(p.name)]
    files = [p for p in files if p.stat().st_size >= SMALLEST]
    done = 0

    def one(path: Path) -> int:
        quality = BEST if first_visit.search(path.relative_to(root).as_posix()) else GOOD
        _beside(path, store, quality)
        return path.stat().st_size

    largest_first = sorted(files, key=lambda p: -p.stat().st_size)
    # Both codecs let go of the interpreter's lock while they work, so threads do.
    with (
        ThreadPoolExecutor(os.cpu_count()) as pool,
        Progress("compressing", sum(p.stat().st_size for p in files)) as progress,
    ):
        for size in pool.map(one, largest_first):
            done += size
            progress.at(done)


def _beside(path: Path, store: Store, quality: int) -> None:
    content = path.read_bytes()
    key = hashlib.sha256(content).hexdigest()
    for suffix, step in ((".br", f"br{quality}"), (".gz", f"gz{GZIP_LEVEL}")):
        kept = store.recall(step, key) or store.keep(step, key, _packed(content, suffix, quality))
        if kept.stat().st_size < len(content) * 0.95:
            store.lay(kept, path.with_name(path.name + suffix))


def _packed(content: bytes, suffix: str, quality: int) -> bytes:
    if suffix == ".gz":
        return gzip.compress(content, GZIP_LEVEL, mtime=0)
    packed: bytes = brotli.compress(content, quality=quality, lgwin=WINDOW)
    return packed


def wire_size(path: Path) -> int:
    """What a visit pays for this file."""
    packed = path.with_name(path.name + ".br")
    return (packed if packed.exists() else path).stat().st_size
