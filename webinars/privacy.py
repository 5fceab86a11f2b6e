"""What this room holds of a person."""

from django.utils.translation import gettext_lazy as _

from foundation.privacy import PersonalData, register
from webinars.models import Registration, WebinarPage


def _registrations(user):
    rows = list(Registration.objects.of(user))
    titles = dict(
        WebinarPage.objects.filter(translation_key__in=[row.webinar_key for row in rows])
        .order_by("-alias_of")
        .values_list("translation_key", "title")
    )
    for row in rows:
        yield {
            "webinar": titles.get(row.webinar_key, str(row.webinar_key)),
            "signed_up": row.created_at.isoformat(),
            "entered_the_room": row.joined_at.isoformat() if row.joined_at else None,
        }


def _erase(user) -> int:
    return Registration.objects.of(user).delete()[0]


register(
    PersonalData(
        model="webinars.Registration",
        holds=_("The webinars you signed up for, and when you first entered the room."),
        why=_("To send you the invitation and every change of time, and to let you in."),
        seen_by=_("You, and the editors of the programme."),
        keeps=_(
            "Until you take the registration back, at most a year after the webinar; deleted with the account."
        ),
        export=_registrations,
        erase=_erase,
    )
)
