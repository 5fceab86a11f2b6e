"""A migrated SQLite database, made once and copied: every run of the tests would spend half a minute on the same migrations."""

import fcntl
import hashlib
import os
import sqlite3
from pathlib import Path

from django.conf import settings
from django.db.backends.sqlite3.creation import DatabaseCreation

ROOT = Path(__file__).parent.parent
CACHE = Path(os.environ.get("SCHOOL_CACHE", ROOT / ".cache"))


def name() -> str:
    """Changes with every migration, every package, and everything that runs after migrations."""
    digest = hashlib.sha256()
    own = [
        *ROOT.glob("*/migrations/*.py"),
        *ROOT.glob("*/apps.py"),
        *ROOT.glob("*/receivers.py"),
        *ROOT.glob("school/roles.py"),
        *ROOT.glob("school/settings/*.py"),
        *ROOT.glob("requirements/*.lock"),
    ]
    for path in sorted(own):
        digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return f"migrated-{digest.hexdigest()[:16]}.sqlite3"


class CopiedDatabase(DatabaseCreation):
    """Makes the test database from the copy, and the copy where there is none yet."""

    def create_test_db(self, *args, **kwargs):
        """As Django's own; whoever comes second waits for the first and has it at once."""
        CACHE.mkdir(parents=True, exist_ok=True)
        kept = CACHE / name()
        with open(CACHE / ".migrated-lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                made = super().create_test_db(*args, **kwargs)
                self._keep(kept)
                return made
        return self._copy(kept)

    def _keep(self, kept: Path) -> None:
        for old in CACHE.glob("migrated-*.sqlite3"):
            old.unlink()
        draft = kept.with_suffix(".part")
        with sqlite3.connect(draft) as target:
            self.connection.ensure_connection()
            self.connection.connection.backup(target)
        target.close()
        draft.rename(kept)

    def _copy(self, kept: Path) -> str:
        made = self._get_test_db_name()
        self.connection.close()
        settings.DATABASES[self.connection.alias]["NAME"] = made
        self.connection.settings_dict["NAME"] = made
        self.connection.ensure_connection()
        with sqlite3.connect(kept) as source:
            source.backup(self.connection.connection)
        source.close()
        return made
