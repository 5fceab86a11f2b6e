"""What follows when a page of a course is published or taken down: activities, search, the other languages.

Each step takes any page and leaves those of other rooms alone; ``school.actions.publishing`` says in which order they are
called.
"""

from uuid import UUID

from wagtail.models import Locale, Page

from assessments import api as assessments
from courses.actions.teachers import appoint_teachers, dismiss_teachers
from courses.models import CataloguePage, CoursePage, LessonPage, ModulePage
from courses.queries.findable import course_entries, lesson_entries
from courses.queries.shelf import PUBLISHED
from foundation import search

OURS = (CataloguePage, CoursePage, ModulePage, LessonPage)


def forget_kept(page: Page) -> None:
    """Outlines, bodies, panels and the rendered parts of lessons are made anew: one page stands in many of them."""
    if issubclass(page.specific_class or type(page), OURS):
        PUBLISHED.clear()


def publish_activities(page: Page) -> None:
    """Give the examination office the quizzes and exercises of a lesson; unchanged ones keep their version."""
    if not isinstance(page, LessonPage):
        return
    specs = assessments.specs_from_body(page.body)
    if specs:
        assessments.publish_activities(language=page.locale.language_code, activities=specs)


def publish_module(page: Page) -> None:
    """A published lesson is reached through its module: one that nobody has published yet is published with it."""
    if not isinstance(page, LessonPage) or not page.live:
        return
    module = ModulePage.objects.filter(path=page.path[: -page.steplen]).first()
    if module is not None and not module.live:
        (module.get_latest_revision() or module.save_revision()).publish()


def make_findable(page: Page) -> None:
    """Make a course or lesson findable in each language in which it is written, and no other.

    The course is found by the titles of its modules and lessons too.
    """
    if not isinstance(page, (CoursePage, ModulePage, LessonPage)):
        return
    if not isinstance(page, ModulePage):
        _write_entries(type(page), page.translation_key)
    if not isinstance(page, CoursePage):
        above = 1 if isinstance(page, ModulePage) else 2
        course = CoursePage.objects.filter(path=page.path[: -above * page.steplen]).first()
        if course is not None:
            _write_entries(CoursePage, course.translation_key)


def complete_languages(page: Page) -> int:
    """Make the page readable in every language: where it is not translated, an alias stands in. Returns how many."""
    made = 0
    if not isinstance(page, OURS) or _is_translation(page):
        return made
    present = set(page.get_translations(inclusive=True).values_list("locale_id", flat=True))
    parent = page.get_parent()
    for locale in Locale.objects.exclude(pk__in=present):
        if parent.get_translation_or_none(locale) is not None:
            page.copy_for_translation(locale, copy_parents=False, alias=True)
            made += 1
    return made


def appoint(page: Page) -> None:
    """Give the people named on a course's page the right to write in it, and take it from all others."""
    if isinstance(page, CoursePage):
        appoint_teachers(page)


def dismiss(page: Page) -> None:
    """With the last of a course's pages goes the group of its trainers."""
    if (
        isinstance(page, CoursePage)
        and not CoursePage.objects.filter(translation_key=page.translation_key).exists()
    ):
        dismiss_teachers(page)


def _is_translation(page: Page) -> bool:
    """Whether the page was translated from an older one; the older one stands in for the missing languages."""
    return page.get_translations().filter(alias_of__isnull=True, pk__lt=page.pk).exists()


def _write_entries(model: type[Page], key: UUID) -> None:
    """Write the search entries of a course or lesson anew; where nothing is published, none are left."""
    kind, entries = (
        ("lesson", lesson_entries) if issubclass(model, LessonPage) else ("course", course_entries)
    )
    search.replace(kind, str(key), entries(key))
