"""What people and receivers do in this room: each a verb that refuses by a named error."""

from courses.actions.enrolment import enrol, leave
from courses.actions.errors import EnrolmentClosed, NoSuchLesson, NotEnrolled
from courses.actions.progress import complete_if_done, mark_read, record_visit
from courses.actions.publishing import (
    appoint,
    complete_languages,
    dismiss,
    forget_kept,
    make_findable,
    publish_activities,
    publish_module,
)

__all__ = [
    "EnrolmentClosed",
    "NoSuchLesson",
    "NotEnrolled",
    "appoint",
    "complete_if_done",
    "complete_languages",
    "dismiss",
    "enrol",
    "forget_kept",
    "leave",
    "make_findable",
    "mark_read",
    "publish_activities",
    "publish_module",
    "record_visit",
]
