"""Jobs: work that leaves the request, is written in its transaction, and is done though a worker is killed.

``@job`` makes a task of django-tasks with a policy: how often it is tried, how long it waits between, and what is to be
done when it is given up. A worker keeps its row in ``JobWorker`` fresh; the jobs of a worker that is gone are taken up by
the next one. So a job may run more than once: what it writes must be written once, by a condition in the database.
"""

import logging
import os
import platform
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from traceback import format_exception
from typing import Protocol

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from foundation.models import JobWorker

logger = logging.getLogger("foundation.jobs")

#: A worker on another machine that said nothing for so long is taken for dead.
LOST_AFTER = timedelta(seconds=60)
KEPT_FOR = timedelta(days=14)


class WorkerLost(Exception):
    """The worker was killed, or its machine is gone."""


@dataclass(frozen=True)
class Policy:
    """What happens when a job fails, or its worker dies."""

    attempts: int = 3
    #: Seconds to wait before the second try, the third, …; the last one holds for all further tries.
    delays: tuple[float, ...] = (5, 60)
    retries_failures: bool = True
    give_up: Callable[..., object] | None = None

    def delay(self, tries: int) -> timedelta:
        return timedelta(seconds=self.delays[min(tries, len(self.delays)) - 1] if self.delays else 0)


#: For tasks of others: taken up again when a worker died, not tried again when they failed.
PLAIN = Policy(retries_failures=False)
_policies: dict[str, Policy] = {}


def job(*, queue: str = "default", attempts: int = 3, delays: tuple[float, ...] = (5, 60), give_up=None):
    """Make a task of a function; ``give_up`` is called with the same arguments after the last try, in its transaction."""

    def decorate(function):
        made = task(queue_name=queue)(function)
        _policies[made.module_path] = Policy(attempts, delays, True, give_up)
        return made

    return decorate


class Companion(Protocol):
    """What a worker keeps ready beside its work."""

    @property
    def ready(self) -> int:
        """How much of it is ready now, to be told to whoever looks. Asked from another thread."""

    def tend(self) -> None:
        """Called again and again while the worker waits: cheap where there is nothing to do."""

    def close(self) -> None:
        """Called once, when the worker ends."""


_companions: list[tuple[str, Callable[[], Companion]]] = []


def beside(queue: str):
    """Let every worker of a queue that waits for jobs have a companion, made by this function when it starts."""

    def decorate(make: Callable[[], Companion]):
        _companions.append((queue, make))
        return make

    return decorate


def companions(queues: list[str]) -> list[Companion]:
    """The companions of a worker of these queues."""
    return [make() for queue, make in _companions if queue in queues or "*" in queues]


def settle(row: DBTaskResult, error: BaseException) -> None:
    """After a try that did not end well: put the job back for later, or give it up. One transaction, whoever comes first."""
    with exclusive_transaction():
        row = DBTaskResult.objects.select_for_update().get(pk=row.pk)
        if row.status != TaskResultStatus.RUNNING:
            return
        policy = _policy(row)
        tries = len(row.worker_ids)
        row.exception_class_path = f"{type(error).__module__}.{type(error).__qualname__}"
        row.traceback = "".join(format_exception(error))
        if tries < policy.attempts and (policy.retries_failures or isinstance(error, WorkerLost)):
            row.status = TaskResultStatus.READY
            row.run_after = timezone.now() + (
                timedelta() if isinstance(error, WorkerLost) else policy.delay(tries)
            )
            logger.warning(
                "Job %s: try %s ended with %s; it is tried again.", row.task_path, tries, type(error).__name__
            )
        else:
            row.status, row.finished_at = TaskResultStatus.FAILED, timezone.now()
            logger.error("Job %s was given up after %s tries: %s", row.task_path, tries, row.traceback)
            _give_up(policy, row)
        row.save(update_fields=["status", "run_after", "finished_at", "exception_class_path", "traceback"])


def _give_up(policy: Policy, row: DBTaskResult) -> None:
    if policy.give_up is None:
        return
    try:
        with transaction.atomic():
            policy.give_up(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
    except Exception:
        # A mistake in the farewell must not keep the job, and with it the worker, for ever.
        logger.exception("Giving up job %s failed.", row.task_path)


def put_back(row: DBTaskResult) -> None:
    """Put a job back that was stopped on purpose: this try does not count."""
    DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING).update(
        status=TaskResultStatus.READY, run_after=timezone.now(), worker_ids=row.worker_ids[:-1]
    )


def reclaim() -> int:
    """Take up the jobs of workers that are gone; returns how many."""
    running = list(DBTaskResult.objects.running())
    if not running:
        return 0
    known = JobWorker.objects.in_bulk({row.worker_ids[-1] for row in running if row.worker_ids})
    lost = [row for row in running if _is_lost(row, known.get(row.worker_ids[-1] if row.worker_ids else ""))]
    for row in lost:
        settle(row, WorkerLost(f"worker {row.worker_ids[-1:]} is gone"))
    return len(lost)


def forget_old() -> None:
    """Delete what was done long ago, and the rows of workers that are long gone."""
    before = timezone.now() - KEPT_FOR
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
    JobWorker.objects.filter(seen_at__lt=before).delete()


def sign_in(worker_id: str, queues: str = "*", ready: int = 0) -> None:
    """Say that this process works under this name, for these queues; said again, it is still there."""
    pid = os.getpid()
    JobWorker.objects.update_or_create(
        worker_id=worker_id,
        defaults={
            "host": here(),
            "pid": pid,
            "began": _began(pid),
            "queues": queues[:200],
            "ready": ready,
            "seen_at": timezone.now(),
        },
    )


def sign_out(worker_id: str) -> None:
    """Say that it stopped in good order."""
    JobWorker.objects.filter(worker_id=worker_id).delete()


def here() -> str:
    """This machine and, where there are several on one machine, this space of processes."""
    try:
        space = os.readlink("/proc/self/ns/pid")
    except OSError:
        space = ""
    return f"{platform.node()} {space}"[:160]


def _policy(row: DBTaskResult) -> Policy:
    try:
        row.task  # noqa: B018  (reading it imports the module, which states the policy)
    except Exception:
        logger.exception("The code of job %s cannot be found.", row.task_path)
        return Policy(attempts=1)
    return _policies.get(row.task_path, PLAIN)


def _is_lost(row: DBTaskResult, worker: JobWorker | None) -> bool:
    long_ago = timezone.now() - LOST_AFTER
    if worker is None:
        # Not one of ours, or signed out by force: give it the time of a silent one.
        return row.started_at is None or row.started_at < long_ago
    if worker.host == here():
        return not _is_running(worker)
    return worker.seen_at < long_ago


def _is_running(worker: JobWorker) -> bool:
    try:
        os.kill(worker.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _began(worker.pid) == worker.began


def _began(pid: int) -> str:
    """When a process began, where the system tells; a process that ended and was not buried has not begun."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] == "Z" else fields[19]
