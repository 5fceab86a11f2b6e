"""What a trainer teaches, for the front page of the editors' side."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef
from wagtail.query import PageQuerySet

from accounts.models import User
from courses.models import CoursePage, CourseTeacher, LessonPage, ModulePage


@dataclass(frozen=True, slots=True)
class TaughtModule:
    """A module as its trainer sees it, published or not."""

    page: ModulePage
    lessons: int


@dataclass(frozen=True, slots=True)
class TaughtCourse:
    """A course that somebody teaches, with all its modules."""

    page: CoursePage
    modules: tuple[TaughtModule, ...]

    @property
    def anchor(self) -> str:
        return f"course-{self.page.pk}"


def taught_by(user: User) -> tuple[TaughtCourse, ...]:
    """The published courses that a person teaches, with modules that are still drafts.

    Translations hold copies of the names: the page in which the course was first written says who teaches.
    """
    return tuple(TaughtCourse(course, _modules(course)) for course in _pages_of(user).order_by("code"))


def taught_keys(user: User) -> tuple[UUID, ...]:
    """The published courses that a person teaches, by translation key. One query."""
    return tuple(_pages_of(user).order_by().values_list("translation_key", flat=True))


def _pages_of(user: User) -> PageQuerySet:
    pages = CoursePage.objects.live().filter(alias_of__isnull=True)
    older = pages.filter(translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk"))
    return pages.filter(~Exists(older), pk__in=CourseTeacher.objects.filter(user=user).values("page"))


def _modules(course: CoursePage) -> tuple[TaughtModule, ...]:
    modules = ModulePage.objects.child_of(course).order_by("path")
    paths = LessonPage.objects.descendant_of(course).values_list("path", flat=True)
    lessons = Counter(path[: -course.steplen] for path in paths)
    return tuple(TaughtModule(module, lessons[module.path]) for module in modules)
