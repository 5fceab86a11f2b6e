"""A course of two modules and three lessons, as an editor publishes it: one lesson with a quiz, one still a draft."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from courses import actions
from courses.models import CataloguePage, CoursePage, LessonPage, ModulePage
from demonstration.quiz import quiz_value

QUESTION = {
    "id": "T1",
    "kind": "true_false",
    "stem": "A stock has a date.",
    "answer": True,
    "feedback": "SECRETFEEDBACK a flow has a period.",
}


def address(name: str, key, language: str = "en") -> str:
    """The address of a screen of the room, whatever language the last request spoke."""
    with override(language):
        return reverse(f"courses:{name}", args=[key])


def text(words: str) -> dict:
    """A block of text."""
    return {"type": "text", "id": str(uuid4()), "value": f"<p>{words}</p>"}


def quiz(question_id: str = "T1", block_id: str | None = None) -> dict:
    """A quiz of one question."""
    value = quiz_value([{**QUESTION, "id": question_id}], title="Check yourself", tries=0)
    return {"type": "quiz", "id": block_id or str(uuid4()), "value": value}


def publish(parent, page):
    """Add a page and publish it, as an editor does."""
    if page.pk is None:
        parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def add_lesson(module: ModulePage, title: str, slug: str, body: list | None = None) -> LessonPage:
    """A published lesson; its number is the next free one."""
    lesson = LessonPage(title=title, slug=slug, locale=module.locale, minutes=20, lead=f"About {title}.")
    lesson.body = LessonPage._meta.get_field("body").to_python(body or [text(f"Words of {title}.")])
    return publish(module, lesson)


def build_course(catalogue) -> CoursePage:
    """A course whose certificate asks for every lesson and every quiz: lessons 1.1, 1.2 with a quiz, 2.1."""
    course = CoursePage(
        title="Counting people",
        slug="counting",
        code="T101",
        level="foundation",
        hours=6,
        weeks=2,
        summary="How people who move are counted.",
        outcomes="say who is a migrant\nread an estimate",
        sources="UN 1998",
        certificate_share=100,
        locale=catalogue.locale,
    )
    course = publish(catalogue, course)
    first, second = (
        publish(course, ModulePage(title=title, slug=title.lower(), locale=course.locale))
        for title in ("Concepts", "Sources")
    )
    add_lesson(first, "Residence", "residence")
    add_lesson(first, "Stocks and flows", "stocks", [text("A stock has a date."), quiz()])
    add_lesson(second, "Census", "census")
    return course


@pytest.fixture(scope="module")
def school_with_a_course(django_db_setup, django_db_blocker):
    """The school and its course, made once for the tests of a module and rolled back after them."""
    from school.founding.pages import lay_out

    with django_db_blocker.unblock(), transaction.atomic():
        with override("en"):
            lay_out()
            build_course(CataloguePage.objects.get(locale__language_code="en"))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def catalogue(school_with_a_course, db) -> CataloguePage:
    """The English catalogue."""
    return CataloguePage.objects.get(locale__language_code="en")


@pytest.fixture
def course(catalogue) -> CoursePage:
    return CoursePage.objects.get(slug="counting", locale=catalogue.locale)


@pytest.fixture
def modules(course) -> list[ModulePage]:
    return list(ModulePage.objects.child_of(course).order_by("path"))


@pytest.fixture
def lessons(course) -> list[LessonPage]:
    """Three published lessons: 1.1, 1.2 with a quiz, 2.1."""
    return list(LessonPage.objects.descendant_of(course).order_by("path"))


@pytest.fixture
def draft(modules) -> LessonPage:
    """A lesson that nobody has published."""
    lesson = LessonPage(title="Unpublished thoughts", slug="thoughts", locale=modules[1].locale, live=False)
    modules[1].add_child(instance=lesson)
    lesson.save_revision()
    return lesson


@pytest.fixture
def enrolled(amina, course, lessons):
    """Amina's enrolment."""
    return actions.enrol(amina, course.translation_key, "en")


@pytest.fixture
def quiz_key(lessons):
    """The key of the quiz in lesson 1.2."""
    from uuid import UUID

    return UUID(lessons[1].body[1].id)
