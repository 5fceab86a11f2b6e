"""What the site search finds of courses: each course and lesson once in every language it is written in."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import TypeVar
from uuid import UUID

from courses.blocks import ACTIVITY_BLOCKS
from courses.models import CoursePage, LessonPage, ModulePage
from courses.queries.outline import Addresses
from foundation.search import Entry

TAG = re.compile(r"<[^>]+>")

Written = TypeVar("Written", CoursePage, LessonPage)


def course_entries(key: UUID | None = None) -> Iterator[Entry]:
    """The entries of one course, or of all: its text with the titles of its modules and lessons."""
    address = Addresses()
    for page in _written(CoursePage, key):
        parts = [page.summary, page.outcomes, page.audience]
        for model in (ModulePage, LessonPage):
            own = model.objects.live().filter(path__startswith=page.path, alias_of__isnull=True)
            parts.extend(own.order_by("path").values_list("title", flat=True))
        yield _entry("course", page, page.code, "\n".join(parts), address)


def lesson_entries(key: UUID | None = None) -> Iterator[Entry]:
    """The entries of one lesson, or of all."""
    address = Addresses()
    codes = dict(CoursePage.objects.live().values_list("path", "code"))
    for page in _written(LessonPage, key):
        if page.course_path not in codes:
            continue
        text = "\n".join([page.lead, page.goals, plain_text(page)])
        yield _entry("lesson", page, f"{codes[page.course_path]} · {page.code}", text, address)


def plain_text(page: LessonPage) -> str:
    """The words of a lesson's body. Quizzes and exercises are left out: they hold their answers."""
    words = [
        part
        for child in page.body
        if child.block_type not in ACTIVITY_BLOCKS
        for part in child.block.get_searchable_content(child.value)
    ]
    return "\n".join(unescape(TAG.sub(" ", str(part))) for part in words)


def _written(model: type[Written], key: UUID | None) -> Iterable[Written]:
    pages = model.objects.live().filter(alias_of__isnull=True).select_related("locale")
    return pages.filter(translation_key=key) if key else pages


def _entry(kind: str, page: CoursePage | LessonPage, detail: str, text: str, address: Addresses) -> Entry:
    language = page.locale.language_code
    return Entry(
        kind=kind,
        key=str(page.translation_key),
        language=language,
        title=page.title,
        text=text,
        detail=detail,
        url=address(page.url_path, language),
        is_demonstration=page.is_demonstration,
    )
