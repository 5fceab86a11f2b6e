"""A worker that waits hears of a new job at once, and waiting costs next to nothing."""

import signal
import threading
import time

import pytest
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from foundation.jobs.doorbell import doorbell
from tests.foundation import workers
from tests.foundation.jobs_for_tests import fails

pytestmark = pytest.mark.django_db(transaction=True)


def rung_after(seconds: float, work, patience: float) -> float:
    """How long the bell is waited for while another connection does something after so many seconds."""

    def later() -> None:
        time.sleep(seconds)
        work()
        connection.close()

    bell = doorbell()
    bell.wait(0.2)  # what was before
    bell.wait(0.2)
    thread = threading.Thread(target=later)
    thread.start()
    began = time.monotonic()
    bell.wait(patience)
    waited = time.monotonic() - began
    thread.join()
    return waited


def test_a_new_job_rings(tmp_path):
    assert 0.5 <= rung_after(0.5, lambda: fails.enqueue(str(tmp_path), 0), patience=20) < 5


def test_a_job_that_was_taken_back_does_not_ring(tmp_path):
    def taken_back() -> None:
        try:
            with transaction.atomic():
                fails.enqueue(str(tmp_path), 0)
                raise RuntimeError
        except RuntimeError:
            pass

    assert rung_after(0.2, taken_back, patience=1.5) >= 1.5


def test_a_worker_with_a_long_interval_does_a_new_job_soon(tmp_path):
    worker = workers.start("--interval", "60")
    try:
        workers.wait_for(lambda: workers.is_waiting(worker))
        fails.enqueue(str(tmp_path), 0)
        began = time.monotonic()
        workers.wait_for(lambda: DBTaskResult.objects.get().status == "SUCCESSFUL", seconds=20)
        assert time.monotonic() - began < 10
    finally:
        worker.send_signal(signal.SIGTERM)
        assert workers.finish(worker, seconds=60) == 0


def test_a_waiting_worker_uses_next_to_no_processor_time():
    worker = workers.start("--interval", "3")
    try:
        workers.wait_for(lambda: workers.is_waiting(worker))
        time.sleep(2)
        before = workers.processor_seconds(worker.pid)
        time.sleep(10)
        # The goal is 0.2 % of a core, so 0.02; a busy machine makes the same work several times dearer.
        assert workers.processor_seconds(worker.pid) - before <= 0.1
    finally:
        worker.send_signal(signal.SIGTERM)
        assert workers.finish(worker, seconds=60) == 0
