"""How a worker that waits learns of a new job at once, without asking for it all the time.

SQLite counts the changes of its file, and reading that number costs next to nothing. PostgreSQL tells who listens: a job that
becomes ready rings within its own transaction, so the bell is heard when the job can be seen.
"""

import select
import time
from typing import Any, Protocol

from django.db import connection
from django.db.models.signals import post_save
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

CHANNEL = "school_jobs"
GLANCE = 0.1  # seconds between two looks at SQLite's number


class Doorbell(Protocol):
    def wait(self, seconds: float) -> None:
        """Return when something may have been put into the queue, at the latest after so many seconds."""


class ChangesOfTheFile:
    """For SQLite."""

    def __init__(self) -> None:
        self._seen: int | None = None

    def wait(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not self._has_changed() and (left := end - time.monotonic()) > 0:
            time.sleep(min(GLANCE, left))

    def _has_changed(self) -> bool:
        connection.ensure_connection()
        # Past Django's cursor, which costs more than the question.
        (number,) = connection.connection.execute("PRAGMA data_version").fetchone()
        seen, self._seen = self._seen, number
        return seen is not None and number != seen


class Notifications:
    """For PostgreSQL."""

    def __init__(self) -> None:
        self._listening: Any = None

    def wait(self, seconds: float) -> None:
        connection.ensure_connection()
        if self._listening is not connection.connection:
            self._listening = connection.connection
            self._listening.execute(f"LISTEN {CHANNEL}")
            return  # a job may have come before we listened
        # What came during a query is kept for us; else the socket tells. The driver's own wait would not hear a signal.
        if not self._take():
            select.select([self._listening], [], [], seconds)
            self._take()

    def _take(self) -> bool:
        return bool(list(self._listening.notifies(timeout=0)))


def doorbell() -> Doorbell:
    """The one of this database."""
    return Notifications() if connection.vendor == "postgresql" else ChangesOfTheFile()


def connect() -> None:
    post_save.connect(_ring, sender=DBTaskResult, dispatch_uid="doorbell")


def _ring(sender, instance: DBTaskResult, **kwargs) -> None:
    if instance.status == TaskResultStatus.READY and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {CHANNEL}")
