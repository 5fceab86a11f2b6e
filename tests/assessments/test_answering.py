"""Answering a quiz over HTTP: once, by whom it belongs to, with feedback and without giving the answers away."""

import json
from uuid import uuid4

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from assessments import signals
from assessments.api import panels, previews, results, specs_from_body
from assessments.kinds.questions import Asked
from assessments.models import Activity, ActivityVersion, Attempt
from assessments.panels.reader import seed_of
from tests.assessments.conftest import POINTS, QUESTIONS, SECRETS, one, option_values, published, quiz
from tests.assessments.test_kinds import right_values

pytestmark = pytest.mark.django_db


def sent(version, user, scope, *, token=None, wrong=(), only=None, **extra) -> dict:
    """What the browser sends: everything right but the kinds in ``wrong``."""
    values = {
        "scope": str(scope),
        "attempt_token": str(token or uuid4()),
        "version": version.pk,
        "next": "/en/",
    }
    for question in version.spec["questions"]:
        if only and question["kind"] not in only:
            continue
        ask = Asked(question, seed_of(user), "en")
        values |= option_values(question, ask) if question["kind"] in wrong else right_values(question, ask)
    return values | extra


def address(version) -> str:
    return f"/en/answers/{version.activity.key}/"


def html_of(version, user, scope) -> str:
    request = RequestFactory().get("/en/lesson/")
    request.user = user
    key = version.activity.key
    return panels(keys=[key], language="en", user=user, scope=scope, request=request)[key]


def test_a_right_answer_is_kept_marked_and_shown(client, amina, scopes):
    version, scope = published(quiz()), scopes(amina)
    client.force_login(amina)
    response = client.post(address(version), sent(version, amina, scope))
    assert response.status_code == 302
    assert response["Location"] == f"/en/#activity-{version.activity.key}"
    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.score, attempt.max_score, attempt.is_passed) == (
        "marked",
        POINTS,
        POINTS,
        True,
    )
    html = html_of(version, amina, scope)
    assert "Try 1: right" in html
    assert "<form" not in html
    assert "ZEBRAGENERAL share" in html


def test_before_an_answer_nothing_tells_what_is_right(client, amina, scopes):
    version, scope = published(quiz()), scopes(amina)
    client.force_login(amina)
    pages = [html_of(version, amina, scope), html_of(version, amina, None)]
    # A form with errors is no answer either.
    pages.append(client.post(address(version), {"scope": scope, "attempt_token": uuid4()}).content.decode())
    for page in pages:
        assert "The share?" in page
        for secret in SECRETS:
            assert secret not in page
        for question in version.spec["questions"]:
            assert question["id"] not in page


def test_a_wrong_answer_gets_its_own_feedback_and_the_right_one_stays_hidden(client, amina, scopes):
    version, scope = published(quiz()), scopes(amina)
    client.force_login(amina)
    values = sent(version, amina, scope, wrong={"numeric", "short_text"})
    client.post(address(version), values)
    html = html_of(version, amina, scope)
    assert "ZEBRAFEEDBACK the other year" in html
    assert "918273" not in html.replace(
        "918273.645; Alien", ""
    )  # the table was right, and its answer stands there
    assert "ZEBRAMODEL" not in html
    assert "Try 2 of 3" in html


def test_only_what_was_wrong_is_asked_again_and_what_was_right_counts_on(client, amina, scopes):
    version, scope = published(quiz()), scopes(amina)
    client.force_login(amina)
    client.post(address(version), sent(version, amina, scope, wrong={"numeric"}))
    again = sent(version, amina, scope, only={"numeric"})
    client.post(address(version), again)
    first, second = Attempt.objects.order_by("number")
    assert (first.score, second.score) == (POINTS - 1, POINTS)
    html = html_of(version, amina, scope)
    assert html.index("Try 1: not yet") < html.index("Try 2: right")
    assert html.count("Try 1: right") == len(QUESTIONS) - 1


def test_after_the_last_try_the_right_answers_are_shown_and_no_form(client, amina, scopes):
    version, scope = published(quiz(tries=1)), scopes(amina)
    client.force_login(amina)
    client.post(address(version), sent(version, amina, scope, wrong={"numeric", "short_text"}))
    html = html_of(version, amina, scope)
    assert "ZEBRAMODEL" in html
    assert "918,273.645 per cent" in html
    assert "<form" not in html
    refused = client.post(address(version), sent(version, amina, scope))
    assert refused.status_code == 409
    assert Attempt.objects.count() == 1


def test_an_explanation_waits_where_the_quiz_says_so(client, amina, scopes):
    only = [question for question in quiz()["questions"] if question["kind"] == "true_false"]
    version = published(quiz(explanations="settled") | {"questions": only})
    scope = scopes(amina)
    client.force_login(amina)
    client.post(address(version), sent(version, amina, scope, wrong={"true_false"}))
    assert "ZEBRAGENERAL" not in html_of(version, amina, scope)
    client.post(address(version), sent(version, amina, scope))
    assert "ZEBRAGENERAL" in html_of(version, amina, scope)


def test_an_earlier_answer_in_words_of_ours_is_told_in_the_readers_language(client, amina, scopes):
    only = [question for question in quiz()["questions"] if question["kind"] == "true_false"]
    version, scope = published({**quiz(), "questions": only}), scopes(amina)
    client.force_login(amina)
    client.post(address(version), sent(version, amina, scope, wrong={"true_false"}))
    assert "<bdi>True</bdi>" in html_of(version, amina, scope)
    with override("fr"):
        html = html_of(version, amina, scope)
    assert "<bdi>Vraie</bdi>" in html
    assert "<bdi>True</bdi>" not in html


def test_the_same_form_sent_twice_is_one_attempt(client, amina, scopes):
    version, scope = published(quiz()), scopes(amina)
    client.force_login(amina)
    values = sent(version, amina, scope, wrong={"numeric"})
    assert client.post(address(version), values).status_code == 302
    assert client.post(address(version), values).status_code == 302
    assert Attempt.objects.count() == 1


def test_unchanged_answers_cost_no_try(client, amina, scopes):
    version, scope = published(quiz()), scopes(amina)
    client.force_login(amina)
    client.post(address(version), sent(version, amina, scope, wrong={"numeric"}))
    again = client.post(address(version), sent(version, amina, scope, wrong={"numeric"}, only={"numeric"}))
    assert again.status_code == 409
    assert "it has cost you no try" in again.content.decode()
    assert Attempt.objects.count() == 1


def test_somebody_elses_token_is_refused(client, amina, chen, scopes):
    version, token = published(quiz()), uuid4()
    client.force_login(amina)
    client.post(address(version), sent(version, amina, scopes(amina), token=token))
    client.force_login(chen)
    response = client.post(address(version), sent(version, chen, scopes(chen), token=token))
    assert response.status_code == 409
    assert Attempt.objects.count() == 1


def test_a_scope_of_somebody_else_is_forbidden(client, amina, chen, scopes):
    version, scope = published(quiz()), scopes(amina)
    client.force_login(chen)
    assert client.post(address(version), sent(version, chen, scope)).status_code == 403
    assert client.post(address(version), sent(version, chen, uuid4())).status_code == 403
    assert not Attempt.objects.exists()


def test_nobody_is_sent_to_sign_in_and_a_script_is_told(client, amina, scopes):
    version, scope = published(quiz()), scopes(amina)
    response = client.post(address(version), sent(version, amina, scope))
    assert response.status_code == 302
    assert "/account/login/" in response["Location"]
    assert client.post(address(version), {}, headers={"X-Requested-With": "fetch"}).status_code == 403


@pytest.mark.parametrize(
    "broken", [{"scope": "x"}, {"attempt_token": "x"}, {"scope": ""}, {"attempt_token": ""}, {"version": "x"}]
)
def test_a_damaged_form_is_a_bad_request(client, amina, scopes, broken):
    version, scope = published(quiz()), scopes(amina)
    client.force_login(amina)
    assert client.post(address(version), sent(version, amina, scope) | broken).status_code == 400


@pytest.mark.parametrize("text", ["x" * 5000, "\u0000", "<img src=x onerror=alert(1)>", "٣", "🙂", "1e400"])
def test_nonsense_in_every_field_is_never_an_error_of_ours(client, amina, scopes, text):
    version, scope = published(quiz()), scopes(amina)
    client.force_login(amina)
    values = sent(version, amina, scope)
    keep = {"scope", "attempt_token", "version", "next"}
    response = client.post(address(version), {n: v if n in keep else text for n, v in values.items()})
    assert response.status_code in (302, 422)
    assert b"onerror=alert(1)>" not in response.content


def test_a_missing_answer_costs_no_try_and_is_linked_to_its_field(client, amina, scopes):
    version, scope = published(quiz()), scopes(amina)
    client.force_login(amina)
    response = client.post(address(version), sent(version, amina, scope, only={"numeric"}))
    assert response.status_code == 422
    assert not Attempt.objects.exists()
    html = response.content.decode()
    name = f"a{version.activity.key.hex[:8]}_q{one('short_text')['id'].replace('-', '')[:12]}"
    assert f'href="#{name}"' in html
    assert f'id="{name}_error"' in html
    assert 'value="918273.645"' in html
    assert "Back to the lesson" in html


def test_a_script_gets_the_panel_alone(client, amina, scopes):
    version, scope = published(quiz()), scopes(amina)
    client.force_login(amina)
    response = client.post(
        address(version),
        sent(version, amina, scope, wrong={"numeric"}),
        headers={"X-Requested-With": "fetch"},
    )
    assert response.status_code == 200
    html = response.content.decode()
    assert html.startswith("<section")
    assert 'name="next" value="/en/"' in html


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "", "evil"]
)
def test_the_way_back_leads_nowhere_else(client, amina, scopes, back):
    version, scope = published(quiz()), scopes(amina)
    client.force_login(amina)
    response = client.post(address(version), sent(version, amina, scope, next=back))
    assert response["Location"] == f"/en/#activity-{version.activity.key}"


def test_a_new_version_does_not_reach_what_was_answered(client, amina, scopes):
    key = uuid4()
    old, scope = published(quiz(), key), scopes(amina)
    client.force_login(amina)
    values = sent(old, amina, scope)
    changed = json.loads(json.dumps(quiz()))
    numeric = next(q for q in changed["questions"] if q["kind"] == "numeric")
    numeric["answer"] = 5.0
    new = published(changed, key)
    # The form was shown with the old version: it is marked by what it asked.
    client.post(address(old), values)
    attempt = Attempt.objects.get()
    assert (attempt.version, attempt.score) == (old, POINTS)
    # The new version asks the changed question again, and only that one.
    html = html_of(new, amina, scope)
    assert html.count("<fieldset") == 1
    client.post(address(new), sent(new, amina, scope, only={"numeric"}))
    assert Attempt.objects.get(number=2).score == POINTS - 1


def test_versions_are_made_only_for_changes_and_never_changed():
    key = uuid4()
    first = published(quiz(), key)
    assert published(quiz(), key) == first
    second = published(quiz(tries=5), key)
    assert (first.number, second.number) == (1, 2)
    assert published(quiz(), key).number == 3
    assert len(first.sha256) == 64
    first.title = "Other"
    with pytest.raises(ActivityVersion.Immutable):
        first.save()
    with pytest.raises(ActivityVersion.Immutable):
        ActivityVersion.objects.filter(pk=first.pk).update(title="Other")
    assert Activity.objects.count() == 1


def test_languages_have_versions_of_their_own(amina, scopes):
    key = uuid4()
    published(quiz(), key)
    french = published(quiz(tries=2), key, language="fr")
    assert french.number == 1
    assert ActivityVersion.objects.current().count() == 2


def test_the_results_take_the_best_try_in_one_query(client, amina, scopes, django_assert_num_queries):
    version, scope, other = published(quiz()), scopes(amina), uuid4()
    client.force_login(amina)
    client.post(address(version), sent(version, amina, scope, wrong={"numeric", "ordering"}))
    client.post(address(version), sent(version, amina, scope))
    key = version.activity.key
    with django_assert_num_queries(1):
        found = results(scopes=[scope, other], keys=[key, uuid4()])
    result = found.pop((scope, key))
    assert (result.best_score, result.max_score, result.is_passed, result.attempts) == (
        POINTS,
        POINTS,
        True,
        2,
    )
    assert not result.is_pending
    assert not found


def test_a_graded_attempt_is_announced_once_on_commit(
    client, amina, scopes, django_capture_on_commit_callbacks
):
    heard = []

    def hear(sender, **kwargs):
        kwargs.pop("signal")
        heard.append(kwargs)

    signals.attempt_graded.connect(hear)
    version, scope = published(quiz()), scopes(amina)
    client.force_login(amina)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            values = sent(version, amina, scope)
            client.post(address(version), values)
            client.post(address(version), values)
            assert heard == []
    finally:
        signals.attempt_graded.disconnect(hear)
    assert heard == [
        {
            "scope": scope,
            "activity_key": version.activity.key,
            "user_id": amina.pk,
            "score": POINTS,
            "max_score": POINTS,
            "is_passed": True,
        }
    ]


def test_a_body_tells_its_activities(exercise):
    from wagtail.blocks import StreamBlock

    from assessments.blocks import NotebookBlock, QuizBlock
    from demonstration.quiz import quiz_value
    from tests.assessments.conftest import QUESTIONS, ident

    body = StreamBlock([("quiz", QuizBlock()), ("notebook", NotebookBlock())])
    value = body.to_python(
        [
            {"type": "quiz", "id": ident("q"), "value": quiz_value(QUESTIONS, title="Check")},
            {"type": "notebook", "id": ident("n"), "value": {"exercise": exercise.pk}},
        ]
    )
    found = specs_from_body(value)
    assert [(str(spec.key), spec.kind) for spec in found] == [(ident("q"), "quiz"), (ident("n"), "notebook")]
    request = RequestFactory().get("/")
    shown = previews(activities=found, language="en", request=request)
    for html in shown.values():
        assert "A preview" in html
        for secret in SECRETS:
            assert secret not in html
