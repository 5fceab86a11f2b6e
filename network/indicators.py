"""The figures that country pages show: what each is called, its unit, and where it comes from."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


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


def type_text(code: str) -> str:
    """The letters of a type in words."""
    return ", ".join(str(TYPES[letter]) for letter in code if letter in TYPES)
