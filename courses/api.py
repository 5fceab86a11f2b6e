"""The door of this room: what the floor above and the examination office ask."""

from dataclasses import dataclass
from uuid import UUID

from courses.models import Enrolment
from courses.queries import CourseOutline, all_courses
from courses.rules import may_answer_in


@dataclass(frozen=True, slots=True)
class Facts:
    """What the school offers, counted."""

    courses: int
    lessons: int
    quizzes: int
    exercises: int
    hours: int


def owns_scope(scope: UUID, user) -> bool:
    """Whether this person may answer under this enrolment."""
    return may_answer_in(user, Enrolment.objects.filter(scope=scope).first())


def courses_in(language: str) -> tuple[CourseOutline, ...]:
    """Every published course of a language, in the order of the programme."""
    return all_courses(language)


def facts(language: str) -> Facts:
    """The programme in numbers; demonstration courses are left out."""
    courses = [course for course in all_courses(language) if not course.is_demonstration]
    return Facts(
        courses=len(courses),
        lessons=sum(len(course.lessons) for course in courses),
        quizzes=sum(course.count("quiz") for course in courses),
        exercises=sum(course.count("notebook") for course in courses),
        hours=sum(course.hours for course in courses if course.lessons),
    )
