"""The marking queue: what waits, who works, how fast it goes, and what could not be marked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import F, QuerySet
from django.utils import timezone

from assessments.models import Activity, Attempt
from foundation.jobs.queues import Queue, present_workers, queues
from foundation.models import JobWorker

#: So many of the notebooks that wait, and of those that could not be marked, are listed.
LISTED = 50
QUEUE = "grading"


@dataclass(frozen=True)
class Speed:
    """The marks of the last hour; seconds are medians."""

    marks: int
    seconds: float | None
    waited: float | None


@dataclass(frozen=True)
class QueueScreen:
    """Everything that the page shows."""

    queues: list[Queue]
    workers: list[JobWorker]
    warm: int
    speed: Speed
    waiting: list[Attempt]
    failed: list[Attempt]
    now: datetime


def queue_screen() -> QueueScreen:
    """The page of the queue. Five queries, however long it is."""
    workers = present_workers()
    return QueueScreen(
        queues=queues(workers),
        workers=workers,
        warm=sum(worker.ready for worker in workers if worker.works_for(QUEUE)),
        speed=_speed(),
        waiting=list(_notebooks().filter(state__in=Attempt.WAITING).order_by("pk")[:LISTED]),
        failed=list(_notebooks().filter(state=Attempt.State.FAILED).order_by("-marked_at", "-pk")[:LISTED]),
        now=timezone.now(),
    )


def _notebooks() -> QuerySet[Attempt]:
    """Notebooks with the title of what they answer, and without anybody's name: who looks after a queue needs none."""
    rows = Attempt.objects.filter(activity__kind=Activity.Kind.NOTEBOOK).annotate(title=F("version__title"))
    return rows.only("state", "submitted_at", "marked_at", "outcome", "activity_id")


def _speed() -> Speed:
    found = Attempt.objects.filter(
        activity__kind=Activity.Kind.NOTEBOOK,
        state=Attempt.State.MARKED,
        marked_at__gte=timezone.now() - timedelta(hours=1),
    ).values_list("seconds", "submitted_at", "marked_at")
    rows = list(found)
    seconds = [taken for taken, _from, _to in rows if taken is not None]
    waited = [(to - begun).total_seconds() for _taken, begun, to in rows if to]
    return Speed(len(rows), median(seconds) if seconds else None, median(waited) if waited else None)
