"""The outline of a course: its modules, lessons and activities, kept until something is published."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from courses.blocks import ACTIVITY_BLOCKS
from courses.models import CoursePage, LessonPage, ModulePage
from courses.queries.shelf import PUBLISHED
from courses.rules import CertificateRule


@dataclass(frozen=True, slots=True)
class LessonPlace:
    """A lesson in its outline. ``languages`` holds code and address of each language it is written in."""

    key: UUID
    page_id: int
    code: str
    title: str
    url: str
    minutes: int
    language: str
    languages: tuple[tuple[str, str], ...]
    activities: tuple[tuple[UUID, str], ...]
    is_demonstration: bool = False

    @property
    def activity_keys(self) -> tuple[UUID, ...]:
        return tuple(key for key, _kind in self.activities)


@dataclass(frozen=True, slots=True)
class ModulePlace:
    """A module in its outline."""

    key: UUID
    page_id: int
    code: str
    title: str
    summary: str
    url: str
    language: str
    lessons: tuple[LessonPlace, ...]

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)


@dataclass(frozen=True, slots=True)
class CourseOutline:
    """A course as every reader of one language sees it."""

    key: UUID
    page_id: int
    code: str
    title: str
    url: str
    language: str
    level: str
    hours: int
    weeks: int
    plate: str
    summary: str
    outcomes: tuple[str, ...]
    audience: str
    prerequisites: str
    rule: CertificateRule
    languages: tuple[tuple[str, str], ...]
    modules: tuple[ModulePlace, ...]
    catalogue: tuple[str, str] = ("", "")
    is_demonstration: bool = False

    @property
    def lessons(self) -> tuple[LessonPlace, ...]:
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)

    @property
    def activity_keys(self) -> tuple[UUID, ...]:
        """Each activity once, in the order of the lessons."""
        return tuple(dict.fromkeys(key for lesson in self.lessons for key in lesson.activity_keys))

    @property
    def lesson_languages(self) -> tuple[tuple[str, int], ...]:
        """How many lessons are written in each language, the fullest first."""
        counts: dict[str, int] = defaultdict(int)
        for lesson in self.lessons:
            for code, _url in lesson.languages:
                counts[code] += 1
        return tuple(sorted(counts.items(), key=lambda item: -item[1]))

    @property
    def level_name(self) -> str:
        """The level in the reader's language."""
        return str(CoursePage.Level(self.level).label)

    @property
    def quizzes(self) -> int:
        return self.count("quiz")

    @property
    def exercises(self) -> int:
        return self.count("notebook")

    def count(self, kind: str) -> int:
        """How many activities of a kind there are."""
        return len(
            {key for lesson in self.lessons for key, its_kind in lesson.activities if its_kind == kind}
        )

    def lesson(self, key: UUID) -> LessonPlace | None:
        return next((lesson for lesson in self.lessons if lesson.key == key), None)

    def module_of(self, key: UUID) -> ModulePlace | None:
        """The module in which a lesson stands."""
        return next(
            (module for module in self.modules if any(lesson.key == key for lesson in module.lessons)), None
        )

    def neighbours(self, key: UUID) -> tuple[LessonPlace | None, LessonPlace | None]:
        """The lessons before and after a lesson."""
        lessons = self.lessons
        for place, lesson in enumerate(lessons):
            if lesson.key == key:
                before = lessons[place - 1] if place else None
                after = lessons[place + 1] if place + 1 < len(lessons) else None
                return before, after
        return None, None


def outline_at(path: str) -> CourseOutline | None:
    """The outline of the published course at this place in the page tree."""
    return PUBLISHED.kept(f"outline-{path}", partial(_outline, path))


def outline_of(course_key: UUID, language: str) -> CourseOutline | None:
    """The outline of a course in a language, if it is published there."""
    path = course_paths(language).get(course_key)
    return outline_at(path) if path else None


def course_paths(language: str) -> dict[UUID, str]:
    """Where the published courses of a language stand in the page tree, in the catalogue's order."""
    return PUBLISHED.kept(f"courses-{language}", partial(_course_paths, language))


def _course_paths(language: str) -> dict[UUID, str]:
    rows = CoursePage.objects.live().filter(locale__language_code=language).order_by("path")
    return dict(rows.values_list("translation_key", "path"))


def _outline(path: str) -> CourseOutline | None:
    course = CoursePage.objects.live().filter(path=path).select_related("locale", "alias_of__locale").first()
    if course is None:
        return None
    own = course.locale.language_code
    modules = list(_children(ModulePage, path).order_by("path"))
    lessons: dict[str, list[LessonPage]] = defaultdict(list)
    for lesson in _children(LessonPage, path).order_by("path"):
        lessons[lesson.path[: -lesson.steplen]].append(lesson)
    every = [course, *(lesson for group in lessons.values() for lesson in group)]
    written = _written_in({page.translation_key for page in every})
    address = Addresses()
    return CourseOutline(
        key=course.translation_key,
        page_id=course.pk,
        code=course.code,
        title=course.title,
        url=address(course.url_path, own),
        language=course.content_language,
        level=course.level,
        hours=course.hours,
        weeks=course.weeks,
        plate=course.plate,
        summary=course.summary,
        outcomes=tuple(course.outcome_list),
        audience=course.audience,
        prerequisites=course.prerequisites,
        rule=course.rule,
        languages=address.all(written[course.translation_key]),
        catalogue=_catalogue(course, address),
        is_demonstration=course.is_demonstration,
        modules=tuple(
            ModulePlace(
                key=module.translation_key,
                page_id=module.pk,
                code=module.code,
                title=module.title,
                summary=module.summary,
                url=address(module.url_path, own),
                language=module.content_language,
                lessons=tuple(_lesson(lesson, own, written, address) for lesson in lessons[module.path]),
            )
            for module in modules
        ),
    )


def _catalogue(course: CoursePage, address: "Addresses") -> tuple[str, str]:
    """Title and address of the catalogue above a course."""
    page = Page.objects.filter(path=course.path[: -course.steplen]).only("title", "url_path").first()
    return (page.title, address(page.url_path, course.locale.language_code)) if page else ("", "")


def _children(model: type[ModulePage] | type[LessonPage], path: str) -> PageQuerySet:
    return (
        model.objects.live()
        .filter(path__startswith=path)
        .select_related("locale", "alias_of__locale")
        .order_by("path")
    )


def _lesson(
    page: LessonPage, own: str, written: dict[UUID, list[tuple[str, str]]], address: "Addresses"
) -> LessonPlace:
    return LessonPlace(
        key=page.translation_key,
        page_id=page.pk,
        code=page.code,
        title=page.title,
        url=address(page.url_path, own),
        minutes=page.minutes,
        language=page.content_language,
        languages=address.all(written[page.translation_key]),
        activities=tuple(activities_in(page)),
        is_demonstration=page.is_demonstration,
    )


def activities_in(page: LessonPage) -> Iterator[tuple[UUID, str]]:
    """Key and kind of each activity in a lesson, read from the stored blocks without building them."""
    for block in page.body.raw_data:
        if block["type"] in ACTIVITY_BLOCKS:
            yield UUID(block["id"]), block["type"]


def _written_in(keys: Collection[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    """The languages in which pages are written (an alias is not), with their paths."""
    rows = Page.objects.live().filter(translation_key__in=keys, alias_of__isnull=True).order_by("locale_id")
    written: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for key, language, path in rows.values_list("translation_key", "locale__language_code", "url_path"):
        written[key].append((language, path))
    return written


class Addresses:
    """Addresses of many pages without a query for each."""

    def __init__(self) -> None:
        self.roots = {root.language_code: root.root_path for root in Site.get_site_root_paths()}

    def __call__(self, url_path: str, language: str) -> str:
        root = self.roots.get(language, "")
        return f"/{language}/{url_path.removeprefix(root)}"

    def all(self, written: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        return tuple((language, self(path, language)) for language, path in written)
