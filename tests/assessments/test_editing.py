"""The editors' side: an exercise is written in the CMS alone; results are read without names."""

import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from assessments.actions.attempts import submit_quiz
from assessments.blocks import QuizBlock
from assessments.kinds import KINDS
from assessments.models import Exercise
from tests.assessments.conftest import notebook, published, quiz

pytestmark = pytest.mark.django_db

ADD = "/cms/snippets/assessments/exercise/add/"


def form(document, **changed) -> dict:
    answer = {
        "name": "share",
        "label": "Share",
        "unit": "per cent",
        "kind": "number",
        "expected": "9.5",
        "tolerance": "0.01",
        "points": "1",
        "hint": "Divide.",
        "mistakes-count": "1",
        "mistakes-0-deleted": "",
        "mistakes-0-order": "0",
        "mistakes-0-type": "item",
        "mistakes-0-value-value": "0.095",
        "mistakes-0-value-tolerance": "0.001",
        "mistakes-0-value-feedback": "That is the proportion.",
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
        "programming_language": "python",
        "minutes": "30",
        "task": rich_text("<p>Compute the share.</p>", features=["bold"]),
        "method": "",
        "method_source": "",
        "pass_mark": "60",
        "starter": SimpleUploadedFile("x.ipynb", json.dumps(notebook("share = None")).encode()),
        "data": streamfield([("file", data)]),
        "answers": streamfield([("answer", answer)]),
        "action-publish": "yes",
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


def test_an_exercise_is_written_in_the_cms_and_published(client, admin, document):
    client.force_login(admin)
    response = client.post(ADD, form(document))
    assert response.status_code == 302, response.context["form"].errors
    exercise = Exercise.objects.get(code="X01")
    assert exercise.live
    spec = exercise.spec()
    assert spec["answers"][0]["expected"] == 9.5
    assert spec["answers"][0]["mistakes"] == [
        {"value": 0.095, "tolerance": 0.001, "feedback": "That is the proportion."}
    ]
    assert spec["data"][0]["name"] == "t.csv"
    served = client.get("/en/exercises/X01/data/t.csv")
    assert b"".join(served.streaming_content) == b"a,b\n1,2\n"
    edit = client.get(reverse("wagtailsnippets_assessments_exercise:edit", args=[exercise.pk]))
    assert edit.status_code == 200


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"starter": SimpleUploadedFile("x.ipynb", b"no notebook")}, "not a notebook"),
        ({"code": "x 1"}, "Capital letters"),
    ],
)
def test_a_mistake_of_the_author_is_told_in_plain_words(client, admin, document, changed, told):
    client.force_login(admin)
    response = client.post(ADD, form(document, **changed))
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
    submit_quiz(version=version, user=amina, scope=uuid4(), token=uuid4(), answers={}, language="en")
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
