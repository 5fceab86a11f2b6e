"""What people who signed up are told by mail: each in their own language and time zone, with the calendar's invitation.

The tasks are written in the transaction that causes them and run outside it.
"""

import zoneinfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from foundation.jobs import job
from webinars import calendars, queries
from webinars.models import Registration


@job(attempts=4, delays=(60, 600, 3600))
def send_confirmation(registration_id: int) -> None:
    """The invitation, after signing up."""
    _tell(registration_id, "signed_up", lambda title: _("You are signed up: %(title)s") % {"title": title})


@job(attempts=4, delays=(60, 600, 3600))
def send_change(registration_id: int) -> None:
    """A new time, or that it will not take place."""
    _tell(registration_id, "changed", lambda title: _("Changed: %(title)s") % {"title": title})


def _tell(registration_id: int, template: str, subject) -> None:
    registration = Registration.objects.select_related("user").filter(pk=registration_id).first()
    if registration is None or registration.user.is_demonstration or not registration.user.is_active:
        return  # Withdrawn in the meantime, or nobody reads this mail.
    user = registration.user
    zone = queries.reader_zone("", user)
    with translation.override(user.language), timezone.override(zoneinfo.ZoneInfo(zone)):
        page = queries.webinar_for_reader(registration.webinar_key)
        if page is None:
            return
        context = {
            "page": page,
            "user": user,
            "when": queries.moment(page.starts_at, zone),
            "until": queries.moment(page.ends_at, zone).time,
            "cities": queries.cities(page.starts_at, zone),
            "address": f"{settings.SITE_ORIGIN}{page.get_url()}",
            "door": f"{settings.SITE_ORIGIN}{reverse('webinars:door', args=[registration.webinar_key])}",
        }
        method, calendar = calendars.invitation(page, user.email)
        message = EmailMessage(
            subject=" ".join(subject(page.title).split()),
            body=render_to_string(f"email/webinars/{template}.txt", context),
            to=[user.email],
            headers={"Auto-Submitted": "auto-generated"},
        )
        message.attach("invite.ics", calendar.decode(), f"text/calendar; method={method}")
        message.send()
