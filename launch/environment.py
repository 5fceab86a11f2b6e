"""The virtual environment: made where it is missing, filled from the lock, entered by replacing this process."""

import errno
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from launch.messages import Trouble, say
from launch.places import is_a_checkout
from notebooks import cache
from notebooks.cache.store import used


def enter(root: Path, *, program: str, lock: str, shared: bool = True) -> None:
    """Go on inside the environment, which holds what the lock names. Does nothing where we are inside already.

    ``.venv`` leads to an environment that every clone with the same locks uses, unless there is a real one.
    """
    if not is_a_checkout(root):
        return  # What it needs was installed with it.
    place = Path(os.environ.get("SCHOOL_VENV", root / ".venv"))
    names = root / "requirements" / lock
    if shared and "SCHOOL_VENV" not in os.environ and (place.is_symlink() or not place.exists()):
        _enter_a_shared_one(root, place, names)
    else:
        _fill(place, names)
    python = place / "bin" / "python"
    if Path(sys.prefix).resolve() != place.resolve():
        os.chdir(root)
        os.execv(python, [str(python), "-m", program, *sys.argv[1:]])


def _enter_a_shared_one(root: Path, place: Path, names: Path) -> None:
    """Let `place` lead to the environment in the cache, which is made and filled there by one process at a time."""
    store = cache.Store(cache.folder(root))
    entries = cache.Entries(store)
    shared = store.root / "environments" / _name(root)
    try:
        if not _is_ready(shared, names):
            with store.alone(f"environments-{shared.name}"):
                _fill(shared, names)
        entries.point(place, shared)
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise
        # A cache that is only read, without this environment.
        place.unlink(missing_ok=True)
        _fill(place, names)
    used(shared)


def _name(root: Path) -> str:
    """Changes with the packages of either lock and with the Python that they are installed for."""
    total = hashlib.sha256(f"{sys.version} {sys.base_prefix} {os.uname().machine}".encode())
    for lock in sorted((root / "requirements").glob("*.lock")):
        total.update(lock.name.encode() + lock.read_bytes())
    return total.hexdigest()[:32]


def _fill(place: Path, names: Path) -> None:
    """Make the environment where it is missing or broken; install what the lock names, unless it is there."""
    if _is_ready(place, names):
        return
    python = place / "bin" / "python"
    if not _works(python):
        say("Making a virtual environment …")
        shutil.rmtree(place, ignore_errors=True)
        venv.create(place, with_pip=True, symlinks=True)
    say(f"Installing what {names.name} names (a few minutes the first time) …")
    _install(python, names)
    _stamp(place, names).write_text(_wanted(names))


def _is_ready(place: Path, names: Path) -> bool:
    stamp = _stamp(place, names)
    return stamp.exists() and stamp.read_text() == _wanted(names) and _works(place / "bin" / "python")


def _stamp(place: Path, names: Path) -> Path:
    return place / f"installed-{names.stem}"


def _wanted(names: Path) -> str:
    return hashlib.sha256(names.read_bytes()).hexdigest()


def _works(python: Path) -> bool:
    if not python.exists():
        return False
    return subprocess.run([python, "-c", "import pip"], capture_output=True, check=False).returncode == 0


def _install(python: Path, lock: Path) -> None:
    command = [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "-r",
        lock,
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # type: ignore[arg-type]
    if result.returncode == 0:
        return
    last = "\n".join(result.stderr.strip().splitlines()[-5:])
    lowered = result.stderr.lower()
    if "no space left" in lowered:
        raise Trouble("The disk is full. Free about 2 GB and run the same command again.")
    if any(word in lowered for word in ("connection", "resolve", "timed out", "network", "max retries")):
        raise Trouble(
            "The packages could not be fetched: there is no way to the package index from here.\n"
            "Check the network (or pip's proxy settings) and run the same command again; what was fetched is kept.\n"
            f"{last}"
        )
    raise Trouble(f"The packages could not be installed:\n{last}")
