"""Bring every file of the manifest into the cache, whatever source has it, and let none in that differs.

Safe to interrupt: a file appears under its own name only after its hash was found right, and what is there already is
not fetched again.
"""

import errno
import os
import shutil
from pathlib import Path

from .. import manifest as manifests
from ..cache import Store
from ..cache.store import sha256_of
from ..errors import DiskFull, HashDiffers, NotReachable
from ..manifest import Manifest, RuntimeFile
from ..progress import say
from .sources import Source, Unreachable, all_sources

PARTIAL = "partial"  # where a download that was stopped goes on
ROOM_NEEDED = 700_000_000  # the largest carrier, unpacked beside itself, and what is built from it


def fetch(
    store: Store, folder: Path, manifest: Manifest | None = None, sources: list[Source] | None = None
) -> None:
    """Fill `folder` with every file of the manifest, each checked: from the store, and first into it where it is not there."""
    manifest = manifest or manifests.load()
    try:
        if missing := _missing(store, manifest):
            with store.alone("fetch"):
                missing = _missing(store, manifest)  # another may just have brought them
                if missing:
                    _need_room(store.root)
                    _bring(missing, store, manifest, sources)
        for file in manifest.files:
            store.lay(_blob(store, file) or Path(file.file), folder / file.file)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(_full(store.root)) from error
        raise


def _missing(store: Store, manifest: Manifest) -> list[RuntimeFile]:
    return [file for file in manifest.files if _blob(store, file) is None]


def _blob(store: Store, file: RuntimeFile) -> Path | None:
    return next((blob for digest in file.sha256 if (blob := store.blob(digest))), None)


def _bring(
    missing: list[RuntimeFile], store: Store, manifest: Manifest, sources: list[Source] | None
) -> None:
    if sources is None:
        # Where a distribution is known to be out of reach, an empty value saves the attempt: for both, unless R's is named.
        of_python = os.environ.get("SCHOOL_PYODIDE_URL")
        of_r = os.environ.get("SCHOOL_WEBR_URL", None if of_python else of_python)
        sources = all_sources(manifest, store.root / PARTIAL, of_python, of_r)
    say(f"Fetching the Python and the R that run in the browser: {len(missing)} files")
    troubles: list[str] = []
    differing: list[str] = []
    for source in sources:
        wanted = [file for file in missing if source.has(file)]
        if not wanted:
            continue
        with store.draft() as workshop:
            try:
                for file, path in source.bring(wanted, workshop):
                    if _admit(file, path, store):
                        missing.remove(file)
                    else:
                        differing.append(f"{file.file} from {source.name}")
            except Unreachable as error:
                troubles.append(f"{source.name}: {error}")
        if not missing:
            shutil.rmtree(store.root / PARTIAL, ignore_errors=True)
            return
    raise _refusal(missing, differing, troubles)


def _admit(file: RuntimeFile, path: Path, store: Store) -> bool:
    """Take a file into the store if it is the one that the manifest names; throw it away if not."""
    if not file.accepts(sha256_of(path)):
        path.unlink()
        return False
    store.put(path)
    return True


def _refusal(
    missing: list[RuntimeFile], differing: list[str], troubles: list[str]
) -> NotReachable | HashDiffers:
    names = ", ".join(file.file for file in missing[:3]) + (" …" if len(missing) > 3 else "")
    if differing:
        return HashDiffers(
            f"What was downloaded is not what the project expects, so it was thrown away: {', '.join(differing[:3])}. "
            "A proxy may have changed it, or the manifest is out of date. Run the same command again; if it happens "
            "again, compare notebooks/runtime/manifest.json with the project's latest version."
        )
    detail = "".join(f"\n    {trouble[:300]}" for trouble in troubles)
    return NotReachable(
        f"{len(missing)} files of the notebook runtime could not be downloaded ({names}). Check the network connection "
        f"(and pip's proxy settings, if there is a proxy), then run the same command again: it goes on where it "
        f"stopped.{detail}"
    )


def _need_room(cache: Path) -> None:
    if shutil.disk_usage(cache).free < ROOM_NEEDED:
        raise DiskFull(_full(cache))


def _full(cache: Path) -> str:
    free = shutil.disk_usage(cache).free // 1_000_000
    return (
        f"The disk is (nearly) full: {free} MB are free in {cache}, and building the notebook laboratory needs about "
        f"{ROOM_NEEDED // 1_000_000} MB. Make room, or set SCHOOL_CACHE to a folder on another disk, and run the same "
        "command again."
    )
