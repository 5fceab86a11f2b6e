"""What follows publishing: the steps, their order, and what each way of changing a page brings about."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from courses.models import CataloguePage, CoursePage, LessonPage, ModulePage
from courses.queries import PUBLISHED
from foundation import search
from foundation.models import Country
from network.models import Office, PracticeIndexPage, PracticePage
from school.actions.publishing import after_publishing
from school.models import StandardPage
from school.queries.shelf import ANONYMOUS
from tests.courses.conftest import build_course, publish
from webinars.models import WebinarIndexPage, WebinarPage

WRITTEN = re.compile(r'^(?:INSERT (?:OR IGNORE )?INTO|UPDATE) "(\w+)"')


@pytest.fixture
def course(site_tree) -> CoursePage:
    return build_course(CataloguePage.objects.get(locale__language_code="en"))


@pytest.fixture
def plain(site_tree) -> StandardPage:
    page = StandardPage(
        title="Unmistakable", slug="plain", lead="x", text="<p>x</p>", locale=site_tree["en"].locale
    )
    return publish(site_tree["en"], page)


@pytest.fixture
def webinar(site_tree) -> WebinarPage:
    index = WebinarIndexPage.objects.get(locale__language_code="en")
    begins = timezone.now() + timedelta(days=5)
    page = WebinarPage(
        title="Net migration", slug="net", summary="x", body="x", language="en", starts_at=begins
    )
    page.locale = index.locale
    return publish(index, page)


@pytest.fixture
def practice(site_tree) -> PracticePage:
    country = Country.objects.create(iso3="GHA", iso2="GH", name_en="Ghana", au_region="West")
    page = PracticePage(
        title="Linking registers", slug="linking", context="x", what_was_done="x", result="x", lessons="x"
    )
    page.office = Office.objects.create(name="Example NSO", country=country)
    page.locale = site_tree["en"].locale
    return publish(PracticeIndexPage.objects.get(locale=page.locale), page)


def written(page: Page, *tables: str) -> list[str]:
    """Those of the tables that are written after a page was published, in the order in which they are."""
    with CaptureQueriesContext(connection) as caught:
        after_publishing(page)
    found = (WRITTEN.match(query["sql"]) for query in caught.captured_queries)
    return list(dict.fromkeys(match[1] for match in found if match and match[1] in tables))


def aliases_of(page: Page):
    return Page.objects.filter(alias_of=page.pk)


def without_aliases(page: Page) -> None:
    """As a page stands that is published for the first time."""
    for alias in aliases_of(page):
        alias.specific.delete()


def found(words: str) -> list[tuple[str, str]]:
    return [(hit.language, hit.url) for hit in search.find(words).hits]


def test_the_steps_are_taken_in_their_order(course, webinar):
    lesson = LessonPage.objects.get(slug="stocks", alias_of=None)
    without_aliases(lesson)
    lesson.body[1].value["title"] = "Check yourself again"
    lesson.save()
    steps = ["assessments_activityversion", "courses_lessonpage", "foundation_searchentry"]
    assert written(lesson, *steps) == steps

    without_aliases(course)
    steps = ["courses_coursepage", "wagtailcore_grouppagepermission", "foundation_searchentry"]
    assert written(CoursePage.objects.get(pk=course.pk), *steps) == steps

    webinar.starts_at += timedelta(hours=1)
    webinar.save()
    steps = ["webinars_schedule", "foundation_searchentry"]
    assert written(webinar, *steps) == steps


def test_the_module_is_published_before_the_lesson_gets_its_languages(course):
    """An alias is made only where its parent has one."""
    draft = ModulePage(title="Later", slug="later", locale=course.locale, live=False)
    course.add_child(instance=draft)
    lesson = publish(draft, LessonPage(title="Last", slug="last", locale=course.locale))
    assert ModulePage.objects.get(pk=draft.pk).live
    assert aliases_of(draft).filter(live=True).count() == 4
    assert aliases_of(lesson).filter(live=True).count() == 4


def test_what_is_kept_is_forgotten_last_of_all(course):
    """An alias is made without being announced: who asked for its language meanwhile keeps an outline without it."""
    lesson = LessonPage.objects.get(slug="stocks", alias_of=None)
    without_aliases(lesson)
    seen = []

    def look_at_what_is_kept(execute, sql, *rest):
        if sql.startswith('INSERT INTO "courses_lessonpage"'):
            seen.append(PUBLISHED.version)
        return execute(sql, *rest)

    with connection.execute_wrapper(look_at_what_is_kept):
        after_publishing(lesson)
    assert len(seen) == 4
    assert PUBLISHED.version not in seen


def _publish(page):
    page.save_revision().publish()


def _move(page):
    page.move(page.get_parent(), pos="first-child")


def _restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@pytest.mark.parametrize(
    "change",
    [_publish, Page.unpublish, _move, Page.delete, _restrict],
    ids=lambda change: change.__name__.strip("_"),
)
def test_whatever_happens_to_a_page_what_is_kept_is_forgotten(course, plain, change):
    before = PUBLISHED.version, ANONYMOUS.version
    change(StandardPage.objects.get(pk=plain.pk))
    assert PUBLISHED.version == before[0]
    assert ANONYMOUS.version != before[1]

    change(CoursePage.objects.get(pk=course.pk))
    assert PUBLISHED.version != before[0]


def test_what_is_scheduled_is_found_when_it_is_published_and_not_before(site_tree):
    page = StandardPage(title="Unmistakable", slug="plain", lead="x", text="<p>x</p>", live=False)
    page.locale = site_tree["en"].locale
    site_tree["en"].add_child(instance=page)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    assert found("unmistakable") == []

    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    before = ANONYMOUS.version
    call_command("publish_scheduled")
    assert found("unmistakable") == [("en", "/en/plain/")]
    assert ANONYMOUS.version != before


def test_a_practice_taken_down_in_one_language_is_found_in_the_others(practice, site_tree):
    locale = site_tree["fr"].locale
    french = practice.get_translation_or_none(locale) or practice.copy_for_translation(locale)
    french = french.specific
    french.alias_of = None
    french.title = "Relier les registres"
    french.save_revision().publish()
    assert [language for language, _url in found("relier")] == ["fr"]

    PracticePage.objects.get(pk=french.pk).unpublish()
    assert found("relier") == []
    assert [language for language, _url in found("linking")] == ["en"]

    practice.delete()
    assert found("linking") == []


def test_a_page_that_is_moved_is_found_at_its_new_address(plain, site_tree):
    other = StandardPage(title="Above", slug="above", lead="x", text="x", locale=plain.locale)
    above = publish(site_tree["en"], other)
    plain.move(above, pos="last-child")
    assert found("unmistakable") == [("en", "/en/above/plain/")]


def test_a_webinar_for_the_few_is_not_found_by_all(webinar):
    assert [language for language, _url in found("net migration")] == ["en"]
    restriction = PageViewRestriction.objects.create(
        page=webinar.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )
    assert found("net migration") == []
    restriction.delete()
    assert [language for language, _url in found("net migration")] == ["en"]
