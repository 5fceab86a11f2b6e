"""The marking queue as administrators see it, and marking again what could not be marked."""

import platform
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from assessments.actions.grading import begin_marking, give_up_marking, mark_again, record_marks
from assessments.marking.runs import Run
from assessments.models import Attempt
from assessments.queries.queue import queue_screen
from foundation import jobs
from foundation.models import JobWorker
from school.founding import roles
from tests.assessments.conftest import hand_in, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(exercise):
    return published(exercise.spec(), kind="notebook")


@pytest.fixture
def failed(version, trainees):
    attempt = hand_in(version, trainees[0])
    give_up_marking(attempt.pk, "given_up")
    return Attempt.objects.get(pk=attempt.pk)


def grading_jobs() -> int:
    return DBTaskResult.objects.filter(task_path="assessments.jobs.grade_attempt").count()


def test_what_failed_is_queued_once_however_often_it_is_asked_for(failed):
    assert failed.state == "failed"
    assert [mark_again(failed.pk) for _time in range(3)] == [True, False, False]
    attempt = Attempt.objects.get(pk=failed.pk)
    assert (attempt.state, attempt.marked_at, attempt.outcome) == ("queued", None, {})
    assert grading_jobs() == 1


def test_it_is_marked_exactly_once(failed):
    mark_again(failed.pk)
    first, second = begin_marking(failed.pk), Attempt.objects.get(pk=failed.pk)
    told = [
        record_marks(attempt, runs=[Run({"share": value})], outcome={}, runtime="r", seconds=1)
        for attempt, value in ((first, 918273.645), (second, 1))
    ]
    assert told == [True, False]
    assert Attempt.objects.get(pk=failed.pk).marks["share"]["fraction"] == 1
    assert not mark_again(failed.pk)


def test_only_what_failed_is_queued(version, trainees):
    waiting, marked = hand_in(version, trainees[0]), hand_in(version, trainees[1], {"share": 1})
    assert not mark_again(waiting.pk)
    assert not mark_again(marked.pk)
    assert not mark_again(10**9)
    assert grading_jobs() == 0


def test_the_button_needs_the_right_and_a_post(client, failed, bruno, dalia, efua):
    roles.set_up_roles()
    url = reverse("mark_again", args=[failed.pk])
    for person in (bruno, dalia, efua, failed.user):
        client.force_login(person)
        client.post(url)
        assert client.get(reverse("marking_queue")).status_code == 302
    assert Attempt.objects.get(pk=failed.pk).state == "failed"
    dalia.groups.add(Group.objects.get(name=roles.ADMINISTRATORS))
    client.force_login(dalia)
    assert client.get(url).status_code == 405
    assert client.post(url)["Location"] == reverse("marking_queue")
    assert Attempt.objects.get(pk=failed.pk).state == "queued"
    client.post(url)
    assert grading_jobs() == 1
    assert "in the queue already" in client.get(reverse("marking_queue")).content.decode()


def test_the_page_tells_who_works_what_waits_and_how_fast_it_goes(version, trainees):
    now = timezone.now()
    for n, (seconds, minutes) in enumerate(((1, 2), (3, 2), (10, 2), (99, 90))):
        attempt = hand_in(version, trainees[n], {"share": 1})
        Attempt.objects.filter(pk=attempt.pk).update(
            seconds=seconds,
            marked_at=now - timedelta(minutes=minutes),
            submitted_at=now - timedelta(minutes=minutes, seconds=2 * seconds),
        )
    waiting = hand_in(version, trainees[5])
    mark_again(waiting.pk)
    jobs.sign_in("one", "grading", ready=2)
    jobs.sign_in("two", "default")
    jobs.sign_in("gone", "grading", ready=5)
    JobWorker.objects.filter(worker_id="gone").update(seen_at=now - timedelta(hours=1))
    screen = queue_screen()
    assert (screen.speed.marks, screen.speed.seconds, screen.speed.waited) == (3, 3, 6)
    assert screen.warm == 2
    assert [(queue.name, queue.workers) for queue in screen.queues] == [("default", 1), ("grading", 1)]
    assert [attempt.title for attempt in screen.waiting] == ["Check"]


def test_the_page_names_nobody_and_its_queries_do_not_grow(client, version, trainees, admin):
    client.force_login(admin)
    url, taken = reverse("marking_queue"), []
    for n in range(4):
        attempt = hand_in(version, trainees[n])
        give_up_marking(attempt.pk, "given_up")
        hand_in(version, trainees[n + 4])
        if n in (0, 3):
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                page = client.get(url).content.decode()
            taken.append(len(queries))
    assert taken[0] == taken[1] <= 12
    assert "Trainee 0" not in page
    assert page.count("Mark again") == 4
    assert "No worker was seen for the queue" in page
    jobs.sign_in("one", "grading")
    page = client.get(url).content.decode()
    assert f"<bdi>{platform.node()}</bdi>" in page
