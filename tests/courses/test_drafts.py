"""A draft may lack anything: it is kept, its preview says what is missing, and nobody publishes it as it is."""

import json

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail import blocks
from wagtail.blocks.base import Block

from assessments.kinds.questions import KINDS
from courses.models import CourseTeacher, LessonPage, ModulePage
from foundation.blocks import NotFinished, unfinished

pytestmark = pytest.mark.django_db

BODY = LessonPage._meta.get_field("body").stream_block
#: Blocks that are finished when nothing was typed into them: a text may be empty.
NAMES = list(BODY.child_blocks)
QUESTIONS = BODY.child_blocks["quiz"].child_blocks["questions"]


def posted(block: Block, value, prefix: str) -> dict[str, str]:
    """A block's form as a browser sends it when nothing was typed."""
    if isinstance(block, blocks.BaseStructBlock):
        found = {}
        for name, child in block.child_blocks.items():
            found |= posted(child, value[name], f"{prefix}-{name}")
        return found
    if isinstance(block, blocks.ListBlock):
        found = {f"{prefix}-count": str(len(value))}
        for place, item in enumerate(value):
            here = f"{prefix}-{place}"
            found |= {f"{here}-deleted": "", f"{here}-order": str(place), f"{here}-id": ""}
            found |= posted(block.child_block, item, f"{here}-value")
        return found
    if isinstance(block, blocks.BaseStreamBlock):
        return stream(block, [], prefix)
    return {prefix: "null" if isinstance(block, blocks.RichTextBlock) else ""}


def stream(block, children: list[tuple[str, dict]], prefix: str) -> dict[str, str]:
    """A stream of blocks as a browser sends it; each child gives its type and the values that were typed."""
    found = {f"{prefix}-count": str(len(children))}
    for place, (name, typed) in enumerate(children):
        here, child = f"{prefix}-{place}", block.child_blocks[name]
        found |= {
            f"{here}-deleted": "",
            f"{here}-order": str(place),
            f"{here}-type": name,
            f"{here}-id": f"00000000-0000-4000-8000-00000000000{place}",
        }
        found |= posted(child, child.get_default(), f"{here}-value")
        found |= {f"{here}-value{path}": text for path, text in typed.items()}
    return found


def form(children: list[tuple[str, dict]], **fields) -> dict[str, str]:
    """The form of a lesson."""
    return {
        "title": "Remittances",
        "slug": "remittances",
        "code": "",
        "minutes": "30",
        "lead": "",
        "goals": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **stream(BODY, children, "body"),
        **fields,
    }


@pytest.fixture
def trainer(bruno, course):
    """Bruno, who teaches the course."""
    course.teachers.set([CourseTeacher(user=bruno)])
    course.save_revision().publish()
    return bruno


@pytest.fixture
def written(client, trainer, modules):
    """What comes of a form that a trainer sends for a new lesson: the answer and the lesson."""
    client.force_login(trainer)

    def sent(data: dict, lesson: LessonPage | None = None):
        address = (
            reverse("wagtailadmin_pages:edit", args=[lesson.pk])
            if lesson
            else reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", modules[1].pk])
        )
        answer = client.post(address, data)
        found = LessonPage.objects.child_of(modules[1]).filter(slug="remittances").first()
        return answer, found.get_latest_revision_as_object() if found else None

    return sent


def preview(client, lesson) -> str:
    answer = client.get(reverse("wagtailadmin_pages:view_draft", args=[lesson.pk]))
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("name", NAMES)
def test_a_block_in_which_nothing_is_typed_is_kept_and_says_what_it_lacks(client, written, name):
    answer, lesson = written(form([(name, {})]))
    assert answer.status_code == 302
    assert [child.block_type for child in lesson.body] == [name]
    assert f"Not finished yet: {BODY.child_blocks[name].label}" in preview(client, lesson)


@pytest.mark.parametrize("name", KINDS)
def test_a_question_in_which_nothing_is_typed_is_kept(client, written, name):
    questions = stream(QUESTIONS, [(name, {})], "-questions")
    answer, lesson = written(form([("quiz", {"-title": "Check", **questions})]))
    assert answer.status_code == 302
    kept = lesson.body[0].value
    assert (kept["title"], [child.block_type for child in kept["questions"]]) == ("Check", [name])
    assert "Not finished yet: Quiz" in preview(client, lesson)


HALVES = {
    "table": {"-title": "Half a table", "-cells": "Country\t2010\nGabon\t1\t2\t3\t4"},
    "chart": {"-title": "Half a chart", "-kind": "pyramid", "-cells": "only one row"},
    "equation": {"-latex": "", "-spoken": "half an equation"},
}


@pytest.mark.parametrize("name", HALVES)
def test_what_is_half_written_or_wrong_is_kept_as_it_was_typed(client, written, name):
    answer, lesson = written(form([("text", {"": json.dumps(paragraph("Typed."))}), (name, HALVES[name])]))
    assert answer.status_code == 302
    assert "Typed." in str(lesson.body[0].value)
    assert {f"-{key}": lesson.body[1].value[key[0:]] for key in keys(name)} == HALVES[name]
    shown = preview(client, lesson)
    assert "Typed." in shown
    assert "Not finished yet" in shown


def keys(name: str) -> list[str]:
    return [path.removeprefix("-") for path in HALVES[name]]


def paragraph(words: str) -> dict:
    """A paragraph as the rich text editor sends it."""
    block = {
        "key": "a",
        "text": words,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [],
    }
    return {"blocks": [block], "entityMap": {}}


def test_a_draft_that_is_not_finished_cannot_be_submitted(written):
    _answer, lesson = written(form([("table", {"-title": "Half a table"})]))
    data = form([("table", {"-title": "Half a table"})], **{"action-submit": "Submit"})
    answer, lesson = written(data, lesson)
    assert answer.status_code == 200
    assert lesson.current_workflow_state is None
    assert "The page could not be saved due to validation errors" in answer.text


def test_the_preview_of_a_finished_block_stands_beside_one_that_is_not(client, written):
    sent = [("heading", {"": "A heading"}), ("quiz", {"-title": "Check"}), ("heading", {"": "Another"})]
    _answer, lesson = written(form(sent))
    shown = preview(client, lesson)
    assert "A heading" in shown
    assert "Another" in shown
    assert "Questions: This field is required." in shown


def draft_with(modules, body: list[dict]) -> LessonPage:
    lesson = LessonPage(title="Hasty", slug="hasty", locale=modules[1].locale, live=False)
    modules[1].add_child(instance=lesson)
    lesson.body = json.dumps(body)
    lesson.save_revision(clean=False)
    return lesson


EMPTY_TABLE = {"type": "table", "id": "00000000-0000-4000-8000-000000000001", "value": {"title": "Hasty"}}


def test_nothing_unfinished_is_published_on_whatever_way(modules):
    lesson = draft_with(modules, [EMPTY_TABLE])
    with pytest.raises(NotFinished) as refusal:
        lesson.get_latest_revision().publish()
    assert refusal.value.messages[0] == "“2.2 Hasty” is not finished and cannot be published yet."
    assert "1. Table: Cells: This field is required." in refusal.value.messages
    assert not LessonPage.objects.get(pk=lesson.pk).live


def test_an_editor_who_publishes_many_pages_is_told_which_is_not_finished(client, dalia, modules):
    lesson = draft_with(modules, [EMPTY_TABLE])
    client.force_login(dalia)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    listing = reverse("wagtailadmin_explore", args=[modules[1].pk])
    answer = client.post(f"{address}?id={lesson.pk}&next={listing}", {"include_descendants": ""})
    assert answer.status_code == 302
    assert next(str(message) for message in get_messages(answer.wsgi_request)).startswith("“2.2 Hasty”")
    assert not LessonPage.objects.get(pk=lesson.pk).live


def test_a_finished_block_lacks_nothing(lessons):
    assert [unfinished(child) for lesson in lessons for child in lesson.body] == [[]] * 4


def test_a_lesson_takes_its_module_along(course, dalia):
    module = ModulePage(title="Remittances", slug="remittances", locale=course.locale, live=False)
    course.add_child(instance=module)
    module.summary = "What it costs."
    module.save_revision()
    lesson = LessonPage(title="Costs", slug="costs", locale=course.locale, live=False)
    module.add_child(instance=lesson)
    lesson.save_revision().publish(user=dalia)

    module = ModulePage.objects.get(pk=module.pk)
    assert (module.live, module.summary, module.code) == (True, "What it costs.", "3")
    others = module.get_translations().values_list("live", flat=True)
    assert list(others) == [True] * 4
    assert (
        list(LessonPage.objects.get(pk=lesson.pk).get_translations().values_list("live", flat=True))
        == [True] * 4
    )


def test_a_module_that_was_taken_down_comes_back_with_a_lesson_only(modules, lessons):
    modules[0].unpublish()
    lessons[2].save_revision().publish()
    assert not ModulePage.objects.get(pk=modules[0].pk).live


def test_what_saves_by_itself_never_approves(client, dalia, bruno, modules):
    text = {
        "type": "text",
        "id": "00000000-0000-4000-8000-000000000002",
        "value": "<p>Finished.</p>",
    }
    lesson = draft_with(modules, [text])
    lesson.get_workflow().start(lesson, bruno)
    client.force_login(dalia)
    address = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    approval = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    typed = form(
        [("text", {"": json.dumps(paragraph("Finished."))})], title="Hasty", slug="hasty", **approval
    )
    assert client.post(address, typed, headers={"accept": "application/json"}).status_code == 400
    assert not LessonPage.objects.get(pk=lesson.pk).live
    assert client.post(address, typed).status_code == 302
    assert LessonPage.objects.get(pk=lesson.pk).live
