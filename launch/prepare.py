"""Everything between an installed program and a served one: laboratory, catalogues, static files, database, first content.

Each step is skipped where its stamp says that nothing it depends on has changed; a stamp is written after its step.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from launch.messages import Trouble, say

OWN_FILES = re.compile(r"^(css|js|fonts|img)/")


def environment(root: Path, data: Path, port: int) -> dict[str, str]:
    """The environment of the school's processes."""
    given = dict(os.environ)
    given.setdefault("SCHOOL_CACHE", str(root / ".cache"))
    given["SCHOOL_DATA"] = str(data)
    given.setdefault("SCHOOL_SITE_ORIGIN", f"http://localhost:{port}")
    given.setdefault("SCHOOL_LAB_ORIGIN", f"http://127.0.0.1:{port}")
    given["DJANGO_SETTINGS_MODULE"] = "school.settings"
    given["PYTHONUNBUFFERED"] = "1"
    return given


def everything(root: Path) -> int:
    """All steps, with the settings of the environment and without the demonstration: for a start of one's own."""
    data = Path(os.environ.get("SCHOOL_DATA", root / "var")).resolve()
    data.mkdir(parents=True, exist_ok=True)
    env = environment(root, data, 8000)
    laboratory(root, env)
    catalogues(root)
    static_files(root, env)
    database(root, env, data, demonstration=False)
    say("Everything is up to date. Start (or restart) the web server and the worker.")
    return 0


def laboratory(root: Path, env: dict[str, str]) -> None:
    """Fetch the notebook runtime, check every file against the manifest, build the laboratory."""
    cache = env["SCHOOL_CACHE"]
    _run([sys.executable, "-m", "notebooks", "build", "--cache", cache, "--out", f"{cache}/lab"], root, env)


def catalogues(root: Path) -> None:
    """Compile the translations that are newer than their compiled form."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in (root / "locale").glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file)
        draft = target.with_suffix(f".{os.getpid()}")
        with draft.open("wb") as file:
            write_mo(file, catalogue)
        draft.replace(target)


def static_files(root: Path, env: dict[str, str]) -> None:
    """Collect, hash, join and compress the static files."""
    stamp = Path(env["SCHOOL_CACHE"]) / "static.stamp"
    wanted = digest(
        [
            *(root / "static").rglob("*"),
            root / "requirements" / "base.lock",
            root / "foundation" / "static_files.py",
        ]
    )
    if stamp.exists() and stamp.read_text() == wanted:
        return
    from notebooks.build.compress import compress

    say("Collecting the static files …")
    # Collected beside and then exchanged: a school that is being served meanwhile never misses a file.
    place = Path(env["SCHOOL_CACHE"]) / "static"
    fresh, old = (place.with_name(f"static-{word}-{os.getpid()}") for word in ("new", "old"))
    _run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"],
        root,
        {**env, "SCHOOL_STATIC": str(fresh)},
    )
    # Our own files weigh on every reader; the editors' side is large and seldom asked for.
    compress(fresh, place.parent, OWN_FILES)
    if place.exists():
        place.rename(old)
    fresh.rename(place)
    shutil.rmtree(old, ignore_errors=True)
    stamp.write_text(wanted)


def database(root: Path, env: dict[str, str], data: Path, *, demonstration: bool = True) -> None:
    """Bring the database up to date; fill an empty one with the demonstration school."""
    stamp = data / "database.stamp"
    wanted = digest(
        [
            *root.glob("*/migrations/*.py"),
            *(root / "school").rglob("*.py"),
            *(root / "demonstration").rglob("*.py"),
            *(root / "foundation" / "facts").rglob("*"),
            root / "requirements" / "base.lock",
        ]
    )
    is_sqlite = not env.get("DATABASE_URL")
    if is_sqlite and stamp.exists() and stamp.read_text() == wanted and (data / "school.sqlite3").exists():
        return
    say("Preparing the database …")
    _run([sys.executable, "manage.py", "migrate", "--noinput", "-v0"], root, env)
    _run([sys.executable, "manage.py", "setup_school"], root, env)
    if demonstration:
        _run([sys.executable, "manage.py", "load_demonstration", "--if-empty"], root, env)
    stamp.write_text(wanted)


def digest(paths: Iterable[Path]) -> str:
    """A hash over names and contents of files."""
    total = hashlib.sha256()
    for path in sorted(paths):
        if path.is_file():
            total.update(str(path).encode())
            total.update(path.read_bytes())
    return total.hexdigest()


def _run(command: list[str], root: Path, env: dict[str, str]) -> None:
    result = subprocess.run(command, cwd=root, env=env, check=False)
    if result.returncode:
        raise Trouble(
            f"This step did not succeed: {' '.join(command[1:4])}. What it said stands above; nothing half-made is kept."
        )
