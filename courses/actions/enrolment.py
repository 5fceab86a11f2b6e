"""Enrolling in a course and leaving it."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from courses.actions.errors import EnrolmentClosed
from courses.models import Enrolment
from courses.queries import outline_of
from courses.rules import may_enrol


def enrol(user: User, course_key: UUID, language: str) -> Enrolment:
    """Enrol a person; twice is once. Who left and comes back finds everything as it was."""
    outline = outline_of(course_key, language)
    if outline is None or not may_enrol(user, bool(outline.lessons)):
        raise EnrolmentClosed
    with transaction.atomic():
        # Two clicks at once: the constraint lets one of them create the row, the other reads it.
        enrolment, made = Enrolment.objects.get_or_create(
            user=user, course_key=course_key, defaults={"language": language}
        )
        if not made and enrolment.left_at is not None:
            enrolment.left_at = None
            enrolment.save(update_fields=["left_at"])
    return enrolment


def leave(user: User, course_key: UUID) -> None:
    """Leave a course. Nothing that was read, answered or completed is lost; who is not enrolled has left already."""
    Enrolment.objects.of(user).active().filter(course_key=course_key).update(left_at=timezone.now())
