"""Jobs are done though a worker is killed, tried again when they fail, and given up in the end."""

import signal
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from foundation import jobs
from foundation.models import JobWorker
from tests.foundation import workers
from tests.foundation.jobs_for_tests import always_sleeps, fails, sleeps_at_first

pytestmark = pytest.mark.django_db(transaction=True)


def row() -> DBTaskResult:
    return DBTaskResult.objects.get()


def running(worker_id: str, *, minutes_ago: float = 0) -> DBTaskResult:
    """A job in the hands of a worker."""
    fails.enqueue("/nowhere", 0)
    job = row()
    job.claim(worker_id)
    DBTaskResult.objects.update(started_at=timezone.now() - timedelta(minutes=minutes_ago))
    return job


def test_a_job_of_a_killed_worker_is_done_by_the_next(tmp_path):
    sleeps_at_first.enqueue(str(tmp_path))
    first = workers.start()
    workers.wait_for((tmp_path / "try-1").exists)
    first.send_signal(signal.SIGKILL)
    workers.finish(first)
    assert row().status == "RUNNING"
    assert workers.finish(workers.start("--batch")) == 0
    assert (row().status, row().return_value, len(row().worker_ids)) == ("SUCCESSFUL", "done", 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["try-1", "try-2"]


def test_a_living_worker_takes_up_what_a_killed_one_left(tmp_path):
    sleeps_at_first.enqueue(str(tmp_path))
    first = workers.start()
    workers.wait_for((tmp_path / "try-1").exists)
    second = workers.start()
    workers.wait_for(lambda: JobWorker.objects.count() == 2)
    first.send_signal(signal.SIGKILL)
    workers.finish(first)
    try:
        workers.wait_for(lambda: row().status == "SUCCESSFUL", seconds=40)
    finally:
        second.send_signal(signal.SIGTERM)
        assert workers.finish(second) == 0
    assert len(row().worker_ids) == 2


def test_a_job_that_kills_every_worker_is_given_up(tmp_path):
    always_sleeps.enqueue(str(tmp_path))
    for number in (1, 2, 3):
        worker = workers.start()
        workers.wait_for((tmp_path / f"try-{number}").exists)
        worker.send_signal(signal.SIGKILL)
        workers.finish(worker)
    assert jobs.reclaim() == 1
    assert row().status == "FAILED"
    assert (tmp_path / "given-up").exists()
    assert jobs.reclaim() == 0


def test_a_failing_job_is_tried_again_and_then_done(tmp_path):
    fails.enqueue(str(tmp_path), 2)
    assert workers.finish(workers.start("--batch")) == 0
    assert (row().status, len(row().worker_ids)) == ("SUCCESSFUL", 3)
    assert not (tmp_path / "given-up").exists()


def test_a_job_that_always_fails_is_given_up_after_its_tries(tmp_path):
    fails.enqueue(str(tmp_path), 9)
    assert workers.finish(workers.start("--batch")) == 0
    assert (row().status, len(row().worker_ids)) == ("FAILED", 3)
    assert "not yet" in row().traceback
    assert (tmp_path / "given-up").exists()


def test_a_worker_ends_in_good_order_when_it_is_told_to(tmp_path):
    worker = workers.start()
    workers.wait_for(JobWorker.objects.exists)
    worker.send_signal(signal.SIGTERM)
    assert workers.finish(worker, seconds=10) == 0
    assert not JobWorker.objects.exists()


def test_two_workers_do_every_job_once(tmp_path):
    folders = [tmp_path / str(number) for number in range(20)]
    for folder in folders:
        folder.mkdir()
        fails.enqueue(str(folder), 0)
    both = [workers.start("--batch"), workers.start("--batch")]
    assert [workers.finish(worker) for worker in both] == [0, 0]
    assert [len(list(folder.iterdir())) for folder in folders] == [1] * 20
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


def test_a_job_waits_between_its_tries():
    job = running("w")
    jobs.settle(job, RuntimeError("first"))
    assert row().status == "READY"
    assert row().run_after <= timezone.now() + timedelta(seconds=1)
    policy = jobs.Policy(delays=(5, 60))
    assert [policy.delay(tries).total_seconds() for tries in (1, 2, 3)] == [5, 60, 60]


def test_the_job_of_a_living_worker_is_left_alone():
    running("w", minutes_ago=30)
    jobs.sign_in("w")
    assert jobs.reclaim() == 0
    assert row().status == "RUNNING"


def test_a_process_number_that_was_given_away_is_told_apart():
    running("w")
    jobs.sign_in("w")
    JobWorker.objects.update(began="1")
    assert jobs.reclaim() == 1


@pytest.mark.parametrize(("seconds", "lost"), [(30, 0), (90, 1)])
def test_a_worker_elsewhere_is_lost_when_it_is_silent(seconds, lost):
    running("w")
    JobWorker.objects.create(
        worker_id="w", host="another", pid=1, seen_at=timezone.now() - timedelta(seconds=seconds)
    )
    assert jobs.reclaim() == lost


def test_a_task_of_others_is_taken_up_but_not_tried_again():
    job = running("w", minutes_ago=5)
    DBTaskResult.objects.update(task_path="wagtail.tasks.delete_file_from_storage_task")
    assert jobs.reclaim() == 1
    assert row().status == "READY"
    job.refresh_from_db()
    job.claim("w")
    jobs.settle(job, RuntimeError("broken"))
    assert row().status == "FAILED"


def test_what_was_done_long_ago_is_forgotten():
    job = running("w")
    job.set_successful("x")
    jobs.forget_old()
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=15))
    jobs.forget_old()
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize(
    ("room", "name"),
    [("network", "send_question"), ("webinars", "send_confirmation"), ("webinars", "send_change")],
)
def test_a_job_that_waited_while_its_code_was_moved_finds_it(db, room, name):
    moved = import_module(f"{room}.migrations.0003_jobs_have_another_name")
    row = DBTaskResult.objects.create(
        task_path=f"{room}.notices.{name}", args_kwargs={"args": [], "kwargs": {}}, backend_name="default"
    )
    moved.take_along(apps, None)
    row.refresh_from_db()
    assert row.task.module_path == f"{room}.jobs.{name}"
