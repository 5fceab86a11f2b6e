"""Visits, reading, completion, the certificate."""

import re
from uuid import uuid4

import pytest

from assessments import api as assessments
from courses import actions
from courses.models import CoursePage, Enrolment, LessonProgress
from courses.queries import outline_at, progress_in, remaining, standing_in
from tests.courses.conftest import add_lesson, address

pytestmark = pytest.mark.django_db


def post(client, name: str, lesson, language: str = "en"):
    return client.post(address(name, lesson.translation_key, language))


def test_a_visit_is_kept_once_and_is_where_to_go_on(client, amina, lessons, enrolled):
    client.force_login(amina)
    assert post(client, "visited", lessons[1]).status_code == 204
    first = LessonProgress.objects.get()
    assert post(client, "visited", lessons[1], "ar").status_code == 204
    assert LessonProgress.objects.get().visited_at == first.visited_at
    enrolled.refresh_from_db()
    assert enrolled.last_lesson_key == lessons[1].translation_key
    assert enrolled.language == "ar"
    page = client.get("/en/learning/")
    assert page.context["resume"].go_on.code == "1.2"


def test_reading_goes_on_to_the_next_lesson_in_the_readers_language(client, amina, lessons, enrolled):
    client.force_login(amina)
    assert post(client, "read", lessons[0])["Location"] == "/en/courses/counting/concepts/stocks/"
    assert post(client, "read", lessons[0], "ar")["Location"] == "/ar/courses/counting/concepts/stocks/"
    assert post(client, "read", lessons[2])["Location"] == "/en/courses/counting/"


def test_reading_twice_keeps_the_first_date(amina, lessons, enrolled):
    actions.mark_read(amina, lessons[0].translation_key, "en")
    first = LessonProgress.objects.get().read_at
    actions.mark_read(amina, lessons[0].translation_key, "fr")
    assert LessonProgress.objects.get().read_at == first


@pytest.mark.parametrize("name", ["visited", "read"])
def test_who_is_not_enrolled_keeps_nothing(client, chen, lessons, enrolled, name):
    assert post(client, name, lessons[0]).status_code in {302, 403}
    client.force_login(chen)
    assert post(client, name, lessons[0]).status_code == 403
    assert LessonProgress.objects.count() == 0


@pytest.mark.parametrize("name", ["visited", "read"])
def test_a_draft_cannot_be_visited_or_read(client, amina, enrolled, draft, name):
    client.force_login(amina)
    assert post(client, name, draft).status_code == 404
    assert client.post(address(name, uuid4())).status_code == 404
    assert LessonProgress.objects.count() == 0


@pytest.mark.parametrize("name", ["visited", "read", "leave"])
def test_opening_an_address_that_writes_does_not_write(client, amina, course, lessons, enrolled, name):
    client.force_login(amina)
    key = course.translation_key if name == "leave" else lessons[0].translation_key
    client.get(address(name, key))
    assert LessonProgress.objects.count() == 0
    assert Enrolment.objects.active().count() == 1


def test_what_is_missing_is_said_in_plain_words(amina, course, lessons, enrolled):
    outline = outline_at(course.path)
    things = remaining(outline, standing_in(outline, progress_in(amina, course.translation_key)))
    assert [(thing.text, [lesson.code for lesson in thing.lessons]) for thing in things] == [
        ("Read 3 lessons", ["1.1", "1.2", "2.1"]),
        ("Pass 1 quiz or exercise", ["1.2"]),
    ]


def answer_quiz(client, lesson, *, right: bool, capture) -> None:
    """Answer the quiz of a lesson as its form does."""
    html = client.get(lesson.url).content.decode()
    form = re.search(r'<form method="post" action="([^"]*/answers/[^"]*)".*?</form>', html, re.DOTALL)
    inputs = re.findall(r"<input[^>]*>", form[0])
    fields = [
        (re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag), "radio" in tag)
        for tag in inputs
    ]
    data = {name[1]: value[1] for name, value, is_choice in fields if name and value and not is_choice}
    choice = next(name[1] for name, _value, is_choice in fields if is_choice)
    data[choice] = "true" if right else "false"
    with capture(execute=True):
        assert client.post(form[1], data).status_code == 302


def read_all(user, lessons) -> None:
    for lesson in lessons:
        actions.mark_read(user, lesson.translation_key, "en")


def test_the_course_is_completed_when_all_is_read_and_passed(
    client, amina, course, lessons, enrolled, django_capture_on_commit_callbacks
):
    client.force_login(amina)
    read_all(amina, lessons)
    assert assessments.certificate_for(enrolled.scope) is None
    answer_quiz(client, lessons[1], right=False, capture=django_capture_on_commit_callbacks)
    assert assessments.certificate_for(enrolled.scope) is None

    answer_quiz(client, lessons[1], right=True, capture=django_capture_on_commit_callbacks)
    certificate = assessments.certificate_for(enrolled.scope)
    assert (certificate.title, certificate.course_code, int(certificate.hours)) == (
        "Counting people",
        "T101",
        6,
    )
    enrolled.refresh_from_db()
    assert enrolled.completed_under == "passed 100 %, 3 lessons"

    assert certificate.get_absolute_url() in client.get(course.url).content.decode()
    assert certificate.get_absolute_url() in client.get("/en/learning/").content.decode()


def test_the_last_lesson_read_completes_it_too(
    client, amina, lessons, enrolled, django_capture_on_commit_callbacks
):
    client.force_login(amina)
    answer_quiz(client, lessons[1], right=True, capture=django_capture_on_commit_callbacks)
    assert assessments.certificate_for(enrolled.scope) is None
    read_all(amina, lessons)
    assert assessments.certificate_for(enrolled.scope) is not None


def test_a_completion_is_never_taken_away(
    client, amina, course, modules, lessons, enrolled, django_capture_on_commit_callbacks
):
    client.force_login(amina)
    answer_quiz(client, lessons[1], right=True, capture=django_capture_on_commit_callbacks)
    read_all(amina, lessons)
    enrolled.refresh_from_db()
    completed = enrolled.completed_at

    add_lesson(modules[1], "A new lesson", "new")
    actions.complete_if_done(enrolled.scope)
    enrolled.refresh_from_db()
    assert enrolled.completed_at == completed
    assert assessments.certificate_for(enrolled.scope) is not None


def test_a_course_without_certificate_is_completed_without_one(amina, course, lessons, enrolled):
    page = CoursePage.objects.get(pk=course.pk)
    page.gives_certificate, page.certificate_requires = False, "nothing"
    page.save_revision().publish()
    read_all(amina, lessons)
    enrolled.refresh_from_db()
    assert enrolled.completed_at is not None
    assert assessments.certificate_for(enrolled.scope) is None


def test_nobody_completes_a_course_of_which_lessons_are_still_being_written(
    client, amina, course, lessons, enrolled
):
    page = CoursePage.objects.get(pk=course.pk)
    page.certificate_requires, page.more_to_come = "nothing", True
    page.save_revision().publish()
    read_all(amina, lessons)
    enrolled.refresh_from_db()
    assert enrolled.completed_at is None
    outline = outline_at(page.path)
    left = remaining(outline, standing_in(outline, progress_in(amina, outline.key)))
    assert [thing.text for thing in left] == ["Wait for the lessons that are still being written"]
    client.force_login(amina)
    text = client.get("/en/courses/counting/").content.decode()
    assert "3 lessons of this course are published so far." in text
    assert "Your certificate" not in text
    assert "lessons so far" in client.get("/en/courses/").content.decode()

    page.more_to_come = False
    page.save_revision().publish()
    actions.mark_read(amina, lessons[0].translation_key, "en")
    enrolled.refresh_from_db()
    assert enrolled.completed_at is not None
    assert assessments.certificate_for(enrolled.scope) is not None


def test_the_scope_belongs_to_its_trainee_while_enrolled(amina, chen, course, enrolled):
    from courses.api import owns_scope

    assert owns_scope(enrolled.scope, amina)
    assert not owns_scope(enrolled.scope, chen)
    assert not owns_scope(uuid4(), amina)
    actions.leave(amina, course.translation_key)
    assert not owns_scope(enrolled.scope, amina)
