"""What people and receivers do in this room: each a verb that refuses by a named error."""

from courses.actions.enrolment import enrol, leave
from courses.actions.errors import EnrolmentClosed, NoSuchLesson, NotEnrolled
from courses.actions.progress import complete_if_done, mark_read, record_visit
from courses.actions.publishing import (
    complete_languages,
    publish_activities,
    publish_module,
    refresh_search,
    refresh_search_below,
)
from courses.actions.teachers import appoint_teachers, dismiss_teachers

__all__ = [
    "EnrolmentClosed",
    "NoSuchLesson",
    "NotEnrolled",
    "appoint_teachers",
    "complete_if_done",
    "complete_languages",
    "dismiss_teachers",
    "enrol",
    "leave",
    "mark_read",
    "publish_activities",
    "publish_module",
    "record_visit",
    "refresh_search",
    "refresh_search_below",
]
