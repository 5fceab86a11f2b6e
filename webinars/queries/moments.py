"""One instant as people in different places read it on their wall."""

import zoneinfo
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from babel import dates
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Person

#: The four cities beside every time: one for each hour of the continent's west, middle and east, and one of its islands.
CITIES = (
    ("Africa/Dakar", _("Dakar")),
    ("Africa/Kinshasa", _("Kinshasa")),
    ("Africa/Nairobi", _("Nairobi")),
    ("Indian/Mauritius", _("Port Louis")),
)
#: Offered to readers without an account; any other zone that the device names is taken too.
OFFERED = (
    "Atlantic/Cape_Verde",
    "Africa/Abidjan",
    "Africa/Accra",
    "Africa/Dakar",
    "Africa/Casablanca",
    "Africa/Algiers",
    "Africa/Tunis",
    "Africa/Lagos",
    "Africa/Luanda",
    "Africa/Kinshasa",
    "Africa/Ndjamena",
    "Africa/Tripoli",
    "Africa/Cairo",
    "Africa/Khartoum",
    "Africa/Johannesburg",
    "Africa/Maputo",
    "Africa/Addis_Ababa",
    "Africa/Dar_es_Salaam",
    "Africa/Kampala",
    "Africa/Nairobi",
    "Indian/Antananarivo",
    "Indian/Mauritius",
    "Europe/Lisbon",
    "Europe/Brussels",
    "Asia/Riyadh",
    "America/Sao_Paulo",
    "America/New_York",
)


@dataclass(frozen=True)
class Moment:
    """When it is, somewhere."""

    place: str
    day: str
    time: str
    offset: str
    is_other_day: bool = False


@cache
def _known_zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def _locale() -> str:
    language = (get_language() or "en").split("-", maxsplit=1)[0]
    return "en_GB" if language == "en" else language


def place_of(zone: str) -> str:
    """The city of a zone, in the reader's language."""
    for name, label in CITIES:
        if name == zone:
            return str(label)
    if zone == "UTC":
        return "UTC"
    try:
        return dates.get_timezone_location(zone, locale=_locale(), return_city=True)
    except LookupError:
        return zone


def offset_of(instant: datetime) -> str:
    """How far from UTC: UTC+3, UTC−1, UTC+5:30."""
    minutes = round(instant.utcoffset().total_seconds() / 60)  # type: ignore[union-attr]
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}"


def moment(instant: datetime, zone: str, beside: datetime | None = None) -> Moment:
    """An instant in a zone; ``is_other_day`` says that it falls on another day there than ``beside``."""
    there = instant.astimezone(zoneinfo.ZoneInfo(zone))
    return Moment(
        place=place_of(zone),
        day=dates.format_date(there, "full", locale=_locale()),
        time=f"{there:%H:%M}",
        offset=offset_of(there),
        is_other_day=beside is not None and there.date() != beside.date(),
    )


def cities(instant: datetime, zone: str) -> tuple[Moment, ...]:
    """The same instant in the four cities."""
    here = instant.astimezone(zoneinfo.ZoneInfo(zone))
    return tuple(moment(instant, name, beside=here) for name, _label in CITIES)


def reader_zone(asked: str, user: Person) -> str:
    """The zone a reader sees times in: the one asked for, else the one of the account, else UTC."""
    if asked in _known_zones():
        return asked
    if user.is_authenticated and user.time_zone in _known_zones():
        return user.time_zone
    return "UTC"


def zone_choices(chosen: str) -> list[tuple[str, str]]:
    """The zones offered, by the name of their city; the chosen one is always among them."""
    now = timezone.now()
    names = {*OFFERED, chosen} - {"UTC"}
    labelled = [
        (name, f"{place_of(name)} ({offset_of(now.astimezone(zoneinfo.ZoneInfo(name)))})") for name in names
    ]
    return [("UTC", "UTC"), *sorted(labelled, key=lambda pair: pair[1])]
