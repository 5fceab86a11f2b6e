"""Calendar files (RFC 5545, iTIP of RFC 5546). The joining address is never in them: the door is.

Times are written in UTC, which every calendar turns into its own zone; no zone rules can go stale in them.
"""

from collections.abc import Iterable
from datetime import UTC, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from webinars.models import Schedule, WebinarPage

PRODUCT = "-//School of Migration Statistics//Webinars//EN"
#: How often a subscribed calendar may ask again.
REFRESH = timedelta(hours=12)


def calendar_of(pages: Iterable[WebinarPage], *, name: str) -> bytes:
    """The programme as a file, or as a calendar to subscribe to."""
    calendar = _calendar("PUBLISH")
    calendar.add("X-WR-CALNAME", name)
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT12H")
    pages = list(pages)
    schedules = {
        each.webinar_key: each
        for each in Schedule.objects.filter(webinar_key__in=[page.translation_key for page in pages])
    }
    for page in pages:
        calendar.add_component(_event(page, schedules.get(page.translation_key)))
    return calendar.to_ical()


def invitation(page: WebinarPage, email: str) -> tuple[str, bytes]:
    """The method and the file of an invitation for one person; a cancelled webinar takes it back."""
    schedule = Schedule.objects.filter(webinar_key=page.translation_key).first()
    method = "CANCEL" if page.is_cancelled else "REQUEST"
    calendar = _calendar(method)
    event = _event(page, schedule)
    organizer = vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL}")
    organizer.params["CN"] = vText(str(settings.SCHOOL_NAME))
    attendee = vCalAddress(f"mailto:{email}")
    attendee.params.update(
        {"ROLE": vText("REQ-PARTICIPANT"), "PARTSTAT": vText("ACCEPTED"), "RSVP": vText("FALSE")}
    )
    event.add("ORGANIZER", organizer)
    event.add("ATTENDEE", attendee)
    if method == "REQUEST":
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", page.title)
        alarm.add("TRIGGER", timedelta(minutes=-15))
        event.add_component(alarm)
    calendar.add_component(event)
    return method, calendar.to_ical()


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", method)
    return calendar


def _event(page: WebinarPage, schedule: Schedule | None) -> Event:
    event = Event()
    address = f"{settings.SITE_ORIGIN}{page.get_url()}"
    event.add("UID", f"{page.key}@{settings.SITE_HOST}")
    event.add("SEQUENCE", schedule.sequence if schedule else 0)
    event.add("DTSTAMP", timezone.now())
    event.add("DTSTART", page.starts_at.astimezone(UTC))
    event.add("DTEND", page.ends_at.astimezone(UTC))
    event.add("SUMMARY", page.title)
    way_in = _("The way into the room and the materials:")
    event.add("DESCRIPTION", f"{page.summary}\n\n{way_in} {address}")
    event.add("URL", address)
    event.add("STATUS", "CANCELLED" if page.is_cancelled else "CONFIRMED")
    event.add("TRANSP", "OPAQUE")
    return event
