"""The panels of activities: what they cost, whose language they speak, and that nothing of one reader comes to another."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from assessments.actions.attempts import submit_quiz
from assessments.api import panels
from assessments.marking.quiz import standing
from tests.assessments.conftest import published, quiz
from tests.assessments.test_answering import address, html_of, sent

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_panels_take_as_many_queries_for_three_as_for_one(count, amina, scopes, django_assert_num_queries):
    versions = [published(quiz()) for _number in range(count)]
    scope = scopes(amina)
    request = RequestFactory().get("/en/lesson/")
    request.user = amina
    keys = [version.activity.key for version in versions]
    with django_assert_num_queries(2):
        found = panels(keys=keys, language="en", user=amina, scope=scope, request=request)
    assert set(found) == set(keys)


def test_a_reader_of_another_language_is_told_which_words_are_whose(amina, scopes):
    from django.utils.translation import override

    version, scope = published(quiz()), scopes(amina)
    with override("ar"):
        html = html_of(version, amina, scope)
    assert '<section class="quiz" ' in html
    assert 'lang="ar" dir="rtl"' in html.partition(">")[0]
    assert html.count('lang="en" dir="ltr"') > len(version.spec["questions"])
    assert "lang=" not in html_of(version, amina, scope)


def test_a_kept_panel_holds_nothing_of_another_reader(request, site_tree, amina, chen):
    """Two readers of one order get the same panel, each with keys of their own."""
    from assessments.panels.activities import BLANKS

    version = published(quiz())
    scopes = {amina.pk: uuid4(), chen.pk: uuid4()}
    shown = {}
    for user in (amina, chen):
        asked = RequestFactory().get("/en/")
        asked.user = user
        for _time in range(2):
            shown[user.pk] = str(
                panels(
                    keys=[version.activity.key],
                    language="en",
                    user=user,
                    scope=scopes[user.pk],
                    request=asked,
                )[version.activity.key]
            )
    for user, other in ((amina, chen), (chen, amina)):
        assert str(scopes[user.pk]) in shown[user.pk]
        assert str(scopes[other.pk]) not in shown[user.pk]
        assert not [blank for blank in BLANKS.values() if str(blank) in shown[user.pk]]


def test_an_answer_reads_the_attempts_once(client, amina, scopes):
    """Where the reader stands is looked up for the form; the try is marked by it, and shown with it."""
    version, scope = published(quiz()), scopes(amina)
    client.force_login(amina)
    client.post(address(version), sent(version, amina, scope, wrong={"numeric"}))
    with CaptureQueriesContext(connection) as made:
        response = client.post(
            address(version),
            sent(version, amina, scope, only={"numeric"}),
            headers={"X-Requested-With": "fetch"},
        )
    assert "Try 2: right" in response.content.decode()
    reads = [
        query["sql"] for query in made if query["sql"].startswith("SELECT") and "_attempt" in query["sql"]
    ]
    assert len([sql for sql in reads if '"idempotency_key" =' not in sql]) == 1
    # The other one asks whether this very form came before.
    assert len(reads) == 2


def test_a_try_that_came_in_between_counts(amina, scopes):
    """The form was sent from two windows: the second one is marked by what the first one has made of it."""
    version, scope = published(quiz()), scopes(amina)
    numeric = next(question for question in version.spec["questions"] if question["kind"] == "numeric")
    asked = standing(version, [])
    common = {"version": version, "user": amina, "scope": scope}
    first = submit_quiz(**common, token=uuid4(), answers={numeric["id"]: "918273.645"}, asked=asked)
    assert first.marks[numeric["id"]]["fraction"] == 1
    second = submit_quiz(**common, token=uuid4(), answers={numeric["id"]: "17"}, asked=asked)
    assert (first.number, second.number) == (1, 2)
    assert second.marks[numeric["id"]]["kept"]
    assert second.answers[numeric["id"]] == "918273.645"
