"""A migrated database, made once and copied: every run of the tests would otherwise spend half a minute on the same migrations.

SQLite keeps a file, PostgreSQL a database that others are made from (``CREATE DATABASE … TEMPLATE``).
"""

import hashlib
import sqlite3
from pathlib import Path

from django.conf import settings
from django.db.backends.base.creation import BaseDatabaseCreation
from django.db.backends.postgresql.creation import DatabaseCreation as PostgreSQLCreation
from django.db.backends.sqlite3.creation import DatabaseCreation as SQLiteCreation

from notebooks import cache

ROOT = Path(__file__).parent.parent
#: The kind of the entries in the cache, and the file in one of SQLite.
KIND = "databases"
FILE = "school.sqlite3"
#: What decides how a migrated database looks: migrations, packages, and what runs after migrations.
SOURCES = (
    "*/migrations/*.py",
    "*/apps.py",
    "*/receivers.py",
    "school/**/roles.py",
    "school/settings/*.py",
    "requirements/*.lock",
    "tools/kept_databases.py",
)


def name() -> str:
    """The name of a kept database; another one wherever it would look different."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in SOURCES for path in ROOT.glob(pattern)):
        digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return f"migrated_{digest.hexdigest()[:16]}"


def entries() -> cache.Entries:
    """What is kept between runs, for all clones."""
    return cache.Entries(cache.Store(cache.folder(ROOT)))


def creation(connection) -> BaseDatabaseCreation:
    """What makes the test database of a connection from a kept one."""
    if connection.vendor == "postgresql":
        return CreationFromTemplate(connection)
    return CreationFromFile(connection)


# (What begins with an underscore is missing in the stubs of Django.)
class CreationFromFile(SQLiteCreation):
    """Copies the kept file; makes it where there is none."""

    def create_test_db(self, *args, **kwargs) -> str:
        """As Django's own."""

        def make(folder: Path) -> None:
            super(CreationFromFile, self).create_test_db(*args, **kwargs)
            self.connection.ensure_connection()
            with sqlite3.connect(folder / FILE) as target:
                self.connection.connection.backup(target)
            target.close()

        return self._copy(entries().make(KIND, name(), make) / FILE)

    def _copy(self, kept: Path) -> str:
        made = self._get_test_db_name()  # type: ignore[attr-defined]
        self.connection.close()
        settings.DATABASES[self.connection.alias]["NAME"] = made
        self.connection.settings_dict["NAME"] = made
        self.connection.ensure_connection()
        with sqlite3.connect(kept) as source:
            source.backup(self.connection.connection)
        source.close()
        return made


class CreationFromTemplate(PostgreSQLCreation):
    """Lets PostgreSQL copy the kept database of the same server; makes it where there is none."""

    def create_test_db(self, verbosity: int = 1, *args, **kwargs) -> str:
        """As Django's own."""
        made = self._get_test_db_name()  # type: ignore[attr-defined]
        # Whoever comes second waits for the first, and finds what it has made.
        with entries().store.alone(f"template-{name()}"):
            if not self._is_kept():
                super().create_test_db(verbosity, *args, **kwargs)
                self.connection.close()
                self._execute(f'CREATE DATABASE "{name()}" TEMPLATE "{made}"')
                return made
            self._execute(f'DROP DATABASE IF EXISTS "{made}"')
            self._execute(f'CREATE DATABASE "{made}" TEMPLATE "{name()}"')
        self.connection.close()
        settings.DATABASES[self.connection.alias]["NAME"] = made
        self.connection.settings_dict["NAME"] = made
        return made

    def _is_kept(self) -> bool:
        with self._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name()])
            return cursor.fetchone() is not None

    def _execute(self, statement: str) -> None:
        with self._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(statement)
