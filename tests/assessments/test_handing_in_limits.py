"""How often a notebook may be handed in, how long between two, and which one counts."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from assessments.actions.grading import give_up_marking
from assessments.api import ActivitySpec, publish_activities, results
from assessments.models import Attempt
from tests.assessments.conftest import published
from tests.assessments.test_notebooks import hand_in, html_of, marked

pytestmark = pytest.mark.django_db

RIGHT, HALF = {"share": 918273.645, "label": "zebramodel"}, {"share": 918273.645, "label": "no"}


@pytest.fixture
def limited(exercise):
    """A version of the exercise with settings of its own."""

    def make(**settings):
        return published(exercise.spec() | settings, kind="notebook")

    return make


def test_tries_are_counted_and_what_we_could_not_mark_is_not(client, amina, scopes, limited):
    version, scope = limited(tries=2), scopes(amina)
    client.force_login(amina)
    hand_in(client, version, scope, "a")
    give_up_marking(Attempt.objects.get().pk, "given_up")
    assert "You can hand in 2 more notebooks." in html_of(version, amina, scope)
    for number in (2, 3):
        assert hand_in(client, version, scope, "b").status_code == 200
        marked(Attempt.objects.get(number=number), HALF)
    refused = hand_in(client, version, scope, "c")
    assert refused.status_code == 409
    assert "There are no tries left." in refused.content.decode()
    assert Attempt.objects.count() == 3


def test_a_pause_between_two_notebooks(client, amina, scopes, limited):
    version, scope = limited(pause=10), scopes(amina)
    client.force_login(amina)
    hand_in(client, version, scope, "a")
    marked(Attempt.objects.get(), HALF)
    refused = hand_in(client, version, scope, "b")
    assert refused.status_code == 409
    assert "can be handed in in 10 minutes" in refused.content.decode()
    Attempt.objects.update(submitted_at=timezone.now() - timedelta(minutes=9, seconds=30))
    assert "can be handed in in 1 minute." in hand_in(client, version, scope, "b").content.decode()
    Attempt.objects.update(submitted_at=timezone.now() - timedelta(minutes=10))
    assert hand_in(client, version, scope, "b").status_code == 200


@pytest.mark.parametrize(("counts", "score", "passed"), [("best", 2.0, True), ("last", 1.0, False)])
def test_the_best_or_the_last_notebook_counts(client, amina, scopes, limited, counts, score, passed):
    version, scope = limited(counts=counts), scopes(amina)
    key = version.activity.key
    client.force_login(amina)
    for number, values in ((1, RIGHT), (2, HALF)):
        hand_in(client, version, scope, "x")
        marked(Attempt.objects.get(number=number), values)
    hand_in(client, version, scope, "still waiting")
    found = results(scopes=[scope, uuid4()], keys=[key])[scope, key]
    assert (found.best_score, found.max_score, found.is_passed) == (score, 2.0, passed)
    assert (found.attempts, found.is_pending) == (3, True)
    assert ("The last notebook counts." in html_of(version, amina, scope)) is (counts == "last")


def test_what_counts_follows_the_present_version(
    client, amina, scopes, limited, exercise, django_assert_num_queries
):
    version, scope = limited(), scopes(amina)
    key = version.activity.key
    client.force_login(amina)
    for number, values in ((1, RIGHT), (2, HALF)):
        hand_in(client, version, scope, "x")
        marked(Attempt.objects.get(number=number), values)
    with django_assert_num_queries(1):
        assert results(scopes=[scope], keys=[key])[scope, key].is_passed
    spec = exercise.spec() | {"counts": "last"}
    publish_activities(language="en", activities=[ActivitySpec(key, "notebook", "Check", spec)])
    with django_assert_num_queries(2):
        assert not results(scopes=[scope], keys=[key])[scope, key].is_passed
