"""The same form sent twice at the same moment, and other races, on a real database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from assessments import signals
from assessments.actions.attempts import (
    AttemptRefused,
    DraftConflict,
    StillWaiting,
    TriesUsedUp,
    save_draft,
    submit_notebook,
    submit_quiz,
)
from assessments.actions.grading import begin_marking, record_marks
from assessments.marking.runs import Run
from assessments.models import Attempt, Draft
from tests.assessments.conftest import notebook, published, quiz

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(function, count: int = 4) -> list:
    """Call a function from several threads at the same moment; what each returned or refused."""
    barrier = Barrier(count)

    def call(number: int):
        barrier.wait()
        try:
            return function(number)
        except (AttemptRefused, DraftConflict) as refused:
            return type(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(call, range(count)))


def answer(version, user, scope, token):
    return submit_quiz(version=version, user=user, scope=scope, token=token, answers={}).pk


def test_a_double_click_is_one_attempt_and_one_announcement(amina):
    version, scope, token, heard = published(quiz(tries=0)), uuid4(), uuid4(), []

    def hear(**kwargs):
        heard.append(kwargs["scope"])

    signals.attempt_graded.connect(hear)
    try:
        found = at_once(lambda _number: answer(version, amina, scope, token))
    finally:
        signals.attempt_graded.disconnect(hear)
    assert len(set(found)) == 1
    assert Attempt.objects.count() == 1
    assert heard == [scope]


def test_tries_are_never_more_than_there_are(amina):
    version, scope = published(quiz(tries=2)), uuid4()
    found = at_once(lambda _number: answer(version, amina, scope, uuid4()))
    assert found.count(TriesUsedUp) == 2
    assert sorted(Attempt.objects.values_list("number", flat=True)) == [1, 2]


def test_of_two_notebooks_at_once_one_waits(amina, exercise):
    version, scope = published(exercise.spec(), kind="notebook"), uuid4()

    def hand_in(_number):
        submit_notebook(version=version, user=amina, scope=scope, token=uuid4(), notebook=notebook("x"))

    found = at_once(hand_in)
    assert found.count(StillWaiting) == 3
    assert Attempt.objects.count() == 1


def test_of_two_drafts_at_once_one_is_told(amina, exercise):
    version, scope = published(exercise.spec(), kind="notebook"), uuid4()

    def save(number):
        save_draft(
            activity=version.activity, user=amina, scope=scope, number=0, notebook=notebook(f"desk {number}")
        )

    found = at_once(save)
    assert found.count(DraftConflict) == 3
    assert Draft.objects.get().number == 1


def test_two_workers_with_the_same_attempt_mark_it_once(amina, exercise):
    version, scope, heard = published(exercise.spec(), kind="notebook"), uuid4(), []
    attempt = submit_notebook(version=version, user=amina, scope=scope, token=uuid4(), notebook=notebook("x"))

    def hear(**kwargs):
        heard.append(kwargs["score"])

    def mark(number):
        mine = begin_marking(attempt.pk)
        return mine is not None and record_marks(
            mine, runs=[Run({"share": number})], outcome={}, runtime="", seconds=0
        )

    signals.attempt_graded.connect(hear)
    try:
        found = at_once(mark)
    finally:
        signals.attempt_graded.disconnect(hear)
    assert found.count(True) == 1
    assert heard == [0.0]
