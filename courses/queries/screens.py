"""What each screen shows, put together."""

import re
from dataclasses import dataclass
from uuid import UUID

from accounts.models import User
from courses.models import CoursePage, CourseTeacher, LessonPage
from courses.queries.body import Body, body_of
from courses.queries.catalogue import all_courses
from courses.queries.outline import (
    CourseOutline,
    LessonPlace,
    ModulePlace,
    course_paths,
    outline_at,
)
from courses.queries.progress import (
    MarkedOutline,
    Progress,
    marked,
    progress_everywhere,
    progress_in,
    standing_in,
    standings,
)
from courses.queries.remaining import Remaining, remaining, rule_in_words
from courses.queries.shelf import PUBLISHED
from courses.rules import Standing


@dataclass(frozen=True, slots=True)
class Teacher:
    """A person who teaches a course, as its page names them."""

    name: str
    is_demonstration: bool
    about: str


@dataclass(frozen=True, slots=True)
class CourseScreen:
    """A course, for one reader."""

    outline: CourseOutline
    #: The language of the tree that the page stands in.
    language: str
    progress: Progress | None
    standing: Standing | None
    teachers: tuple[Teacher, ...]
    go_on: LessonPlace | None
    marked: MarkedOutline

    @property
    def stands(self) -> str:
        """Where the reader stands: with the same marks, everything but names and dates is the same."""
        if self.standing is None:
            return "reads"
        still_open = set(self.standing.open_activities)
        activities = "".join("-" if key in still_open else "x" for key in self.outline.activity_keys)
        return f"{self.marked.pattern}-{activities}"

    @property
    def remaining(self) -> tuple[Remaining, ...]:
        """What to do for the certificate."""
        return remaining(self.outline, self.standing) if self.standing else ()

    @property
    def rule(self) -> str:
        """What the certificate asks for."""
        return rule_in_words(self.outline)

    @property
    def prerequisites(self) -> tuple["Part", ...]:
        """What to know before."""
        return linked(self.outline.prerequisites, self.language)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence; the code of another course leads to it."""

    text: str
    url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class LessonScreen:
    """A lesson, for one reader."""

    outline: CourseOutline | None
    place: LessonPlace | None
    module: ModulePlace | None
    previous: LessonPlace | None
    next: LessonPlace | None
    body: Body
    progress: Progress | None
    marked: MarkedOutline | None

    @property
    def is_read(self) -> bool:
        return bool(self.progress and self.place and self.place.key in self.progress.read)


@dataclass(frozen=True, slots=True)
class Learning:
    """One course on the page of a learner."""

    outline: CourseOutline
    progress: Progress
    standing: Standing
    remaining: tuple[Remaining, ...]
    go_on: LessonPlace | None
    marked: MarkedOutline


def course_screen(page: CoursePage, user: User | None) -> CourseScreen | None:
    """The screen of a course; nothing while the course is not published."""
    outline = outline_at(page.path)
    if outline is None:
        return None
    progress = progress_in(user, outline.key) if user is not None else None
    return CourseScreen(
        outline=outline,
        language=page.locale.language_code,
        progress=progress,
        standing=standing_in(outline, progress) if progress else None,
        teachers=teachers_of(page),
        go_on=continue_at(outline, progress),
        marked=marked(outline, progress),
    )


def linked(text: str, language: str) -> tuple[Part, ...]:
    """A sentence in which the codes of published courses lead to them."""
    if not text:
        return ()
    courses = {course.code: course for course in all_courses(language)}
    parts = re.split(r"(\w+)", text)
    return tuple(
        Part(part, courses[part].url, courses[part].title) if part in courses else Part(part)
        for part in parts
    )


def teachers_of(page: CoursePage) -> tuple[Teacher, ...]:
    """The people who teach a course, the same in every language; those whose account is open."""
    return PUBLISHED.kept(f"teachers-{page.translation_key}", lambda: _teachers(page.translation_key))


def _teachers(course_key: UUID) -> tuple[Teacher, ...]:
    named = CourseTeacher.objects.of_course(course_key).filter(user__is_active=True).select_related("user")
    return tuple(Teacher(row.user.name, row.user.is_demonstration, row.about) for row in named)


def lesson_screen(page: LessonPage, user: User | None, *, is_preview: bool) -> LessonScreen:
    """The screen of a lesson."""
    outline = outline_at(page.course_path)
    place = outline.lesson(page.translation_key) if outline else None
    previous, following = outline.neighbours(page.translation_key) if outline else (None, None)
    progress = progress_in(user, outline.key) if outline and user is not None else None
    return LessonScreen(
        outline=outline,
        place=place,
        module=outline.module_of(page.translation_key) if outline else None,
        previous=previous,
        next=following,
        body=body_of(page, is_preview=is_preview),
        progress=progress,
        marked=marked(outline, progress, page.translation_key) if outline else None,
    )


def learning_screen(user: User, language: str) -> tuple[Learning, ...]:
    """The courses a person is enrolled in, the last visited first."""
    paths = course_paths(language)
    pairs: list[tuple[CourseOutline, Progress]] = []
    for progress in progress_everywhere(user):
        outline = outline_at(paths[progress.course_key]) if progress.course_key in paths else None
        if outline is not None:
            pairs.append((outline, progress))
    return tuple(
        Learning(
            outline,
            progress,
            standing,
            remaining(outline, standing),
            continue_at(outline, progress),
            marked(outline, progress),
        )
        for (outline, progress), standing in zip(pairs, standings(pairs), strict=True)
    )


def continue_at(outline: CourseOutline, progress: Progress | None) -> LessonPlace | None:
    """Where to go on: the lesson visited last while it is not read, else the first unread one after it."""
    lessons = outline.lessons
    if progress is None or not lessons:
        return lessons[0] if lessons else None
    keys: list[UUID] = [lesson.key for lesson in lessons]
    start = keys.index(progress.last_lesson_key) if progress.last_lesson_key in keys else 0
    for lesson in (*lessons[start:], *lessons[:start]):
        if lesson.key not in progress.read:
            return lesson
    return None
