"""The form of a person's name, language and time zone."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.names import family_name_field, given_names_field, time_zones


def zone_choices() -> list[tuple[str, str]]:
    """Zones by their names, readable: Africa/Porto-Novo stays, the underscore goes."""
    return [(zone, zone.replace("_", " ")) for zone in time_zones()]


class ProfileForm(forms.ModelForm):
    """What a person may change about the account at any time."""

    first_name = given_names_field()
    last_name = family_name_field()
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("After you sign in, and in the mails that we send you."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        help_text=_("Times of webinars and deadlines are shown in it."),
    )

    class Meta:
        model = User
        fields = ("first_name", "last_name", "language", "time_zone")
