"""What changes in this room."""

from webinars.actions.publishing import announce, forget, make_findable
from webinars.actions.recordings import discard, take_in
from webinars.actions.registrations import NotOpen, enter, forget_old_registrations, sign_up, withdraw

__all__ = [
    "NotOpen",
    "announce",
    "discard",
    "enter",
    "forget",
    "forget_old_registrations",
    "make_findable",
    "sign_up",
    "take_in",
    "withdraw",
]
