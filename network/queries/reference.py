"""The names that cards and filters show, in the reader's language: countries, regions, communities, terms.

The reference tables change rarely, so each process keeps them for a minute: no screen asks for them again and again. A minute,
because a membership begins and ends on a day, and because tables are loaded that tell nobody.
"""

import datetime
import secrets
from dataclasses import dataclass
from functools import partial

from babel import Locale
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from foundation.kept import Shelf
from foundation.models import Country, Rec, RecMembership, Term
from foundation.models.reference import LANGUAGE_CODES
from foundation.search import analyser
from network.models import WORKING_LANGUAGES, Role

NAMES = Shelf("names", seconds=60)
REGIONS = ("North", "West", "Central", "East", "South")


@dataclass(frozen=True)
class Place:
    """A country, as the network needs it."""

    iso3: str
    iso2: str
    name: str
    region: str
    recs: tuple[str, ...]
    is_fictional: bool


@dataclass(frozen=True)
class Names:
    """Every name in one language. Keys are those of the directory's sets: ``topic:remit``, ``rec:ECOWAS``."""

    places: dict[str, Place]
    labels: dict[str, str]
    #: Folded and stemmed word of a name in any language → keys whose names hold it.
    words: dict[str, frozenset[str]]
    #: Another one each time the names are read: what is made of them is kept under it.
    version: str

    def label(self, key: str) -> str:
        """The name of a key, or the bare value where it has none."""
        return self.labels.get(key) or key.partition(":")[2]


def region_label(region: str) -> str:
    """A region of the African Union, in the active language."""
    return {
        "North": _("Northern Africa"),
        "West": _("Western Africa"),
        "Central": _("Central Africa"),
        "East": _("Eastern Africa"),
        "South": _("Southern Africa"),
    }.get(region, region)


def community_label(rec: Rec, language: str) -> str:
    """The letters a community is known by in a language."""
    if language == "fr" and rec.acronym_fr:
        return rec.acronym_fr
    if language in {"pt", "es"} and rec.code in {"ECOWAS", "ECCAS", "AMU"}:
        return rec.acronym_fr
    return "CEN-SAD" if rec.code == "CENSAD" else rec.code


def language_label(code: str, language: str) -> str:
    """A language's name, in the reader's language, as it is written inside a sentence."""
    return Locale.parse(language).languages.get(code) or code


def current_members(today: datetime.date | None = None) -> QuerySet[RecMembership]:
    """Memberships that hold today: communities lose and win members."""
    today = today or timezone.localdate()
    return RecMembership.objects.exclude(valid_to__lte=today).exclude(valid_from__gt=today)


def names(language: str) -> Names:
    """The names in a language."""
    return NAMES.kept(language, partial(_read, language))


def _read(language: str) -> Names:
    recs_of: dict[int, list[str]] = {}
    for country_id, code in current_members().values_list("country_id", "rec__code"):
        recs_of.setdefault(country_id, []).append(code)
    countries = sorted(Country.objects.all(), key=lambda country: analyser.fold(country.name_in(language)))
    places = {
        country.iso3: Place(
            country.iso3,
            country.iso2,
            country.name_in(language),
            country.au_region,
            tuple(sorted(recs_of.get(country.pk, ()))),
            country.is_fictional,
        )
        for country in countries
    }
    labels: dict[str, str] = {f"country:{place.iso3}": place.name for place in places.values()}
    texts: dict[str, set[str]] = {
        f"country:{country.iso3}": {country.name_in(code) for code in LANGUAGE_CODES} for country in countries
    }
    for rec in Rec.objects.all():
        labels[f"rec:{rec.code}"] = community_label(rec, language)
        texts[f"rec:{rec.code}"] = {rec.code, rec.acronym_fr, *(rec.name_in(code) for code in LANGUAGE_CODES)}
    for term in Term.objects.filter(kind__in=("topic", "source", "gcm", "stage", "m49")):
        # Countries keep the M49 region by its English name.
        code = term.name_en if term.kind == "m49" else term.code
        labels[f"{term.kind}:{code}"] = term.name_in(language)
        if term.kind in {"topic", "source"}:
            texts[f"{term.kind}:{term.code}"] = {term.name_in(code) for code in LANGUAGE_CODES}
    _add_fixed(labels, texts, language)
    return Names(places, labels, _index(texts), secrets.token_hex(8))


def _add_fixed(labels: dict[str, str], texts: dict[str, set[str]], language: str) -> None:
    for code in WORKING_LANGUAGES:
        labels[f"spoken:{code}"] = language_label(code, language)
        labels[f"language:{code}"] = capfirst(labels[f"spoken:{code}"])
        texts[f"language:{code}"] = {language_label(code, reader) for reader in LANGUAGE_CODES}
    for reader in LANGUAGE_CODES:
        with override(reader):
            fixed = {f"region:{region}": region_label(region) for region in REGIONS}
            fixed |= {f"role:{role.value}": str(role.label) for role in Role}
            fixed |= {"can:answer": _("Answers questions"), "can:host": _("Hosts visits")}
        for key, label in fixed.items():
            texts.setdefault(key, set()).add(label)
            if reader == language:
                labels[key] = label


def _index(texts: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for key, names_of_key in texts.items():
        for text in names_of_key:
            for word in analyser.words(text):
                for form in {analyser.fold(word), *(analyser.stem(word, code) for code in LANGUAGE_CODES)}:
                    found.setdefault(form, set()).add(key)
    return {form: frozenset(keys) for form, keys in found.items()}
