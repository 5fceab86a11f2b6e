"""Everything between an installed program and a served one: laboratory, catalogues, static files, database, first content.

Each step is skipped where its stamp says that nothing it depends on has changed; a stamp is written after its step.
"""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from launch import places
from launch.messages import Trouble, say
from notebooks import cache

ROOT = Path(__file__).resolve().parent.parent
OWN_FILES = re.compile(r"^(css|js|fonts|img)/")


def environment(root: Path, data: Path, port: int) -> dict[str, str]:
    """The environment of the school's processes."""
    given = dict(os.environ)
    given.setdefault("SCHOOL_CACHE", str(cache.folder(root)))
    given["SCHOOL_DATA"] = str(data)
    given.setdefault("SCHOOL_SITE_ORIGIN", f"http://localhost:{port}")
    given.setdefault("SCHOOL_LAB_ORIGIN", f"http://127.0.0.1:{port}")
    given["DJANGO_SETTINGS_MODULE"] = "school.settings"
    given["PYTHONUNBUFFERED"] = "1"
    return given


def everything(root: Path) -> int:
    """All steps, with the settings of the environment and without the demonstration: for a start of one's own."""
    data = places.data(root)
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
    _run([sys.executable, "-m", "notebooks", "build"], root, env)


def catalogues(root: Path) -> None:
    """Compile the translations that are newer than their compiled form."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in (places.files(root) / "locale").glob("*/LC_MESSAGES/*.po"):
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
    """Collect, hash, join and compress the static files, once for all clones that have the same ones."""
    wanted = digest(
        [
            *(places.files(root) / "static").rglob("*"),
            *(root / "school" / "settings").glob("*.py"),
            *places.packages(root),
            root / "foundation" / "static_files.py",
            root / "launch" / "prepare.py",
            root / "notebooks" / "build" / "compress.py",
        ]
    )
    store = cache.Store(Path(env["SCHOOL_CACHE"]))
    entries = cache.Entries(store)
    entry = entries.make("static", wanted[:32], lambda fresh: _collect(root, env, store, fresh))
    # A school that is being served meanwhile never misses a file.
    entries.point(root / ".cache" / "static", entry)


def _collect(root: Path, env: dict[str, str], store: cache.Store, fresh: Path) -> None:
    from notebooks.build.compress import compress

    say("Collecting the static files …")
    collect = [sys.executable, "-m", "school", "collectstatic", "--noinput", "-v0"]
    # What is kept for all must not depend on who asks first, for example the tests with settings of their own.
    _run(collect, root, {**env, "DJANGO_SETTINGS_MODULE": "school.settings", "SCHOOL_STATIC": str(fresh)})
    # Our own files weigh on every reader; the editors' side is large and seldom asked for.
    compress(fresh, store, OWN_FILES)


def database(root: Path, env: dict[str, str], data: Path, *, demonstration: bool = True) -> None:
    """Bring the database up to date; fill an empty one with the demonstration school."""
    stamp = data / "database.stamp"
    wanted = digest(
        [
            *root.glob("*/migrations/*.py"),
            *(root / "school").rglob("*.py"),
            *(root / "demonstration").rglob("*.py"),
            *(root / "foundation" / "facts").rglob("*"),
            *places.packages(root),
        ]
    )
    is_sqlite = not env.get("DATABASE_URL")
    if is_sqlite and stamp.exists() and stamp.read_text() == wanted and (data / "school.sqlite3").exists():
        return
    say("Preparing the database …")
    _run([sys.executable, "-m", "school", "migrate", "--noinput", "-v0"], root, env)
    _run([sys.executable, "-m", "school", "setup_school"], root, env)
    if demonstration and (root / "demonstration").is_dir():
        _run([sys.executable, "-m", "school", "load_demonstration", "--if-empty"], root, env)
    stamp.write_text(wanted)


def digest(paths: Iterable[Path]) -> str:
    """A hash over names and contents of files; the same in every clone."""
    total = hashlib.sha256()
    for path in sorted(paths):
        if path.is_file():
            total.update(str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path).encode())
            total.update(path.read_bytes())
    return total.hexdigest()


def _run(command: list[str], root: Path, env: dict[str, str]) -> None:
    result = subprocess.run(command, cwd=root, env=env, check=False)
    if result.returncode:
        raise Trouble(
            f"This step did not succeed: {' '.join(command[1:4])}. What it said stands above; nothing half-made is kept."
        )
