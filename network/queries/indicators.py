"""The figures that country pages show: what each is called, its unit, and where it comes from."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.language.sentences import comma


@dataclass(frozen=True)
class Indicator:
    """One indicator of the reference tables."""

    code: str
    label: Promise | str
    unit: Promise | str
    #: The table it stands in.
    group: str


PERSONS = _("persons")
DOLLARS = _("US dollars")

INDICATORS = {
    indicator.code: indicator
    for indicator in (
        Indicator("migrant-stock", _("International migrant stock"), PERSONS, "stock"),
        Indicator("migrant-stock-female", _("of whom women"), PERSONS, "stock"),
        Indicator("emigrants", _("Emigrants living abroad"), PERSONS, "stock"),
        Indicator("population", _("Population"), PERSONS, "stock"),
        Indicator("net-migration", _("Net migration in the year"), PERSONS, "other"),
        Indicator("refugees-hosted", _("Refugees hosted"), PERSONS, "other"),
        Indicator("asylum-seekers-hosted", _("Asylum-seekers hosted"), PERSONS, "other"),
        Indicator("refugees-from", _("Refugees from the country"), PERSONS, "other"),
        Indicator("idp-conflict", _("Internally displaced by conflict and violence"), PERSONS, "other"),
        Indicator("idp-disaster", _("Internally displaced by disasters"), PERSONS, "other"),
        Indicator("remittances-received", _("Remittances received"), DOLLARS, "other"),
    )
}

#: What the letters of a type say, in the order of the letters.
TYPES = {
    "B": _("by country of birth"),
    "C": _("by citizenship"),
    "R": _("refugees added"),
    "I": _("imputed"),
}


#: How the reference tables name the state of a source, and the same in the reader's language.
EDITIONS = (
    (re.compile(r"^(\d{4}) edition$"), _("%(year)s edition")),
    (re.compile(r"^end of (\d{4})$"), _("end of %(year)s")),
    (re.compile(r"^copy of (\d{4})$"), _("copy of %(year)s")),
)


def edition_text(edition: str) -> str:
    """The edition of a source in the reader's language; as it was written where it is named in another way."""
    for pattern, text in EDITIONS:
        if named := pattern.match(edition):
            return str(text) % {"year": named[1]}
    return edition


def type_text(code: str) -> str:
    """The letters of a type in words."""
    return comma().join(str(TYPES[letter]) for letter in code if letter in TYPES)
