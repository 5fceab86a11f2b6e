"""The name, the language and the time zone of a person: what sign-up asks or takes from the request, and the profile changes."""

import unicodedata
import zoneinfo
from functools import cache

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

NAME_LENGTH = 150
#: Letters and symbols to Unicode, and blank to the eye.
BLANK = "\u115f\u1160\u3164\uffa0\u2800"


def check_visible(name: str) -> None:
    """Refuse a name of nothing but marks that the eye does not see: nobody could be greeted by it, or found."""
    # Letters, digits, punctuation and symbols; neither spaces nor controls, and no accent without its letter.
    if not any(unicodedata.category(sign)[0] in "LNPS" and sign not in BLANK for sign in name):
        raise ValidationError(_("Write at least one letter: what stands here cannot be seen."))


def display_name(user) -> str:
    """How a person is greeted."""
    return user.name


@cache
def time_zones() -> tuple[str, ...]:
    """The zones to choose from: places that people live in, not the abbreviations and the old names."""
    regions = (
        "Africa/",
        "America/",
        "Antarctica/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    )
    return ("UTC", *sorted(zone for zone in zoneinfo.available_timezones() if zone.startswith(regions)))


def spoken_language() -> str:
    """The language of the address that was asked, if it is one of ours."""
    code = (get_language() or "").split("-")[0]
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def given_names_field(**options) -> forms.CharField:
    """A field for the given names, written in any script."""
    return forms.CharField(
        label=_("Given names"),
        max_length=NAME_LENGTH,
        validators=[check_visible],
        widget=forms.TextInput(attrs={"autocomplete": "given-name", "dir": "auto"}),
        **options,
    )


def family_name_field(**options) -> forms.CharField:
    """A field for the family name; not everybody has one."""
    return forms.CharField(
        label=_("Family name"),
        max_length=NAME_LENGTH,
        validators=[check_visible],
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name", "dir": "auto"}),
        **options,
    )


class NameForm(forms.Form):
    """What sign-up asks beside the address and the password; the zone is filled in by a script where there is one."""

    first_name = given_names_field()
    last_name = family_name_field()
    time_zone = forms.CharField(
        required=False, max_length=64, widget=forms.HiddenInput(attrs={"data-time-zone": ""})
    )

    def clean_time_zone(self) -> str:
        """An unknown zone is no reason to refuse anybody."""
        zone = self.cleaned_data["time_zone"]
        return zone if zone in time_zones() else "UTC"

    def signup(self, request, user) -> None:
        """Keep the language and the zone of the request with the new account."""
        user.language = spoken_language()
        user.time_zone = self.cleaned_data["time_zone"]
        user.save(update_fields=["language", "time_zone"])
