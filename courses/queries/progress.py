"""Where a person stands: enrolment and lessons in one query, results of quizzes and exercises in another."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from accounts.models import User
from assessments import api as assessments
from courses.models import Enrolment
from courses.models.enrolment import EnrolmentQuerySet
from courses.queries.outline import CourseOutline, LessonPlace, ModulePlace
from courses.rules import NOTHING, Standing, standing, tried_and_passed


@dataclass(frozen=True, slots=True)
class Progress:
    """What one person did in one course."""

    enrolment_id: int
    course_key: UUID
    scope: UUID
    language: str
    enrolled_at: datetime
    completed_at: datetime | None
    last_lesson_key: UUID | None
    visited: frozenset[UUID] = field(default_factory=frozenset)
    read: frozenset[UUID] = field(default_factory=frozenset)

    def state(self, lesson: LessonPlace) -> str:
        """``done`` when read, ``now`` when begun, else nothing: the name of the cell."""
        if lesson.key in self.read:
            return "done"
        return "now" if lesson.key in self.visited else ""

    def count_read(self, outline: CourseOutline) -> int:
        """How many of the lessons that exist today were read."""
        return sum(lesson.key in self.read for lesson in outline.lessons)


def progress_in(user: User, course_key: UUID) -> Progress | None:
    """The progress of a person in a course; nothing for who is not enrolled. One query."""
    return next(iter(_progress(Enrolment.objects.of(user).filter(course_key=course_key))), None)


def progress_everywhere(user: User) -> list[Progress]:
    """The progress of a person in every course, last visited first. One query."""
    rows = list(_progress(Enrolment.objects.of(user)))
    return rows


def _progress(enrolments: EnrolmentQuerySet) -> Iterable[Progress]:
    rows = (
        enrolments.active()
        .order_by("-last_visited_at", "-enrolled_at", "pk")
        .values_list(
            "pk",
            "course_key",
            "scope",
            "language",
            "enrolled_at",
            "completed_at",
            "last_lesson_key",
            "lessons__lesson_key",
            "lessons__read_at",
        )
    )
    gathered: dict[int, tuple[tuple, set, set]] = {}
    for row in rows:
        _columns, visited, read = gathered.setdefault(row[0], (row[:7], set(), set()))
        if row[7] is not None:
            visited.add(row[7])
            if row[8] is not None:
                read.add(row[7])
    return [
        Progress(*columns, visited=frozenset(visited), read=frozenset(read))  # type: ignore[misc]
        for columns, visited, read in gathered.values()
    ]


@dataclass(frozen=True, slots=True)
class MarkedLesson:
    """A lesson with the reader's mark: ``state`` is the name of its cell."""

    lesson: LessonPlace
    state: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class MarkedModule:
    """A module with the reader's marks."""

    module: ModulePlace
    lessons: tuple[MarkedLesson, ...]

    @property
    def count_read(self) -> int:
        return sum(marked.state == "done" for marked in self.lessons)


@dataclass(frozen=True, slots=True)
class MarkedOutline:
    """A course's outline as one reader sees it: what is read, what is begun, where they are."""

    modules: tuple[MarkedModule, ...]
    count_read: int
    total: int

    @property
    def pattern(self) -> str:
        """The marks as letters, one for each lesson: readers with the same pattern see the same outline."""
        return "".join(item.state[:1] or "-" for entry in self.modules for item in entry.lessons)


def marked(outline: CourseOutline, progress: Progress | None, current: UUID | None = None) -> MarkedOutline:
    """The outline with the reader's marks, and the lesson that is open."""
    modules = tuple(
        MarkedModule(
            module,
            tuple(
                MarkedLesson(lesson, _cell(lesson, progress, current), lesson.key == current)
                for lesson in module.lessons
            ),
        )
        for module in outline.modules
    )
    return MarkedOutline(
        modules, sum(module.count_read for module in modules), sum(len(module.lessons) for module in modules)
    )


def _cell(lesson: LessonPlace, progress: Progress | None, current: UUID | None) -> str:
    state = progress.state(lesson) if progress else ""
    return state or ("now" if lesson.key == current else "")


def standing_in(outline: CourseOutline, progress: Progress) -> Standing:
    """Where a person stands against the rule of the certificate."""
    return standings([(outline, progress)])[0]


def standings(pairs: list[tuple[CourseOutline, Progress]]) -> list[Standing]:
    """Where a person stands in several courses. One query for all results."""
    asked = [(outline, progress) for outline, progress in pairs if outline.rule.requires != NOTHING]
    keys = {key for outline, _progress in asked for key in outline.activity_keys}
    results = {}
    if keys:
        results = assessments.results(
            scopes=[progress.scope for _outline, progress in asked], keys=list(keys)
        )
    made = []
    for outline, progress in pairs:
        own = {pair: result for pair, result in results.items() if pair[0] == progress.scope}
        tried, passed = tried_and_passed(own)
        made.append(
            standing(
                outline.rule,
                [lesson.key for lesson in outline.lessons],
                progress.read,
                outline.activity_keys,
                tried,
                passed,
            )
        )
    return made
