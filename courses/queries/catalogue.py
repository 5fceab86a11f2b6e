"""The catalogue: the courses of the school, narrowed by what a reader looks for."""

from collections.abc import Iterable
from dataclasses import dataclass

from courses.models import CoursePage
from courses.queries.outline import CourseOutline, course_paths, outline_at
from foundation import search

#: The longest course that still counts as short, in hours.
SHORT = 12
ORDERS = ("programme", "shortest")


@dataclass(frozen=True, slots=True)
class Choice:
    """One box to tick, with the number of courses behind it."""

    value: str
    label: str
    count: int
    is_on: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader asked for."""

    query: str = ""
    levels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    lengths: tuple[str, ...] = ()
    order: str = ORDERS[0]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query or self.levels or self.languages or self.lengths)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The courses found, the boxes, and all courses side by side."""

    courses: tuple[CourseOutline, ...]
    every: tuple[CourseOutline, ...]
    levels: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    lengths: tuple[Choice, ...]


def all_courses(language: str) -> tuple[CourseOutline, ...]:
    """Every published course of a language, in the order of the programme."""
    found = (outline_at(path) for path in course_paths(language).values())
    return tuple(outline for outline in found if outline is not None)


def catalogue_screen(asked: Asked, language: str, names: dict[str, str]) -> Catalogue:
    """The catalogue for what was asked; ``names`` gives the words of the boxes."""
    every = all_courses(language)
    courses = [course for course in every if _fits(course, asked)]
    if asked.query:
        found = search.find(asked.query, kinds=["course"], limit=100)
        keys = {hit.key for hit in found.hits}
        courses = [course for course in courses if str(course.key) in keys]
    if asked.order == "shortest":
        courses.sort(key=lambda course: course.hours)

    def choice(value: str, is_on: bool, fits: Iterable[bool]) -> Choice:
        return Choice(value, names.get(value, value), sum(fits), is_on)

    levels = [level.value for level in CoursePage.Level]
    codes = sorted({code for course in every for code, _count in course.lesson_languages})
    return Catalogue(
        courses=tuple(courses),
        every=every,
        levels=tuple(
            choice(value, value in asked.levels, (course.level == value for course in every))
            for value in levels
        ),
        languages=tuple(
            choice(code, code in asked.languages, (_speaks(course, code) for course in every))
            for code in codes
        ),
        lengths=tuple(
            choice(value, value in asked.lengths, (_length(course) == value for course in every))
            for value in ("short", "long")
        ),
    )


def _fits(course: CourseOutline, asked: Asked) -> bool:
    return (
        (not asked.levels or course.level in asked.levels)
        and (not asked.languages or any(_speaks(course, code) for code in asked.languages))
        and (not asked.lengths or _length(course) in asked.lengths)
    )


def _speaks(course: CourseOutline, code: str) -> bool:
    return any(code == spoken for spoken, _count in course.lesson_languages)


def _length(course: CourseOutline) -> str:
    return "short" if course.hours <= SHORT else "long"
