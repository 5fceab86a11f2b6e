"""``manage.py worker``: does the jobs, of all queues or of some, until it is told to stop."""

import logging
import threading
import time

from django.core.management.base import BaseCommand
from django.db import DatabaseError, OperationalError, close_old_connections, connection
from django.utils.crypto import get_random_string
from django_tasks.signals import task_finished, task_started
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction, is_locked_database_exception

from foundation import jobs
from foundation.jobs.doorbell import doorbell

logger = logging.getLogger("foundation.jobs")

HEARTBEAT = 10  # seconds between two signs of life
HOUSEKEEPING = 3600
LOCKED = 0.1  # seconds until a locked database is asked again


class SchoolWorker(Worker):
    """The worker of django-tasks-db, with our own ends: a job that fails is tried again, one that is stopped is put back.

    Its loop is ours too: it asks the queue without locking the database, hears of a new job at once, and has companions.
    """

    companions: list[jobs.Companion] = []

    def run(self) -> None:
        bell = doorbell()
        while self.running:
            close_old_connections()
            job = self.claim_next()
            if job is not None:
                self.run_task(job)
                continue
            if self.batch:
                return
            for companion in self.companions:
                companion.tend()
            close_old_connections()
            bell.wait(self.interval)

    def claim_next(self) -> DBTaskResult | None:
        """The next job that is due, now ours."""
        due = DBTaskResult.objects.ready().filter(backend_name=self.backend_name)
        if not self.process_all_queues:
            due = due.filter(queue_name__in=self.queue_names)
        while due.exists():
            try:
                with exclusive_transaction():
                    job = due.get_locked()
                    if job is not None:
                        job.claim(self.worker_id)
                    return job
            except OperationalError as error:
                if not is_locked_database_exception(error):
                    raise
                time.sleep(LOCKED)
        return None

    def run_task(self, db_task_result: DBTaskResult) -> None:
        self.running_task = True
        try:
            task, result = db_task_result.task, db_task_result.task_result
            backend = type(task.get_backend())
            task_started.send(sender=backend, task_result=result)
            db_task_result.set_successful(task.call(*result.args, **result.kwargs))
            task_finished.send(sender=backend, task_result=db_task_result.task_result)
        except Exception as error:
            jobs.settle(db_task_result, error)
        except BaseException:
            jobs.put_back(db_task_result)
            raise
        finally:
            self.running_task = False
            self._run_tasks += 1


class Heartbeat(threading.Thread):
    """Says every few seconds that the worker is there, and looks for jobs whose worker is not."""

    def __init__(self, worker_id: str, every: float = HEARTBEAT, queues: str = "*", ready=lambda: 0):
        super().__init__(name="heartbeat", daemon=True)
        self.worker_id, self.every, self.queues, self.ready = worker_id, every, queues, ready
        self.stopped = threading.Event()

    def run(self) -> None:
        tidied = time.monotonic()
        while not self.stopped.wait(self.every):
            try:
                jobs.sign_in(self.worker_id, self.queues, self.ready())
                jobs.reclaim()
                if time.monotonic() - tidied > HOUSEKEEPING:
                    jobs.forget_old()
                    tidied = time.monotonic()
            except DatabaseError:
                # A locked or restarting database: the next beat comes soon enough.
                logger.warning("The worker could not say that it is there.", exc_info=True)
                connection.close()
        connection.close()

    def stop(self) -> None:
        self.stopped.set()
        self.join(timeout=5)


class Command(BaseCommand):
    help = (
        "Do the jobs of all queues (marking, mail, clearing away). Stops in good order on SIGTERM and Ctrl-C."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--interval",
            type=float,
            default=3,
            help="seconds between two looks for jobs that fall due; of a new job the worker hears at once",
        )
        parser.add_argument("--batch", action="store_true", help="do what is there, then stop")
        parser.add_argument("--queues", default="*", help="names of queues, with commas; all by default")

    def handle(self, *, interval: float, batch: bool, queues: str, **options) -> None:
        worker_id = get_random_string(32)
        worker = SchoolWorker(
            queue_names=queues.split(","),
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
            excluded_queue_names=[],
        )
        worker.configure_signals()  # first: whoever sees it signed in may tell it to stop
        heartbeat = Heartbeat(
            worker_id,
            queues=queues,
            ready=lambda: sum(companion.ready for companion in worker.companions),
        )
        try:
            jobs.sign_in(worker_id, queues)
            jobs.reclaim()
            heartbeat.start()
            if not batch:
                worker.companions = jobs.companions(worker.queue_names)
            worker.run()
        finally:
            # Reached on SIGTERM too: the handler leaves by SystemExit.
            if heartbeat.is_alive():
                heartbeat.stop()
            for companion in worker.companions:
                companion.close()
            jobs.sign_out(worker_id)
