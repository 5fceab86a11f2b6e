"""A notebook that was handed in is read on the laboratory's origin, by a signed address, and nothing in it runs."""

import base64
import json
from uuid import uuid4

import pytest
from django.conf import settings
from django.core import signing
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.urls import reverse

from assessments.api import SUBMISSIONS, submission_page, submission_refusal
from assessments.models import Attempt, SubmittedNotebook
from assessments.panels import submitted
from assessments.panels.cells import (
    MOST_CELLS,
    MOST_LETTERS,
    MOST_LETTERS_IN_ALL,
    MOST_OUTPUTS,
    MOST_PICTURES,
    shown,
)
from school.founding import roles
from school.serving.origins import Laboratory, Origins, Submissions
from tests.assessments.conftest import hand_in, notebook, published

pytestmark = pytest.mark.django_db

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"0" * 40).decode()
SCRIPT = "<script>document.title = 'run'</script><img src=x onerror=alert(1)>"


@pytest.fixture
def version(hidden_exercise):
    """An exercise with expected values, hidden data, hints and a solution that are unmistakable."""
    return published(hidden_exercise.spec(), kind="notebook")


def cells(*outputs: dict, source="x = 1") -> dict:
    made = notebook(source)
    made["cells"][0]["outputs"] = list(outputs)
    return made


def displayed(**data) -> dict:
    names = {name.replace("_", "/", 1).replace("_", "+"): value for name, value in data.items()}
    return {"output_type": "display_data", "metadata": {}, "data": names}


@pytest.fixture
def attempt(version, trainees):
    attempt = hand_in(version, trainees[0], {"share": 1.0})
    SubmittedNotebook.objects.filter(attempt=attempt).update(
        content=cells(displayed(text_html=SCRIPT), displayed(image_png=PNG), source="print('<b>mine</b>')")
    )
    return attempt


@pytest.fixture
def ask(tmp_path):
    """Asks the program as gunicorn does: ``ask(address)`` on the laboratory's host."""
    reached = []

    def site(environ, start_response):
        reached.append(environ["PATH_INFO"])
        start_response("200 OK", [("Set-Cookie", "session=1")])
        return [b"the site"]

    laboratory = Laboratory(tmp_path, settings.SITE_ORIGIN)
    reading = Submissions(laboratory, settings.SITE_ORIGIN, SUBMISSIONS, submission_page, submission_refusal)
    program = Origins(site, settings.LAB_ORIGIN, reading)

    def ask(address: str, host: str = settings.LAB_ORIGIN.partition("://")[2], method="GET", **headers):
        answer = {}
        environ = {
            "PATH_INFO": address.removeprefix(settings.LAB_ORIGIN),
            "QUERY_STRING": "",
            "REQUEST_METHOD": method,
            "HTTP_HOST": host,
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }

        def start_response(status, given, exc_info=None):
            answer.update(status=int(status.split()[0]), headers=given)

        answer["body"] = b"".join(program(environ, start_response)).decode()
        return answer

    ask.reached = reached
    # As Django's own client does: the test's transaction lives in the connection.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield ask
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_the_page_is_text_and_pictures_under_a_policy_that_runs_nothing(ask, attempt, admin):
    answer = ask(submitted.address(attempt, admin), sec_fetch_dest="iframe")
    assert answer["status"] == 200
    headers = dict(answer["headers"])
    assert len(headers) == len(answer["headers"])
    policy = headers["Content-Security-Policy"].split("; ")
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert f"frame-ancestors {settings.SITE_ORIGIN}" in policy
    assert not any("script" in part or "allow" in part for part in policy)
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in headers
    body = answer["body"]
    assert "&lt;script&gt;document.title" in body
    assert "print(&#x27;&lt;b&gt;mine&lt;/b&gt;&#x27;)" in body
    assert "<script" not in body and "onerror=alert" in body and "<img src=x" not in body
    assert f'src="data:image/png;base64,{PNG}"' in body


def test_nothing_of_the_exercise_or_of_the_person_is_on_the_page(ask, attempt, admin):
    body = ask(submitted.address(attempt, admin))["body"]
    for secret in ("ZEBRA", "918273", "564738", attempt.user.name, attempt.user.email):
        assert secret not in body


def test_the_address_is_good_for_minutes_for_one_attempt_and_one_person(
    ask,
    attempt,
    version,
    admin,
    chen,
    teach,
    bruno,
    monkeypatch,
):
    other = hand_in(version, chen, {"share": 1})
    teach(bruno, attempt.scope)
    address = submitted.address(attempt, bruno)
    assert ask(address)["status"] == 200
    for wrong in (
        address[:-6] + "aaaaa/",
        f"{settings.LAB_ORIGIN}{SUBMISSIONS}",
        f"{settings.LAB_ORIGIN}{SUBMISSIONS}{signing.dumps({'attempt': attempt.pk, 'user': admin.pk})}/",
        submitted.address(other, bruno),
        submitted.address(attempt, chen),
    ):
        refused = ask(wrong)
        assert refused["status"] == 403
        assert "not valid any more" in refused["body"]
        assert "mine" not in refused["body"]
        assert dict(refused["headers"])["Cache-Control"] == "no-store"
    # The rights are asked again: who is no trainer any more, or no longer active, reads nothing.
    teach(bruno)
    assert ask(address)["status"] == 403
    teach(bruno, attempt.scope)
    bruno.is_active = False
    bruno.save()
    assert ask(address)["status"] == 403
    late = submitted.address(attempt, admin)
    monkeypatch.setattr(submitted, "MAX_AGE", -1)
    assert ask(late)["status"] == 403


def test_only_a_frame_may_show_it_and_only_on_the_other_host(ask, attempt, admin):
    address = submitted.address(attempt, admin)
    for dest in ("document", "empty", "script", "image"):
        assert ask(address, sec_fetch_dest=dest)["status"] == 403
    assert ask(address, method="POST")["status"] == 403
    assert ask.reached == []
    assert ask(address, host="localhost:8000")["body"] == "the site"
    assert ask(f"{settings.LAB_ORIGIN}/nothing")["status"] == 503


def test_the_site_has_no_such_address(client, attempt, admin):
    client.force_login(admin)
    path = submitted.address(attempt, admin).removeprefix(settings.LAB_ORIGIN)
    assert client.get(path).status_code == 404


def test_the_page_speaks_the_readers_language(ask, attempt, admin):
    from django.utils.translation import override

    with override("ar"):
        address = submitted.address(attempt, admin)
    assert '<html lang="ar" dir="rtl">' in ask(address)["body"]


def test_the_editors_page_frames_it_and_holds_nothing_of_the_notebook(client, attempt, admin):
    client.force_login(admin)
    response = client.get(reverse("submission", args=[attempt.pk]))
    page = response.content.decode()
    assert f'<iframe src="{settings.LAB_ORIGIN}{SUBMISSIONS}' in page
    assert 'sandbox="" referrerpolicy="no-referrer"' in page
    assert "document.title = " not in page and "mine" not in page
    assert settings.LAB_ORIGIN in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert attempt.user.name in page
    assert "Share" in page and "not right" in page


def test_the_file_is_the_notebook_as_it_was_handed_in_and_never_a_page(client, attempt, admin):
    client.force_login(admin)
    response = client.get(reverse("submission_file", args=[attempt.pk]))
    assert json.loads(response.content) == Attempt.objects.get(pk=attempt.pk).notebook.content
    assert response["Content-Disposition"] == f'attachment; filename="submission-{attempt.pk}.ipynb"'
    assert response["Content-Type"] == "application/x-ipynb+json"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_a_quiz_has_no_frame_and_no_file(client, trainees, scopes, admin):
    from assessments.actions.attempts import submit_quiz
    from tests.assessments.conftest import quiz

    version = published(quiz())
    attempt = submit_quiz(
        version=version,
        user=trainees[0],
        scope=scopes(trainees[0]),
        token=uuid4(),
        answers={version.spec["questions"][3]["id"]: "17"},
    )
    client.force_login(admin)
    page = client.get(reverse("submission", args=[attempt.pk])).content.decode()
    assert "<iframe" not in page
    assert "The share?" in page
    assert client.get(reverse("submission_file", args=[attempt.pk]), follow=True).status_code == 404


ODD = [
    None,
    [],
    "text",
    7,
    {"cells": None},
    {"cells": {"a": 1}},
    {"cells": [None, 7, "x", [], {}, {"cell_type": 3, "source": {"a": 1}, "outputs": "x"}]},
    {"cells": [{"cell_type": "code", "source": ["a", 1, None], "outputs": [None, 3, {}, {"data": []}]}]},
    {"cells": [{"outputs": [{"output_type": "error", "traceback": [1, None, {}], "ename": []}]}]},
    {"cells": [{"outputs": [{"output_type": "stream", "text": {"deep": [[[]]]}}]}]},
    {"cells": [{"outputs": [{"output_type": "display_data", "data": {"image/png": 7}}]}]},
    {"cells": [{"outputs": [{"output_type": "display_data", "data": {"x": "y"}}]}]},
]


@pytest.mark.parametrize("content", ODD)
def test_odd_notebooks_do_not_break_the_page(ask, attempt, admin, content):
    # The database keeps no "nothing" there.
    kept = content if content is not None else {}
    SubmittedNotebook.objects.filter(attempt=attempt).update(content=kept)
    assert ask(submitted.address(attempt, admin))["status"] == 200
    shown(content)


def test_a_deep_notebook_does_not_break_the_page(ask, client, attempt, admin):
    deep: dict = {}
    for _level in range(400):
        deep = {"deep": [deep]}
    content = cells(displayed(application_json=deep))
    SubmittedNotebook.objects.filter(attempt=attempt).update(content=content)
    assert ask(submitted.address(attempt, admin))["status"] == 200
    client.force_login(admin)
    assert client.get(reverse("submission_file", args=[attempt.pk])).status_code == 200


def test_a_huge_notebook_is_cut_where_it_says(ask, attempt, admin):
    long = {"output_type": "stream", "name": "stdout", "text": "x" * 5_000_000}
    many = notebook(*["y" * MOST_LETTERS] * (MOST_CELLS + 5))
    many["cells"][0]["outputs"] = [long] * (MOST_OUTPUTS + 3)
    SubmittedNotebook.objects.filter(attempt=attempt).update(content=many)
    body = ask(submitted.address(attempt, admin))["body"]
    assert body.count("x" * 100) <= MOST_LETTERS_IN_ALL / 100
    assert len(body) < MOST_LETTERS_IN_ALL + 200_000
    assert "The rest is left out here." in body
    assert "3 further outputs are left out here." in body
    assert "5 further cells are left out here." in body


def test_only_pictures_are_pictures():
    def out(**data):
        return shown(cells(displayed(**data))).cells[0].outputs[0]

    assert out(image_png=PNG).kind == "picture"
    assert out(image_png=f"{PNG[:20]}\n{PNG[20:]}").text == f"data:image/png;base64,{PNG}"
    assert out(image_png='x"><script>').kind == "left_out"
    assert out(image_jpeg=PNG).kind == "left_out"
    assert out(image_png=base64.b64encode(b"<svg onload=alert(1)>").decode()).kind == "left_out"
    assert out(image_png=PNG + "A" * MOST_PICTURES).is_cut
    for name in ("text_html", "image_svg_xml", "application_javascript", "text_markdown"):
        assert (out(**{name: SCRIPT}).kind, out(**{name: SCRIPT}).text) == ("source", SCRIPT)
    assert out(text_html=SCRIPT, text_plain="plain").text == "plain"


def test_what_only_terminals_understand_is_left_out():
    error = {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["\x1b[0;31mE\x1b[0m: v\x07"]}
    assert shown(cells(error)).cells[0].outputs[0].text == "E: v"


def test_a_trainer_of_another_course_gets_no_page_and_no_file(client, attempt, teach, bruno, chen):
    roles.set_up_roles()
    teach(bruno, uuid4())
    for person in (bruno, chen, attempt.user):
        client.force_login(person)
        for name in ("submission", "submission_file"):
            assert client.get(reverse(name, args=[attempt.pk])).status_code == 302
