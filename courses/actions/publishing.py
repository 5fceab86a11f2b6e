"""What follows when a page of a course is published or taken down: activities, search, the other languages."""

from uuid import UUID

from wagtail.models import Locale, Page

from assessments import api as assessments
from courses.models import CoursePage, LessonPage, ModulePage
from courses.queries.findable import course_entries, lesson_entries
from foundation import search


def publish_activities(lesson: LessonPage) -> None:
    """Give the examination office the quizzes and exercises of a lesson; unchanged ones keep their version."""
    specs = assessments.specs_from_body(lesson.body)
    if specs:
        assessments.publish_activities(language=lesson.locale.language_code, activities=specs)


def publish_module(lesson: LessonPage) -> None:
    """A published lesson is reached through its module: one that nobody has published yet is published with it."""
    module = ModulePage.objects.filter(path=lesson.path[: -lesson.steplen]).first()
    if lesson.live and module is not None and not module.live:
        (module.get_latest_revision() or module.save_revision()).publish()


def refresh_search(page: CoursePage | ModulePage | LessonPage) -> None:
    """Make a course or lesson findable in each language in which it is written, and no other.

    The course is found by the titles of its modules and lessons too.
    """
    if not isinstance(page, ModulePage):
        _write_entries(type(page), page.translation_key)
    if not isinstance(page, CoursePage):
        above = 1 if isinstance(page, ModulePage) else 2
        course = CoursePage.objects.filter(path=page.path[: -above * page.steplen]).first()
        if course is not None:
            _write_entries(CoursePage, course.translation_key)


def refresh_search_below(page: Page) -> None:
    """Write the search entries of everything at this place of the tree and below it anew: their addresses changed."""
    for model in (CoursePage, LessonPage):
        for found in model.objects.filter(path__startswith=page.path, alias_of__isnull=True):
            refresh_search(found)


def complete_languages(page: Page) -> int:
    """Make the page readable in every language: where it is not translated, an alias stands in. Returns how many."""
    made = 0
    if _is_translation(page):
        return made
    present = set(page.get_translations(inclusive=True).values_list("locale_id", flat=True))
    parent = page.get_parent()
    for locale in Locale.objects.exclude(pk__in=present):
        if parent.get_translation_or_none(locale) is not None:
            page.copy_for_translation(locale, copy_parents=False, alias=True)
            made += 1
    return made


def _is_translation(page: Page) -> bool:
    """Whether the page was translated from an older one; the older one stands in for the missing languages."""
    return page.get_translations().filter(alias_of__isnull=True, pk__lt=page.pk).exists()


def _write_entries(model, key: UUID) -> None:
    """Write the search entries of a course or lesson anew; where nothing is published, none are left."""
    kind, entries = (
        ("lesson", lesson_entries) if issubclass(model, LessonPage) else ("course", course_entries)
    )
    search.replace(kind, str(key), entries(key))
