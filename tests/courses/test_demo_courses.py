"""The demonstration's courses: loaded twice they are the same, removed they are gone."""

import pytest
from wagtail.models import Locale, Page

from courses.models import CoursePage, LessonPage, ModulePage
from courses.queries import outline_of
from demonstration import CONTENT, courses, exercises
from foundation import search
from school.founding.facts import load_facts

pytestmark = pytest.mark.django_db


def loaded() -> dict[str, Locale]:
    """Load what the courses stand on, and the courses."""
    load_facts()
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    exercises.load(CONTENT, locales)
    courses.load(CONTENT, locales)
    return locales


def versions() -> list[tuple]:
    rows = Page.objects.filter(path__startswith=Page.objects.get(depth=1).path)
    return list(rows.order_by("path").values_list("path", "latest_revision_id", "last_published_at"))


def test_the_courses_load_twice_as_once_and_leave_nothing_behind(site_tree):
    before = Page.objects.count()
    locales = loaded()
    assert CoursePage.objects.count() == 6 * 5
    assert LessonPage.objects.count() == 21 * 5
    written = LessonPage.objects.filter(alias_of__isnull=True).values_list("locale__language_code", flat=True)
    assert {code: list(written).count(code) for code in locales} == {
        "en": 21,
        "fr": 3,
        "ar": 3,
        "pt": 0,
        "es": 0,
    }

    outlines = {code: outline_of(courses.key("MS101", "course"), code) for code in locales}
    for code, outline in outlines.items():
        assert outline.activity_keys == outlines["en"].activity_keys, code
        assert [lesson.key for lesson in outline.lessons] == [lesson.key for lesson in outlines["en"].lessons]
    assert (outlines["en"].quizzes, outlines["en"].exercises) == (12, 6)
    assert not outlines["en"].rule.more_to_come
    begun = {code: outline_of(courses.key(code, "course"), "fr") for code in ("MS201", "MS301", "MS320")}
    assert {code: outline.exercises for code, outline in begun.items()} == {
        "MS201": 1,
        "MS301": 7,
        "MS320": 1,
    }
    assert all(o.rule.more_to_come and not o.rule.gives_certificate for o in begun.values())
    first_lesson = LessonPage.objects.filter(translation_key=courses.key("MS101", "lesson", "1.1"))
    arabic = first_lesson.get(locale__language_code="ar")
    english = first_lesson.get(locale__language_code="en")
    assert [child.id for child in arabic.body] == [child.id for child in english.body]
    assert arabic.awaits_reviewer and not english.awaits_reviewer
    assert not Page.objects.filter(slug__startswith="demo-", pk__in=LessonPage.objects.values("pk")).exists()

    first = versions()
    courses.load(CONTENT, locales)
    assert versions() == first

    courses.remove()
    assert Page.objects.count() == before
    assert ModulePage.objects.count() == 0
    assert search.find("residence", kinds=["lesson", "course"]).hits == ()
