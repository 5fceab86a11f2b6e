"""All of it in one call: fetch, strip and compile, build the site, compress. Nothing happens if nothing changed."""

import fcntl
import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from .. import manifest
from ..errors import DiskFull
from ..laboratory import STAMP
from ..packages import RARE
from ..progress import say
from . import site as pages
from . import webr
from .compress import compress
from .fetch import fetch
from .offline import write_list
from .stripping import ENGINE, strip

NOTEBOOKS = Path(__file__).parent.parent
INPUTS = ("*.py", "build/**/*", "browser/*", "runtime/*", "grader/inside/cells.*")
BUILT_BY = ("jupyterlite-core", "jupyterlite-pyodide-kernel", "deno", "brotli")
# What every reader's first visit carries, and is compressed best: R, Python without the packages that few notebooks import (the
# largest takes minutes), and of JupyterLab's many small files those that are always asked for.
EVERYTHING = re.compile("")
NOT_RARE = rf"^(?!(.*/)?({'|'.join(RARE)})-)"
USUAL_PACKAGES = re.compile(NOT_RARE)
FIRST_VISIT = re.compile(
    rf"{NOT_RARE}(python/|r/|own/|notebooks/|build/(shell|notebooks/|schemas)|extensions/)"
)


def build(cache: Path, out: Path) -> bool:
    """Make `out` the up-to-date laboratory; False if it was already."""
    inputs = fingerprint()
    if _stamp_of(out) == inputs:
        return False
    started = time.monotonic()
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with _alone(cache), tempfile.TemporaryDirectory(prefix=".lab-", dir=cache) as folder:
            if _stamp_of(out) == inputs:  # another build has just made it
                return False
            workshop = Path(folder)
            _make(cache, workshop, workshop / "site", inputs)
            _swap(workshop / "site", out, workshop)
    except OSError as error:
        if error.errno == 28:
            raise DiskFull(
                f"The disk is full: the notebook laboratory could not be written to {cache}. Make room (about 700 MB) "
                "or set SCHOOL_CACHE to a folder on another disk, and run the same command again."
            ) from error
        raise
    say(f"The notebook laboratory is ready in {out} ({time.monotonic() - started:.0f} s)")
    return True


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """Two builds in one cache wait for each other. The lock ends with the process, however it ends."""
    with (cache / ".build-lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def fingerprint() -> str:
    """Changes when anything changes that the laboratory is made from."""
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for package in BUILT_BY:
        digest.update(f"{package} {version(package)}\n".encode())
    for pattern in INPUTS:
        for path in sorted(NOTEBOOKS.glob(pattern)):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(
                    path.relative_to(NOTEBOOKS).as_posix().encode() + b"\0" + path.read_bytes() + b"\0"
                )
    return digest.hexdigest()


def _make(cache: Path, workshop: Path, site: Path, inputs: str) -> None:
    listed = manifest.load()
    runtime = fetch(cache, listed)
    say("Building the notebook's page …")
    pages.build_site(listed, runtime, workshop, site)
    strip(listed, runtime, cache, workshop / "python")
    # The folder's name changes with what is in it, so browsers may keep it for ever. The hook is part of it.
    python = workshop / "python"
    named = (python / "pyodide-lock.json", python / ENGINE, *pages.HOOK.values())
    content = b"".join(path.read_bytes() for path in named)
    name = f"{pages.PYTHON}/{hashlib.sha256(content + listed.pyodide.encode()).hexdigest()[:12]}"
    (site / pages.PYTHON).mkdir()
    (workshop / "python").rename(site / name)
    compress(site / name, cache, USUAL_PACKAGES)
    r = webr.lay_out(listed, runtime, site)
    compress(site / r, cache, EVERYTHING)
    pages.add_own(listed, site, r)
    compress(site, cache, FIRST_VISIT)
    write_list(listed, site, name, r)
    (site / STAMP).write_text(json.dumps({"inputs": inputs, "runtime": name, "r": r}))


def _stamp_of(out: Path) -> str:
    try:
        return str(json.loads((out / STAMP).read_text())["inputs"])
    except (OSError, ValueError, KeyError):
        return ""


def _swap(made: Path, out: Path, workshop: Path) -> None:
    """The new laboratory in the place of the old: two renames, so that a stop in between leaves one of them whole."""
    out.parent.mkdir(parents=True, exist_ok=True)
    if made.stat().st_dev != out.parent.stat().st_dev:
        beside = out.with_name(f".{out.name}.{os.getpid()}")
        shutil.copytree(made, beside)
        made = beside
    old = workshop / "old"
    if out.exists():
        try:
            out.rename(old)
        except OSError:  # another file system
            shutil.rmtree(out)
    made.rename(out)
