"""Two tabs, one click each at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from courses import actions
from courses.models import CataloguePage, Enrolment, LessonPage, LessonProgress
from tests.courses.conftest import build_course

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="SQLite in memory has one connection; PostgreSQL is asked"
    ),
]


def at_once(action) -> list:
    """Do something in two threads at the same time."""

    def click(_tab):
        try:
            return action()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as tabs:
        return list(tabs.map(click, range(2)))


def test_enrolling_and_reading_in_two_tabs_is_once(site_tree, amina):
    course = build_course(CataloguePage.objects.get(locale__language_code="en"))
    key = course.translation_key
    assert len({enrolment.pk for enrolment in at_once(lambda: actions.enrol(amina, key, "en"))}) == 1
    assert Enrolment.objects.count() == 1

    lesson = LessonPage.objects.descendant_of(course).first().translation_key
    at_once(lambda: actions.mark_read(amina, lesson, "en"))
    assert LessonProgress.objects.filter(read_at__isnull=False).count() == 1
