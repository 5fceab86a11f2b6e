"""How the queues of jobs stand: for the page of whoever looks after them, and for machines that watch."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import Case, Count, F, Min, Q, When
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from foundation.jobs import LOST_AFTER, here
from foundation.models import JobWorker


@dataclass(frozen=True)
class Queue:
    """One queue: what waits, what runs, what was given up (and is not cleared away yet), who works for it."""

    name: str
    waiting: int
    later: int
    running: int
    failed: int
    #: Since when the oldest waits.
    since: datetime | None
    #: The same in seconds; 0 where nothing waits.
    seconds: int
    workers: int


def queues(workers: list[JobWorker] | None = None) -> list[Queue]:
    """Every queue that there is. Two queries, one where the workers are given."""
    workers = present_workers() if workers is None else workers
    now = timezone.now()
    due = Q(run_after=get_date_max()) | Q(run_after__lte=now)
    ready = Q(status=TaskResultStatus.READY)
    # What was put back for later waits since it fell due, everything else since it came.
    since = Case(When(run_after=get_date_max(), then=F("enqueued_at")), default=F("run_after"))
    rows = (
        DBTaskResult.objects.exclude(status=TaskResultStatus.SUCCESSFUL)
        .order_by()
        .values("queue_name")
        .annotate(
            waiting=Count("pk", filter=ready & due),
            later=Count("pk", filter=ready & ~due),
            running=Count("pk", filter=Q(status=TaskResultStatus.RUNNING)),
            failed=Count("pk", filter=Q(status=TaskResultStatus.FAILED)),
            oldest=Min(since, filter=ready & due),
        )
    )
    found: dict[str, dict] = {row["queue_name"]: dict(row) for row in rows}
    names = dict.fromkeys([*settings.TASKS["default"]["QUEUES"], *sorted(found)])
    return [_queue(name, found.get(name, {}), workers, now) for name in names]


def _queue(name: str, row: dict, workers: list[JobWorker], now: datetime) -> Queue:
    oldest = row.get("oldest")
    return Queue(
        name=name,
        waiting=row.get("waiting", 0),
        later=row.get("later", 0),
        running=row.get("running", 0),
        failed=row.get("failed", 0),
        since=oldest,
        seconds=max(0, int((now - oldest).total_seconds())) if oldest else 0,
        workers=sum(worker.works_for(name) for worker in workers),
    )


def present_workers(within: timedelta = LOST_AFTER) -> list[JobWorker]:
    """The workers that said within this time that they are there."""
    since = timezone.now() - within
    return list(JobWorker.objects.filter(seen_at__gte=since).order_by("host", "pid"))


def write_and_forget() -> None:
    """Write a row and take it back, so that a database that cannot be written to says so; it raises what the database raises."""
    with transaction.atomic():
        JobWorker.objects.create(
            worker_id=f"health {get_random_string(32)}", host=here(), pid=1, seen_at=timezone.now()
        )
        transaction.set_rollback(True, using=DEFAULT_DB_ALIAS)
