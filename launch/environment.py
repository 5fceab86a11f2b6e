"""The virtual environment: made where it is missing, filled from the lock, entered by replacing this process."""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from launch.messages import Trouble, say


def enter(root: Path, *, program: str, lock: str) -> None:
    """Go on inside the environment, which holds what the lock names. Does nothing where we are inside already."""
    place = Path(os.environ.get("SCHOOL_VENV", root / ".venv"))
    python = place / "bin" / "python"
    names = root / "requirements" / lock
    stamp = place / f"installed-{names.stem}"
    wanted = hashlib.sha256(names.read_bytes()).hexdigest()
    if not _works(python):
        say("Making a virtual environment …")
        shutil.rmtree(place, ignore_errors=True)
        venv.create(place, with_pip=True, symlinks=True)
    if not _is_installed(stamp, wanted):
        say(f"Installing what {names.relative_to(root)} names (a few minutes the first time) …")
        _install(python, names)
        stamp.write_text(wanted)
    if Path(sys.prefix).resolve() != place.resolve():
        os.chdir(root)
        os.execv(python, [str(python), "-m", program, *sys.argv[1:]])


def _works(python: Path) -> bool:
    if not python.exists():
        return False
    return subprocess.run([python, "-c", "import pip"], capture_output=True, check=False).returncode == 0


def _is_installed(stamp: Path, wanted: str) -> bool:
    return stamp.exists() and stamp.read_text() == wanted


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
