"""Who may do what with a webinar: yes or no, from the facts given."""

from datetime import datetime, timedelta
from typing import Protocol

from accounts.models import Person

#: The door opens this long before the beginning, and closes this long after the end: people come early and talk on.
DOOR_OPENS = timedelta(minutes=15)
DOOR_CLOSES = timedelta(minutes=30)


class Webinar(Protocol):
    """What the rules ask of a webinar."""

    @property
    def starts_at(self) -> datetime: ...

    @property
    def ends_at(self) -> datetime: ...

    @property
    def is_cancelled(self) -> bool: ...

    @property
    def joining_address(self) -> str: ...


def is_upcoming(webinar: Webinar, now: datetime) -> bool:
    """Not yet over and not cancelled."""
    return webinar.ends_at > now and not webinar.is_cancelled


def may_sign_up(user: Person, webinar: Webinar, now: datetime) -> bool:
    """Anyone with an account, as long as the webinar is to come."""
    return user.is_authenticated and is_upcoming(webinar, now)


def is_door_open(webinar: Webinar, now: datetime) -> bool:
    """From a quarter of an hour before the beginning until half an hour after the end."""
    return not webinar.is_cancelled and webinar.starts_at - DOOR_OPENS <= now <= webinar.ends_at + DOOR_CLOSES


def may_enter(registration: object | None, webinar: Webinar, now: datetime) -> bool:
    """Only who signed up, only while the door is open, only where there is a room to enter."""
    return registration is not None and bool(webinar.joining_address) and is_door_open(webinar, now)
