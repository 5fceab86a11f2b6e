"""The editors' side: an exercise is written in the CMS alone; results are read without names."""

import json
import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from assessments.actions.attempts import submit_quiz
from assessments.actions.trials import record_trial
from assessments.blocks.activities import QuizBlock
from assessments.kinds.questions import KINDS
from assessments.marking.trial import Outcome
from assessments.models import Exercise, Trial
from tests.assessments.conftest import ANSWERS, notebook, published, quiz

pytestmark = pytest.mark.django_db

ADD = "/cms/snippets/assessments/exercise/add/"


def listed(name: str, *values) -> dict:
    """What a list of blocks sends."""
    sent = {f"{name}-count": str(len(values))}
    for place, value in enumerate(values):
        sent |= {
            f"{name}-{place}-deleted": "",
            f"{name}-{place}-order": str(place),
            f"{name}-{place}-type": "item",
        }
        if isinstance(value, dict):
            sent |= {f"{name}-{place}-value-{key}": part for key, part in value.items()}
        else:
            sent[f"{name}-{place}-value"] = value
    return sent


ANSWER = {
    "name": "share",
    "label": "Share",
    "unit": "per cent",
    "compare": "absolute",
    "tolerance": "0.01",
    "points": "1",
    "hints-count": "0",
    "mistakes-count": "0",
}
TABLE = {"name": "t", "label": "T", "expected": "", "points": "1", "hints-count": "0", "mistakes-count": "0"}
COLUMN = {"name": "iso3", "compare": "absolute", "tolerance": "1"}


def form(document, **changed) -> dict:
    """What the editor's form sends: one number, one known mistake as a formula, one hint, one hidden set."""
    share = {
        "name": "share",
        "label": "Share",
        "unit": "per cent",
        "compare": "absolute",
        "expected": "",
        "tolerance": "0.01",
        "points": "1",
        **listed("hints", "Divide."),
        **listed("mistakes", {"value": "", "formula": "share / 100", "feedback": "That is the proportion."}),
    }
    data = {
        "document": document.pk,
        "name": "t.csv",
        "description": "Two numbers",
        "source": "School",
        "licence": "CC BY 4.0",
    }
    given = {
        "code": "X01",
        "title": "Shares",
        "level": "1",
        "minutes": "30",
        "task": rich_text("<p>Compute the share.</p>", features=["bold"]),
        "method": "",
        "method_source": "",
        "pass_mark": "60",
        "counts": "best",
        "tries": "0",
        "pause": "0",
        "starter": SimpleUploadedFile("x.ipynb", json.dumps(notebook("share = None")).encode()),
        "solution": SimpleUploadedFile("y.ipynb", json.dumps(notebook("share = 9.5")).encode()),
        "data": streamfield([("file", data)]),
        "hidden": streamfield([("set", listed("files", {"name": "t.csv", "content": "a,b\r\n3,4\r\n"}))]),
        "answers": streamfield([("number", share)]),
    }
    return nested_form_data(given | changed)


@pytest.fixture
def document(settings, tmp_path, site_tree):
    from django.core.files.base import ContentFile

    settings.MEDIA_ROOT = tmp_path
    made = get_document_model()(title="t.csv")
    made.file.save("t.csv", ContentFile(b"a,b\n1,2\n"), save=False)
    made.save()
    return made


def page(name: str, exercise) -> str:
    return reverse(f"wagtailsnippets_assessments_exercise:{name}", args=[exercise.pk])


def passed(trial: Trial) -> Trial:
    """What the job keeps when the grader gave what it should."""
    values = {"expected": {"share": [9.5, 4.0]}, "mistakes": {"share": [0.095]}}
    mistake = {"answer": "share", "place": 0, "shown": "0.095", "problem": "", "other": None, "ok": True}
    row = {"name": "share", "visible": True, "hidden": [True], "points": 1, "shown": "9.5"}
    part = {
        "solution": {"points": 1, "of": 1, "answers": [row], "errors": [None, None], "ok": True},
        "starter": {"points": 0, "of": 1, "right": [], "ok": True},
        "mistakes": [mistake],
    }
    report = {"languages": {"python": part}, "typed": {"share": False}, "passed": True}
    record_trial(trial, Outcome(values, report), runtime="Pyodide", seconds=4.2)
    return Trial.objects.get(pk=trial.pk)


def test_the_method_is_written_in_its_own_direction(client, dalia, site_tree):
    client.force_login(dalia)
    shown = client.get(ADD).content.decode()
    (field,) = re.findall(r'<textarea[^>]*name="method"[^>]*>', shown)
    assert 'dir="auto"' in field


def test_an_exercise_is_written_tried_and_published_in_the_cms(client, dalia, document):
    client.force_login(dalia)
    saved = client.post(ADD, form(document) | {"action-try": "action-try"})
    assert saved.status_code == 302, saved.context["form"].errors
    exercise = Exercise.objects.get(code="X01")
    assert saved["Location"] == page("try", exercise)
    assert not exercise.live
    trial = Trial.objects.get()
    assert (trial.state, trial.asked_by) == ("queued", dalia)
    waiting = client.get(page("try", exercise)).content.decode()
    assert "It waits for the grader." in waiting
    assert '<noscript><meta http-equiv="refresh"' in waiting
    assert "data-trial-waits" in waiting
    passed(trial)
    shown = client.get(page("try", exercise)).content.decode()
    for text in (
        "Passed.",
        "It can be published.",
        "1 of 1 point",
        "0 of 1 point",
        "share / 100",
        "0.095",
        "does not pass",
    ):
        assert text in shown
    assert "data-trial-waits" not in shown
    assert client.post(page("try", exercise), {"do": "publish"}).status_code == 302
    exercise.refresh_from_db()
    assert exercise.live
    share = exercise.spec()["answers"][0]
    assert (share["expected"], share["hidden"], share["hints"]) == (9.5, [4.0], ["Divide."])
    assert share["mistakes"] == [{"value": 0.095, "tolerance": None, "feedback": "That is the proportion."}]
    assert exercise.spec()["hidden"] == [{"t.csv": "a,b\n3,4\n"}]
    served = client.get("/en/exercises/X01/data/t.csv")
    assert b"".join(served.streaming_content) == b"a,b\n1,2\n"
    assert client.get(page("edit", exercise)).status_code == 200
    assert "It is published as it is." in client.get(page("try", exercise)).content.decode()


def test_publishing_untried_saves_a_draft_and_leads_to_the_trial(client, dalia, document):
    client.force_login(dalia)
    refused = client.post(ADD, form(document) | {"action-publish": "yes"}, follow=True)
    exercise = Exercise.objects.get(code="X01")
    assert refused.redirect_chain[-1][0] == page("try", exercise)
    html = refused.content.decode()
    assert "Saved as a draft, and not published" in html
    assert "It was not tried yet as it is now." in html
    assert not exercise.live
    refused = client.post(page("try", exercise), {"do": "publish"}, follow=True)
    assert "Saved as a draft, and not published" in refused.content.decode()
    assert not Exercise.objects.get().live


def test_a_draft_may_be_incomplete_and_says_what_it_lacks(client, bruno, document):
    client.force_login(bruno)
    bare = {
        "starter": "",
        "solution": "",
        "answers": streamfield([]),
        "hidden": streamfield([]),
        "task": "null",
    }
    saved = client.post(ADD, form(document, **bare) | {"action-try": "action-try"}, follow=True)
    html = saved.content.decode()
    assert "It cannot be tried yet." in html
    assert "There is no starter notebook and no solution notebook yet." in html
    assert "No named answer is written yet." in html
    assert not Trial.objects.exists()
    only_starter = form(document, solution="") | {"action-try": "action-try"}
    edited = client.post(page("edit", Exercise.objects.get()), only_starter, follow=True)
    assert "In Python the solution notebook is missing." in edited.content.decode()


def test_a_trainer_sends_a_tried_exercise_and_an_editor_approves_it(client, bruno, dalia, document):
    client.force_login(bruno)
    sent = client.post(ADD, form(document) | {"action-submit": "yes"}, follow=True)
    exercise = Exercise.objects.get(code="X01")
    assert "Saved as a draft, and not published" in sent.content.decode()
    assert exercise.current_workflow_state is None
    client.post(page("try", exercise), {"do": "try"})
    passed(Trial.objects.get())
    html = client.get(page("try", exercise)).content.decode()
    assert "Send it to the editors" in html
    assert 'value="publish"' not in html
    client.post(page("try", exercise), {"do": "publish"})
    assert not Exercise.objects.get().live
    again = form(document, starter="", solution="")
    client.post(page("edit", exercise), again | {"action-submit": "yes"})
    exercise = Exercise.objects.get()
    assert exercise.current_workflow_state is not None
    client.force_login(dalia)
    state = exercise.current_workflow_task_state
    approve = reverse(
        "wagtailsnippets_assessments_exercise:workflow_action", args=[exercise.pk, "approve", state.pk]
    )
    # An editor changes an answer on the way: it is another exercise now.
    other = streamfield([("number", {**ANSWER, "expected": "8"})])
    client.post(page("edit", exercise), form(document, starter="", solution="", answers=other))
    refused = client.post(approve, follow=True)
    assert "Saved as a draft, and not published" in refused.content.decode()
    assert not Exercise.objects.get().live
    client.post(page("edit", exercise), again)
    client.post(approve)
    assert Exercise.objects.get().live


def test_the_editors_files_are_theirs_alone(client, site_tree, bruno, chen, efua, exercise):
    for person, status in ((bruno, 200), (efua, 302), (chen, 302)):
        client.force_login(person)
        for field in ("starter", "solution"):
            path = reverse("wagtailsnippets_assessments_exercise:notebook_file", args=[exercise.pk, field])
            response = client.get(path)
            assert response.status_code == status
            response.getvalue()
        assert client.get(page("try", exercise)).status_code == status
    client.force_login(bruno)
    for field in ("starter_r", "latest_revision", "nothing"):
        path = reverse("wagtailsnippets_assessments_exercise:notebook_file", args=[exercise.pk, field])
        assert client.get(path, follow=True).status_code == 404


def test_a_lesson_is_drafted_with_a_draft_exercise_and_not_published_with_it(write_exercise, exercise):
    from django.core.exceptions import ValidationError

    from assessments.blocks.activities import NotebookBlock

    block, draft = NotebookBlock(), write_exercise("T07", ANSWERS, publish=False)
    assert block.clean(block.to_python({"exercise": exercise.pk}))["exercise"] == exercise
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python({"exercise": draft.pk}))
    assert "not published yet" in str(refused.value.as_json_data())
    block = NotebookBlock()
    assert block.clean_deferred(block.to_python({"exercise": draft.pk}))["exercise"] == draft


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"starter": SimpleUploadedFile("x.ipynb", b"no notebook")}, "not a notebook"),
        ({"solution": SimpleUploadedFile("x.ipynb", b"no notebook")}, "not a notebook"),
        ({"code": "x 1"}, "Capital letters"),
        (
            {"answers": streamfield([("number", {**ANSWER, "expected": "9,5"})])},
            "with a point before the decimals",
        ),
        (
            {"answers": streamfield([("number", {**ANSWER, "compare": "figures", "tolerance": "2.5"})])},
            "whole number of figures",
        ),
        (
            {"answers": streamfield([("number", {**ANSWER, **listed("mistakes", {"feedback": "x"})})])},
            "a formula that leads to it",
        ),
        (
            {
                "answers": streamfield(
                    [("table", {**TABLE, **listed("keys", "iso3"), **listed("columns", COLUMN)})]
                )
            },
            "A column is named twice",
        ),
        (
            {"hidden": streamfield([("set", listed("files", {"name": "t.csv", "content": "a,c\n1,2\n"}))])},
            "the first line lacks b and has c",
        ),
    ],
)
def test_a_mistake_of_the_author_is_told_in_plain_words(client, admin, document, changed, told):
    client.force_login(admin)
    response = client.post(ADD, form(document, **changed) | {"action-publish": "yes"})
    assert response.status_code == 200
    assert told in response.content.decode()
    assert not Exercise.objects.exists()


def test_the_preview_does_not_tell_what_is_expected(client, admin, exercise, site_tree):
    from tests.assessments.conftest import SECRETS

    client.force_login(admin)
    request = exercise.make_preview_request(preview_mode="")
    html = request.content.decode()
    assert "Compute" in html
    for secret in SECRETS:
        assert secret not in html


def test_results_are_read_without_names(client, admin, amina, chen, site_tree):
    version = published(quiz())
    submit_quiz(version=version, user=amina, scope=uuid4(), token=uuid4(), answers={})
    client.force_login(admin)
    html = client.get("/cms/reports/activities/").content.decode()
    assert "Check" in html
    assert "Amina" not in html
    assert amina.email not in html
    client.force_login(chen)
    assert client.get("/cms/reports/activities/").status_code == 302


@pytest.mark.parametrize("name", ["quiz", *KINDS])
def test_every_block_has_a_preview_and_a_description(name):
    block = QuizBlock()
    block = block if name == "quiz" else block.child_blocks["questions"].child_blocks[name]
    assert block.is_previewable
    assert str(block.get_description())
    value = block.get_preview_value()
    html = block.render(block.normalize(value))
    assert "<fieldset disabled>" in html
    assert 'class="quiz__stem"' in html
    assert "1.49" not in html
