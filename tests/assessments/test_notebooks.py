"""A notebook exercise over HTTP: files, drafts, handing in; and the comparison of the values that come out."""

import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django_tasks_db.models import DBTaskResult

from assessments.actions.grading import begin_marking, give_up_marking, record_marks
from assessments.api import panels, results
from assessments.marking.runs import Run
from assessments.models import Attempt, Draft
from assessments.spec.notebook import MAX_CELLS
from tests.assessments.conftest import notebook, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(exercise):
    return published(exercise.spec(), kind="notebook")


def path(version, tail: str, scope=None) -> str:
    query = f"?scope={scope}&next=/en/&version={version.pk}" if scope else ""
    return f"/en/exercises/{version.activity.key}/{tail}/{query}"


def hand_in(client, version, scope, *sources, key=None):
    body = {"notebook": notebook(*sources), "key": str(key or uuid4())}
    return client.post(path(version, "submit", scope), json.dumps(body), content_type="application/json")


def html_of(version, user, scope) -> str:
    request = RequestFactory().get("/en/lesson/")
    request.user = user
    key = version.activity.key
    return panels(keys=[key], language="en", user=user, scope=scope, request=request)[key]


def marked(attempt, values: dict, *hidden: dict, outcome=None) -> Attempt:
    attempt = begin_marking(attempt.pk)
    runs = [Run(left) for left in (values, *hidden)]
    assert record_marks(attempt, runs=runs, outcome=outcome or {}, runtime="test", seconds=1.5)
    return Attempt.objects.get(pk=attempt.pk)


def test_the_files_are_there_for_everybody_who_reads(client, version):
    starter = client.get("/en/exercises/T01/starter.ipynb")
    assert json.loads(b"".join(starter.streaming_content))["cells"][1]["source"] == "share = None"
    assert 'filename="t01.ipynb"' in starter["Content-Disposition"]
    data = client.get("/en/exercises/T01/data/t.csv")
    assert b"".join(data.streaming_content) == b"a,b\n1,2\n"
    assert data["X-Content-Type-Options"] == "nosniff"
    assert client.get("/en/exercises/T01/data/other.csv").status_code == 404
    assert client.get("/en/exercises/NO/starter.ipynb").status_code == 404
    opened = client.get(path(version, "notebook")).json()
    assert opened["files"] == {"t.csv": "a,b\n1,2\n"}
    # What is asked, and of which kind; of what is expected, nothing.
    assert {"name": "share", "kind": "number"} in opened["answers"]
    assert all(answer.keys() == {"name", "kind"} for answer in opened["answers"])
    assert (opened["path"], opened["kernel"], opened["draft"], opened["version"]) == (
        "t01.ipynb",
        "python",
        None,
        0,
    )


def test_an_exercise_that_is_not_published_has_no_files(client, exercise):
    exercise.unpublish()
    assert client.get("/en/exercises/T01/starter.ipynb").status_code == 404
    assert client.get("/en/exercises/T01/data/t.csv").status_code == 404


def test_a_notebook_is_received_once_and_its_job_is_written_with_it(client, amina, scopes, version):
    scope, key = scopes(amina), uuid4()
    client.force_login(amina)
    first = hand_in(client, version, scope, "share = 1", key=key)
    again = hand_in(client, version, scope, "share = 1", key=key)
    assert (first.status_code, again.status_code) == (200, 200)
    assert "Notebook 1 was received" in first.content.decode()
    attempt = Attempt.objects.get()
    assert attempt.state == "queued"
    assert attempt.notebook.content["cells"][0]["source"] == "share = 1"
    job = DBTaskResult.objects.get(task_path="assessments.jobs.grade_attempt")
    assert (job.queue_name, job.args_kwargs["args"]) == ("grading", [attempt.pk])
    assert "It is the next to be marked" in client.get(path(version, "status", scope)).content.decode()
    assert results(scopes=[scope], keys=[version.activity.key])[(scope, version.activity.key)].is_pending


def test_a_second_notebook_waits_for_the_marks_of_the_first(client, amina, scopes, version):
    scope = scopes(amina)
    client.force_login(amina)
    hand_in(client, version, scope, "share = 1")
    refused = hand_in(client, version, scope, "share = 2")
    assert refused.status_code == 409
    assert "not marked yet" in refused.content.decode()
    marked(Attempt.objects.get(), {"share": 1})
    assert hand_in(client, version, scope, "share = 2").status_code == 200
    assert list(Attempt.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_a_file_is_handed_in_without_a_script(client, amina, scopes, version):
    scope = scopes(amina)
    client.force_login(amina)
    file = SimpleUploadedFile("mine.ipynb", json.dumps(notebook("share = 1")).encode())
    response = client.post(path(version, "submit", scope), {"key": str(uuid4()), "notebook": file})
    assert response.status_code == 302
    assert response["Location"] == f"/en/#activity-{version.activity.key}"
    assert Attempt.objects.get().state == "queued"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"not json", "not a notebook"),
        (b"[1]", "not a notebook"),
        (b'{"nbformat": 3, "cells": []}', "not a notebook"),
        (b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "x"}]}', "damaged"),
        (b"[" * 100_000, "not a notebook"),
        (b"\xff\xfe\x00", "not a notebook"),
        (json.dumps(notebook(*["a"] * (MAX_CELLS + 1))).encode(), "1,000 cells"),
        (b" " * (10 * 1024 * 1024 + 1), "10 MB"),
    ],
)
def test_a_file_that_is_no_notebook_is_refused_in_plain_words(client, amina, scopes, version, content, told):
    scope = scopes(amina)
    client.force_login(amina)
    file = SimpleUploadedFile("mine.ipynb", content)
    response = client.post(path(version, "submit", scope), {"key": str(uuid4()), "notebook": file})
    assert response.status_code == 422
    assert told in response.content.decode()
    assert not Attempt.objects.exists()


@pytest.mark.parametrize(
    "body", ["", "{", "[]", '{"key": "x"}', '{"key": 5, "notebook": {}}', "null", "[" * 50_000]
)
def test_damaged_json_is_a_bad_request(client, amina, scopes, version, body):
    scope = scopes(amina)
    client.force_login(amina)
    for tail in ("submit", "draft"):
        response = client.post(path(version, tail, scope), body, content_type="application/json")
        assert response.status_code in (400, 422)


def test_nul_characters_are_left_out(client, amina, scopes, version):
    scope = scopes(amina)
    client.force_login(amina)
    assert hand_in(client, version, scope, "share = '\u0000'").status_code == 200
    assert Attempt.objects.get().notebook.content["cells"][0]["source"] == "share = ''"


def test_a_scope_of_somebody_else_is_forbidden_everywhere(client, amina, chen, scopes, version):
    scope = scopes(amina)
    client.force_login(amina)
    save(client, version, scope, 0, "secret = 1")
    client.force_login(chen)
    assert client.get(path(version, "notebook", scope)).status_code == 403
    assert client.get(path(version, "status", scope)).status_code == 403
    assert save(client, version, scope, 1, "x").status_code == 403
    assert hand_in(client, version, scope, "x").status_code == 403
    client.logout()
    assert client.get(path(version, "notebook", scope)).status_code == 403
    assert client.get(path(version, "status", scope)).status_code == 403
    assert save(client, version, scope, 1, "x").status_code == 403
    assert hand_in(client, version, scope, "x").status_code == 403


def save(client, version, scope, number, *sources):
    body = json.dumps({"notebook": notebook(*sources), "version": number})
    return client.post(path(version, "draft", scope), body, content_type="application/json")


def test_a_draft_is_kept_and_two_desks_are_told_apart(client, amina, scopes, version):
    scope = scopes(amina)
    client.force_login(amina)
    assert save(client, version, scope, 0, "one").json() == {"version": 1}
    assert save(client, version, scope, 1, "two").json() == {"version": 2}
    late = save(client, version, scope, 1, "from the other desk")
    assert late.status_code == 409
    assert late.json()["version"] == 2
    assert late.json()["notebook"]["cells"][0]["source"] == "two"
    opened = client.get(path(version, "notebook", scope)).json()
    assert (opened["version"], opened["draft"]["cells"][0]["source"]) == (2, "two")
    assert Draft.objects.count() == 1


def test_the_marks_of_each_named_answer(client, amina, scopes, version):
    scope = scopes(amina)
    client.force_login(amina)
    hand_in(client, version, scope, "share = 564738")
    attempt = marked(Attempt.objects.get(), {"share": 564738.2, "label": "zebramodel"})
    assert (attempt.state, attempt.score, attempt.max_score, attempt.is_passed) == ("marked", 1, 2, False)
    html = html_of(version, amina, scope)
    assert "ZEBRAFEEDBACK: last year" in html
    assert "1 of 2 answers are right" in html
    assert "918273" not in html
    hand_in(client, version, scope, "right")
    attempt = marked(Attempt.objects.get(number=2), {"share": 918273.645, "label": "ZEBRAMODEL"})
    assert attempt.is_passed
    html = html_of(version, amina, scope)
    assert "Earlier notebooks" in html
    assert "Notebook 1: 1 of 2 points" in html


def test_a_notebook_that_stopped_says_where(client, amina, scopes, version):
    scope = scopes(amina)
    client.force_login(amina)
    hand_in(client, version, scope, "1/0")
    marked(
        Attempt.objects.get(), {}, outcome={"code": "cell", "cell": 1, "text": "ZeroDivisionError: <b>x</b>"}
    )
    html = html_of(version, amina, scope)
    assert "Cell 1 ended with an error" in html
    assert "ZeroDivisionError: &lt;b&gt;x&lt;/b&gt;" in html
    assert "does not define" in html


def test_an_attempt_is_marked_once_and_a_late_give_up_changes_nothing(client, amina, scopes, version):
    scope = scopes(amina)
    client.force_login(amina)
    hand_in(client, version, scope, "x")
    attempt = Attempt.objects.get()
    first, second = begin_marking(attempt.pk), begin_marking(attempt.pk)
    given = {"runs": [Run({"share": 1})], "outcome": {}, "runtime": "", "seconds": 1}
    assert record_marks(first, **given)
    assert not record_marks(second, **given | {"runs": [Run({"share": 918273.645})]})
    give_up_marking(attempt.pk, "given_up")
    attempt.refresh_from_db()
    assert (attempt.state, attempt.score) == ("marked", 0)
    assert begin_marking(attempt.pk) is None


def test_what_was_given_up_can_be_handed_in_again(client, amina, scopes, version):
    scope = scopes(amina)
    client.force_login(amina)
    hand_in(client, version, scope, "x")
    give_up_marking(Attempt.objects.get().pk, "given_up")
    assert "This was our fault, not yours" in html_of(version, amina, scope)
    assert hand_in(client, version, scope, "x").status_code == 200


def test_a_changed_exercise_reaches_its_activities_as_a_new_version(exercise, version):
    exercise.method = "s = M / P"
    exercise.save_revision().publish()
    newest = version.activity.versions.current().get()
    assert (newest.number, newest.spec["method"]) == (2, "s = M / P")
    version.refresh_from_db()
    assert version.spec["method"] == "s = 100 · M / P"


@pytest.mark.parametrize("count", [1, 3])
def test_panels_of_both_kinds_take_two_queries_and_one_when_they_are_kept(
    count, amina, scopes, exercise, django_assert_num_queries
):
    from tests.assessments.conftest import quiz

    versions = [published(exercise.spec(), kind="notebook") for _n in range(count)]
    versions += [published(quiz()) for _n in range(count)]
    request = RequestFactory().get("/en/lesson/")
    request.user = amina
    keys = [version.activity.key for version in versions]
    scope = scopes(amina)
    for queries in (2, 1):
        with django_assert_num_queries(queries):
            found = panels(keys=keys, language="en", user=amina, scope=scope, request=request)
        assert set(found) == set(keys)
