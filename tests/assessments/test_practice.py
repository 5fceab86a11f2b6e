"""Looking at one value before handing in: what is said, what is never said, and how often."""

import json

import pytest

from assessments.actions import practice
from assessments.models import Attempt
from tests.assessments.conftest import SECRETS, published
from tests.assessments.test_notebooks import hand_in, marked, path

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_counts():
    practice.cache.clear()


@pytest.fixture
def version(exercise):
    return published(exercise.spec(), kind="notebook")


def check(client, version, scope, name="share", value=1.0, language="en"):
    address = path(version, "check", scope).replace("/en/", f"/{language}/", 1)
    return client.post(address, json.dumps({"name": name, "value": value}), content_type="application/json")


def test_a_right_value_is_called_right_and_leaves_no_attempt(client, amina, scopes, version):
    client.force_login(amina)
    said = check(client, version, scopes(amina), value=918273.65)
    assert (said.status_code, said.json()) == (200, {"state": "right", "text": "Right.", "feedback": []})
    assert not Attempt.objects.exists()


def test_a_known_mistake_gets_the_tutors_words_and_a_wrong_value_no_more_than_that(
    client, amina, scopes, version
):
    client.force_login(amina)
    scope = scopes(amina)
    assert check(client, version, scope, value=564738).json() == {
        "state": "wrong",
        "text": "Not right yet.",
        "feedback": ["ZEBRAFEEDBACK: last year"],
    }
    assert check(client, version, scope, value=5).json()["feedback"] == []


@pytest.mark.parametrize(
    "value", [1, 0.5, "ZEBRA", None, [1, [2]], {"a": 1}, True, 10**300, "<ellipsis>", -0.0]
)
def test_whatever_is_asked_the_expected_value_is_never_said(client, amina, scopes, version, value):
    client.force_login(amina)
    scope = scopes(amina)
    for name in ("share", "label", "nothing", ""):
        said = check(client, version, scope, name, value)
        assert said.status_code == 200
        assert not [secret for secret in SECRETS if secret in said.content.decode()]


def test_the_hint_comes_with_a_notebook_that_was_wrong_and_not_before(client, amina, scopes, version):
    client.force_login(amina)
    scope = scopes(amina)
    hand_in(client, version, scope, "x")
    marked(Attempt.objects.get(), {"label": "x"})
    assert check(client, version, scope, value=5).json()["feedback"] == []
    hand_in(client, version, scope, "share = 5")
    marked(Attempt.objects.latest("number"), {"share": 5})
    assert check(client, version, scope, value=6).json()["feedback"] == ["ZEBRAHINT one"]


def test_a_value_that_cannot_be_compared_says_so(client, amina, scopes, version):
    client.force_login(amina)
    scope = scopes(amina)
    assert "no value yet" in check(client, version, scope, value=None).json()["text"]
    assert "not one number" in check(client, version, scope, value=[5]).json()["text"]


def test_a_name_that_is_not_asked_for_is_told_which_are(client, amina, scopes, version):
    client.force_login(amina)
    said = check(client, version, scopes(amina), "Share").json()
    assert said == {"state": "told", "text": "There is no answer of this name. The names are: share, label."}


def test_a_minute_has_room_for_so_many_of_one_person(client, amina, bruno, scopes, version, monkeypatch):
    monkeypatch.setattr(practice, "PER_MINUTE", 3)
    client.force_login(amina)
    scope = scopes(amina)
    states = [check(client, version, scope).json()["state"] for _n in range(4)]
    assert states == ["wrong", "wrong", "wrong", "told"]
    client.force_login(bruno)
    assert check(client, version, scopes(bruno)).json()["state"] == "wrong"


def test_a_day_has_room_for_so_many_values_and_the_same_again_costs_nothing(
    client, amina, scopes, version, monkeypatch
):
    monkeypatch.setattr(practice, "PER_DAY", 3)
    client.force_login(amina)
    scope = scopes(amina)
    said = [check(client, version, scope, value=value).json() for value in (1, 1, 2, 3, 3, 4, 918273.645)]
    assert [part["state"] for part in said] == ["wrong"] * 5 + ["told"] * 2
    assert said[0]["feedback"] == ["You can check 2 more values today."]
    assert said[3]["feedback"] == ["You can check 0 more values today."]
    assert check(client, version, scope, "label", "x").json()["state"] == "wrong"


def test_only_who_may_answer_is_answered(client, amina, chen, scopes, version):
    scope = scopes(amina)
    assert check(client, version, scope).status_code == 403
    client.force_login(chen)
    assert check(client, version, scope).status_code == 403


@pytest.mark.parametrize("body", ["", "[]", "{", "[" * 100_000, "5"])
def test_a_damaged_question_is_a_bad_request(client, amina, scopes, version, body):
    client.force_login(amina)
    answer = client.post(path(version, "check", scopes(amina)), body, content_type="application/json")
    assert answer.status_code == 400
