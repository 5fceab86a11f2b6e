"""The demonstration's exercises and the text format of quizzes."""

import pytest
import yaml
from wagtail.documents import get_document_model

from assessments.models import Exercise
from school.demo import CONTENT, exercises
from school.demo.quiz import quiz_value

pytestmark = pytest.mark.django_db


@pytest.fixture
def locales(site_tree, settings, tmp_path):
    from wagtail.models import Locale

    settings.MEDIA_ROOT = tmp_path
    return {locale.language_code: locale for locale in Locale.objects.all()}


def test_exercises_load_in_every_language_they_have(locales):
    exercises.load(CONTENT, locales)
    first = Exercise.objects.filter(code="E01")
    assert sorted(first.values_list("locale__language_code", flat=True)) == ["ar", "en", "fr"]
    assert first.values("translation_key").distinct().count() == 1
    french = first.get(locale=locales["fr"])
    assert french.live
    assert french.is_demonstration
    spec = french.spec()
    assert [answer["name"] for answer in spec["answers"]] == [
        "share_civ",
        "female_tcd",
        "growth_uga",
        "pooled_share",
    ]
    assert spec["answers"][0]["label"] == "Part des migrants, Côte d'Ivoire, 2020"
    assert spec["answers"][0]["expected"] == 9.545951
    assert spec["answers"][0]["mistakes"][0]["feedback"].startswith("Vérifiez l'unité")
    assert spec["data"][0]["name"] == "e01_stock.csv"
    assert "<strong>Côte d'Ivoire</strong>" in spec["task"]
    assert french.starter_notebook()["nbformat"] == 4


def test_a_second_load_changes_nothing(locales):
    exercises.load(CONTENT, locales)
    before = list(Exercise.objects.order_by("pk").values("pk", "latest_revision_id", "starter"))
    exercises.load(CONTENT, locales)
    assert list(Exercise.objects.order_by("pk").values("pk", "latest_revision_id", "starter")) == before


def test_removing_leaves_nothing(locales, tmp_path, django_capture_on_commit_callbacks):
    exercises.load(CONTENT, locales)
    with django_capture_on_commit_callbacks(execute=True):
        exercises.remove()
    assert not Exercise.objects.exists()
    assert not get_document_model().objects.exists()
    # The documents' files are deleted by a job of Wagtail's own.
    assert not [path for path in (tmp_path / "exercises").rglob("*") if path.is_file()]
    exercises.remove()


def test_every_quiz_of_the_lessons_becomes_a_quiz_that_can_be_published():
    from assessments.blocks import QuizBlock, quiz_spec

    block, seen = QuizBlock(), set()
    for file in sorted((CONTENT / "courses").glob("*/*/*.yaml")):
        for part in yaml.safe_load(file.read_text(encoding="utf-8")).get("body") or []:
            if part["type"] == "quiz":
                value = block.to_python(quiz_value(part["questions"], title=part.get("title", "")))
                spec = quiz_spec(block.clean(value))
                assert len(spec["questions"]) == len(part["questions"])
                seen |= {question["kind"] for question in spec["questions"]}
    assert "numeric" in seen


def test_ids_are_the_same_in_every_language():
    english = quiz_value([{"id": "X1", "kind": "ordering", "stem": "Order", "items": ["one", "two"]}])
    french = quiz_value([{"id": "X1", "kind": "ordering", "stem": "Ordre", "items": ["un", "deux"]}])
    assert english["questions"][0]["id"] == french["questions"][0]["id"]
    assert [item["id"] for item in english["questions"][0]["value"]["items"]] == [
        item["id"] for item in french["questions"][0]["value"]["items"]
    ]
