"""What a trainer sees before choosing: every block and every kind of question says what it is for and shows itself."""

import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from assessments.kinds.questions import KINDS
from courses.models import LessonPage

pytestmark = pytest.mark.django_db

BODY = LessonPage._meta.get_field("body").stream_block
QUESTIONS = BODY.child_blocks["quiz"].child_blocks["questions"]
CHOICES = [
    *((name, block) for name, block in BODY.child_blocks.items()),
    *((name, QUESTIONS.child_blocks[name]) for name in KINDS),
]
#: A word of each preview, which stands in it only if the block itself was rendered.
WORDS = {
    "heading": "ratio of sums",
    "text": "divide once",
    "note": "Migrant stock.",
    "table": "416,651",
    "chart": "416,651",
    "figure": "A stay of twelve months",
    "equation": "∑",
    "callout": "Name the edition",
    "worked_example": "Add the populations",
    "glossary": "Migrant stock",
    "try_it": "Open the answer",
    "download": "XLSX",
    "media": "Transcript",
    "quiz": "Check what you have read",
    "notebook": "Exercise E01",
    "single_choice": "Citizenship",
    "multiple_choice": "Religion",
    "true_false": "Every foreign-born resident",
    "numeric": "Your answer, per cent",
    "matching": "Residence permits",
    "ordering": "Disseminate",
    "short_text": "Why do two editions differ?",
    "fill_table": "Native-born",
}


@pytest.mark.parametrize(("name", "block"), CHOICES, ids=[name for name, _block in CHOICES])
def test_a_block_is_described_and_shown_before_it_is_chosen(client, admin, name, block):
    assert str(block.get_description())
    assert block.is_previewable
    client.force_login(admin)
    answer = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert answer.status_code == 200
    shown = re.sub(r"\s+", " ", strip_tags(answer.text.partition("<main>")[2]))
    assert WORDS[name] in shown


@pytest.mark.parametrize("language", ["fr", "pt", "es", "ar"])
def test_what_is_said_of_a_block_is_said_in_the_language_of_the_editor(language):
    from django.utils.translation import override

    def words() -> list[str]:
        return [f"{block.label}: {block.get_description()}" for _name, block in CHOICES]

    english = words()
    with override(language):
        assert [said for said in words() if said in english] == []
