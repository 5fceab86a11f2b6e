"""What changes in this room."""

from webinars.actions.publishing import announce_schedule, forget_webinar, make_findable
from webinars.actions.recordings import discard, take_in
from webinars.actions.registrations import NotOpen, enter, forget_old_registrations, sign_up, withdraw

__all__ = [
    "NotOpen",
    "announce_schedule",
    "discard",
    "enter",
    "forget_old_registrations",
    "forget_webinar",
    "make_findable",
    "sign_up",
    "take_in",
    "withdraw",
]
