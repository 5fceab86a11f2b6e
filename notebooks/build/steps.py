"""All of it in one call: fetch, strip and compile, build the site, compress. Nothing happens if nothing changed, and of what
changed little, little: each step keeps what it made by what it was made from."""

import errno
import hashlib
import json
import re
import sys
import time
from importlib.metadata import version
from pathlib import Path

from .. import manifest
from ..cache import Entries, Store
from ..errors import BuildError, DiskFull, NotWritable
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
INPUTS = ("manifest.py", "packages.py", "build/**/*", "browser/*", "runtime/*", "grader/inside/cells.*")
KIND, SITE = "laboratories", "site"
BUILT_BY = ("jupyterlite-core", "jupyterlite-pyodide-kernel", "deno", "brotli")
# What every reader's first visit carries, and is compressed best: R, Python without the packages that few notebooks import (the
# largest takes minutes), and of JupyterLab's many small files those that are always asked for.
EVERYTHING = re.compile("")
NOT_RARE = rf"^(?!(.*/)?({'|'.join(RARE)})-)"
USUAL_PACKAGES = re.compile(NOT_RARE)
FIRST_VISIT = re.compile(
    rf"{NOT_RARE}(python/|r/|own/|notebooks/|build/(shell|notebooks/|schemas)|extensions/)"
)


def build(store: Store) -> Path:
    """The up-to-date laboratory in the store; made first where it is missing or damaged."""
    started = time.monotonic()
    entries, inputs = Entries(store), fingerprint()
    if found := entries.find(KIND, inputs):
        return found / SITE
    try:
        made = entries.make(KIND, inputs, lambda folder: _make(store, folder / SITE, inputs))
    except OSError as error:
        if named := _named(error, store.root):
            raise named from error
        raise
    say(f"The notebook laboratory is ready ({time.monotonic() - started:.0f} s)")
    return made / SITE


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
    return digest.hexdigest()[:32]


def _make(store: Store, site: Path, inputs: str) -> None:
    listed = manifest.load()
    with store.draft() as workshop:
        runtime, python = workshop / "runtime", workshop / "python"
        fetch(store, runtime, listed)
        say("Building the notebook's page …")
        pages.build_site(listed, runtime, workshop, site)
        strip(listed, runtime, store, python)
        # The folder's name changes with what is in it, so browsers may keep it for ever. The hook is part of it.
        named = (python / "pyodide-lock.json", python / ENGINE, *pages.HOOK.values())
        content = b"".join(path.read_bytes() for path in named)
        name = f"{pages.PYTHON}/{hashlib.sha256(content + listed.pyodide.encode()).hexdigest()[:12]}"
        (site / pages.PYTHON).mkdir()
        python.rename(site / name)
        compress(site / name, store, USUAL_PACKAGES)
        r = webr.lay_out(listed, runtime, store, site)
        compress(site / r, store, EVERYTHING)
    pages.add_own(listed, site, r)
    compress(site, store, FIRST_VISIT)
    write_list(listed, site, name, r)
    (site / STAMP).write_text(json.dumps({"inputs": inputs, "runtime": name, "r": r}))


def _named(error: OSError, cache: Path) -> BuildError | None:
    """What the system says, in words that tell what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(
            f"The disk is full: the notebook laboratory could not be written to {cache}. Make room (about 700 MB) "
            "or set SCHOOL_CACHE to a folder on another disk, and run the same command again."
        )
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return NotWritable(
            f"The notebook laboratory is not in {cache} yet, and nothing can be written there ({error.strerror}). "
            "Set SCHOOL_CACHE to a folder that can be written to, and run the same command again."
        )
    return None
