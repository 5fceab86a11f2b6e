"""What machines ask: 200 where all is well, 503 with the names of what is wrong, and nothing personal."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from foundation import jobs
from foundation.jobs.queues import queues
from foundation.models import JobWorker
from tests.foundation.jobs_for_tests import sleeps_at_first

pytestmark = pytest.mark.django_db


def waiting(queue: str, age: timedelta, **fields) -> DBTaskResult:
    """A job that has waited for so long."""
    result = sleeps_at_first.using(queue_name=queue).enqueue("x")
    rows = DBTaskResult.objects.filter(pk=result.id)
    rows.update(**{"enqueued_at": timezone.now() - age, "run_after": get_date_max(), **fields})
    return rows.get()


@pytest.fixture
def workers():
    jobs.sign_in("a", "default")
    jobs.sign_in("b", "grading", ready=1)


def test_the_site_is_well_where_the_database_can_be_written_to_and_nothing_is_kept(client):
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]
    assert not JobWorker.objects.exists()


def test_a_database_that_cannot_be_written_to_is_named(client, monkeypatch):
    def refuse(execute, sql, params, many, context):
        if sql.startswith("INSERT"):
            raise DatabaseError("attempt to write a readonly database")
        return execute(sql, params, many, context)

    for path in ("/health/", "/health/jobs/"):
        with connection.execute_wrapper(refuse):
            answer = client.get(path)
        assert (answer.status_code, answer.json()) == (503, {"status": "failing", "wrong": ["database"]})


def test_without_workers_the_site_is_well_and_the_work_is_not(client):
    assert client.get("/health/").status_code == 200
    answer = client.get("/health/jobs/")
    assert answer.status_code == 503
    assert answer.json()["wrong"] == ["no worker: default", "no worker: grading"]


def test_a_worker_for_each_queue_is_asked_for(client, workers):
    assert client.get("/health/jobs/").status_code == 200
    JobWorker.objects.filter(worker_id="b").update(seen_at=timezone.now() - timedelta(minutes=5))
    assert client.get("/health/jobs/").json()["wrong"] == ["no worker: grading"]
    jobs.sign_in("c")
    assert client.get("/health/jobs/").status_code == 200


def test_what_waits_too_long_is_named_with_its_queue(client, workers, settings):
    settings.HEALTH_WAITING_SECONDS = 100
    waiting("grading", timedelta(seconds=90))
    answer = client.get("/health/jobs/").json()
    assert answer["status"] == "ok"
    assert 90 <= answer["queues"]["grading"]["oldest_waiting_seconds"] < 100
    waiting("grading", timedelta(seconds=200))
    answer = client.get("/health/jobs/")
    assert (answer.status_code, answer.json()["wrong"]) == (503, ["waits too long: grading"])
    assert answer.json()["queues"]["grading"]["waiting"] == 2


def test_what_is_put_back_for_later_does_not_wait_before_its_time(workers):
    now, long_ago = timezone.now(), timedelta(hours=1)
    waiting("default", long_ago, run_after=now + timedelta(minutes=1))
    waiting("default", long_ago, run_after=now - timedelta(seconds=30))
    waiting("default", long_ago, status="RUNNING")
    waiting("default", long_ago, status="FAILED")
    waiting("default", long_ago, status="SUCCESSFUL")
    queue = queues()[0]
    assert (queue.waiting, queue.later, queue.running, queue.failed) == (1, 1, 1, 1)
    assert 30 <= queue.seconds < 60


def test_it_costs_few_queries_and_tells_nothing_personal(client, workers):
    for _n in range(5):
        waiting("grading", timedelta(seconds=1))
    with CaptureQueriesContext(connection) as taken:
        answer = client.get("/health/jobs/")
    # A savepoint, the row that is written, its two ends, and two that read.
    assert len(taken) == 6
    assert set(answer.json()["queues"]["grading"]) == {
        "workers",
        "waiting",
        "running",
        "oldest_waiting_seconds",
    }
    assert jobs.here().split()[0] not in answer.content.decode()
