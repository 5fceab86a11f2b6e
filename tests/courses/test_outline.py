"""The outline: what is published, in order, in every language."""

import pytest

from courses.api import places
from courses.models import LessonPage
from courses.queries import outline_at, outline_of
from tests.courses.conftest import add_lesson, publish

pytestmark = pytest.mark.django_db


def test_outline_holds_what_is_published_in_its_order(course, lessons, draft):
    outline = outline_at(course.path)
    assert [module.code for module in outline.modules] == ["1", "2"]
    assert [(lesson.code, lesson.title) for lesson in outline.lessons] == [
        ("1.1", "Residence"),
        ("1.2", "Stocks and flows"),
        ("2.1", "Census"),
    ]
    assert outline.minutes == 60
    assert outline.quizzes == 1
    assert [lesson.url for lesson in outline.lessons] == [lesson.url for lesson in lessons]


def test_an_activity_is_found_by_its_course_and_its_lesson(course, lessons, quiz_key):
    place = places("en")[quiz_key]
    (lesson,) = (one for one in outline_at(course.path).lessons if quiz_key in one.activity_keys)
    assert place == f"{course.code} · {lesson.code} {lesson.title}"


def test_outline_in_another_language_shows_aliases_with_the_same_keys(course, lessons):
    english, arabic = (outline_of(course.translation_key, code) for code in ("en", "ar"))
    assert [lesson.key for lesson in arabic.lessons] == [lesson.key for lesson in english.lessons]
    assert arabic.activity_keys == english.activity_keys
    assert [lesson.language for lesson in arabic.lessons] == ["en", "en", "en"]
    assert arabic.lessons[0].url == "/ar/courses/counting/concepts/residence/"
    assert arabic.lesson_languages == (("en", 3),)


def test_outline_follows_publishing_unpublishing_moving_and_deleting(course, modules, lessons):
    add_lesson(modules[0], "Mobility", "mobility")
    assert [lesson.code for lesson in outline_at(course.path).lessons] == ["1.1", "1.2", "1.3", "2.1"]

    lessons[0].unpublish()
    assert [lesson.code for lesson in outline_at(course.path).lessons] == ["1.2", "1.3", "2.1"]

    LessonPage.objects.get(pk=lessons[2].pk).move(modules[0], pos="first-child")
    assert outline_at(course.path).lessons[0].title == "Census"

    LessonPage.objects.get(pk=lessons[1].pk).delete()
    assert [lesson.title for lesson in outline_at(course.path).lessons] == ["Census", "Mobility"]


def test_lessons_of_an_unpublished_module_are_not_in_the_outline(course, modules, lessons):
    modules[1].unpublish()
    assert [lesson.code for lesson in outline_at(course.path).lessons] == ["1.1", "1.2"]


def test_an_unpublished_course_has_no_outline(course, lessons):
    course.unpublish()
    assert outline_at(course.path) is None
    assert outline_of(course.translation_key, "en") is None


def test_a_number_given_by_the_trainer_is_kept_and_counted_on(modules):
    lesson = LessonPage(title="Ten", slug="ten", code="1.10", locale=modules[0].locale)
    publish(modules[0], lesson)
    assert add_lesson(modules[0], "Next", "next").code == "1.11"


def test_neighbours_at_both_ends(course, lessons):
    outline = outline_at(course.path)
    first, second, third = outline.lessons
    assert outline.neighbours(first.key) == (None, second)
    assert outline.neighbours(second.key) == (first, third)
    assert outline.neighbours(third.key) == (second, None)


def test_a_source_is_in_the_language_of_its_page_unless_it_says_otherwise(course):
    course.sources = "Census handbook\nfr: Manuel\n10.7: an indicator\nar:التوصيات"
    assert course.source_list == [
        ("en", "Census handbook"),
        ("fr", "Manuel"),
        ("en", "10.7: an indicator"),
        ("ar", "التوصيات"),
    ]
