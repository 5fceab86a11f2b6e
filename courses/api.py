"""The door of this room: what the floor above and the examination office ask."""

from uuid import UUID

from django.conf import settings

from assessments.api import Taught
from courses.actions import (
    appoint,
    complete_languages,
    dismiss,
    forget_kept,
    make_findable,
    publish_activities,
    publish_module,
)
from courses.models import Enrolment
from courses.queries import all_courses, taught_keys
from courses.rules import may_answer_in

__all__ = [
    "appoint",
    "complete_languages",
    "dismiss",
    "forget_kept",
    "make_findable",
    "owns_scope",
    "places",
    "publish_activities",
    "publish_module",
    "taught",
]


def owns_scope(scope: UUID, user) -> bool:
    """Whether this person may answer under this enrolment."""
    return may_answer_in(user, Enrolment.objects.filter(scope=scope).first())


def taught(user) -> Taught | None:
    """What the published courses that a person teaches ask, and under which enrolments it is answered. One query."""
    keys = taught_keys(user)
    if not keys:
        return None

    def asks(activity: UUID) -> bool:
        outlines = (course for code, _name in settings.LANGUAGES for course in all_courses(code))
        return any(activity in course.activity_keys for course in outlines if course.key in keys)

    return Taught(scopes=Enrolment.objects.filter(course_key__in=keys).values("scope"), asks=asks)


def places(language: str) -> dict[UUID, str]:
    """Where each activity stands: the codes of its course and its lesson, and the lesson's title."""
    return {
        key: f"{course.code} · {lesson.code} {lesson.title}"
        for course in reversed(all_courses(language))
        for lesson in reversed(course.lessons)
        for key in lesson.activity_keys
    }
