"""The facts put into the database from their plain files: taxonomy, countries, communities, figures, glossary."""

import datetime
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale

from foundation.facts.files import GLOSSARY, TABLES, named_in_five, read_yaml, rows
from foundation.models import Country, CountryFigure, GlossaryTerm, Rec, RecMembership, Term
from foundation.models.reference import LANGUAGE_CODES

IMS = "UN DESA, International Migrant Stock"
WPP = "UN DESA, World Population Prospects, through the World Bank’s World Development Indicators"
STOCKS = (IMS, "2024 edition", "CC BY 3.0 IGO")
#: Column of the table of indicators (without its year) → indicator, then source, edition and licence.
FIGURES = {
    "ims_total": ("migrant-stock", *STOCKS),
    "ims_female": ("migrant-stock-female", *STOCKS),
    "emigrants": ("emigrants", *STOCKS),
    "population": ("population", WPP, "2024 edition", "CC BY 4.0"),
    "net_migration": ("net-migration", WPP, "2024 edition", "CC BY 4.0"),
    "remittances_received_usd": (
        "remittances-received",
        "World Bank, World Development Indicators",
        "copy of 2024",
        "CC BY 4.0",
    ),
    "gdp_usd": ("gdp", "World Bank, World Development Indicators", "copy of 2024", "CC BY 4.0"),
    "idp_conflict": (
        "idp-conflict",
        "IDMC, Global Internal Displacement Database",
        "2025 edition",
        "CC BY 3.0 IGO",
    ),
    "idp_disaster": (
        "idp-disaster",
        "IDMC, Global Internal Displacement Database",
        "2025 edition",
        "CC BY 3.0 IGO",
    ),
    "refugees_hosted": (
        "refugees-hosted",
        "UNHCR, Refugee Population Statistics",
        "end of 2023",
        "CC BY 4.0",
    ),
    "refugees_from": ("refugees-from", "UNHCR, Refugee Population Statistics", "end of 2023", "CC BY 4.0"),
    "asylum_seekers_hosted": (
        "asylum-seekers-hosted",
        "UNHCR, Refugee Population Statistics",
        "end of 2023",
        "CC BY 4.0",
    ),
}
WITH_TYPE = {"migrant-stock", "migrant-stock-female"}


@transaction.atomic
def load() -> None:
    """Load every table; rows that are there already are brought up to date."""
    _terms()
    countries = _countries()
    _memberships(countries, _communities())
    _figures(countries)
    _glossary()


def are_missing() -> bool:
    """Whether this school has none of the facts yet."""
    return not Country.objects.filter(is_fictional=False).exists()


def _terms() -> None:
    entries: list[tuple[str, str, dict, str]] = []
    for row in rows(TABLES / "taxonomy.csv"):
        entries.append((row["kind"], row["code"], named_in_five(row, ""), row["translator_note"]))
    for row in rows(TABLES / "gcm_objectives.csv"):
        entries.append(("gcm", row["objective"], named_in_five(row, "short_title_"), ""))
    for row in rows(TABLES / "data_cycle.csv"):
        entries.append(("stage", row["code"], named_in_five(row, "label_"), ""))
    for row in rows(TABLES / "m49_regions.csv"):
        entries.append(("m49", row["m49"], named_in_five(row), row["level"]))
    for number, (kind, code, names, note) in enumerate(entries):
        Term.objects.update_or_create(
            kind=kind, code=code, defaults={**names, "note": note, "sort_order": number}
        )


def _countries() -> dict[str, Country]:
    found = {}
    for row in rows(TABLES / "au_member_states.csv"):
        found[row["iso3"]], _made = Country.objects.update_or_create(
            iso3=row["iso3"],
            defaults={
                **named_in_five(row),
                **{name: row[name] for name in ("iso2", "m49", "au_region", "m49_subregion", "note")},
                "m49_intermediate": row["m49_intermediate"],
                **{name: row[name] == "True" for name in ("ldc", "lldc", "sids")},
                "official_languages": row["official_languages"],
                "default_language": row["platform_default_language"],
                "office_name": row["nso_name"],
                "office_acronym": row["nso_acronym"],
                "office_verification": row["nso_verification"],
            },
        )
    return found


def _communities() -> dict[str, Rec]:
    return {
        row["code"]: Rec.objects.update_or_create(
            code=row["code"], defaults={**named_in_five(row), "acronym_fr": row["acronym_fr"]}
        )[0]
        for row in rows(TABLES / "recs.csv")
    }


def _memberships(countries: dict[str, Country], recs: dict[str, Rec]) -> None:
    for row in rows(TABLES / "rec_membership.csv"):
        status, note = row["status"], row["note"]
        if status.startswith("withdrawal announced "):
            status, _space, note = status.rpartition(" ")
        RecMembership.objects.update_or_create(
            rec=recs[row["rec"]],
            country=countries[row["iso3"]],
            status=status,
            defaults={"valid_from": _day(row["valid_from"]), "valid_to": _day(row["valid_to"]), "note": note},
        )


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _figures(countries: dict[str, Country]) -> None:
    """All figures in one go; the table is small and every row is written anew."""
    figures = []
    for row in rows(TABLES / "africa_migration_indicators.csv"):
        for column, text in row.items():
            name, _line, year = column.rpartition("_")
            if text and name in FIGURES:
                indicator, source, edition, licence = FIGURES[name]
                kind = row["ims_type"] if indicator in WITH_TYPE else ""
                figures.append(
                    _figure(countries[row["iso3"]], indicator, year, text, source, edition, licence, kind)
                )
    for row in rows(TABLES / "africa_ims_2020_edition.csv"):
        for column, text in row.items():
            sex, _line, year = column.removeprefix("ims2020ed_").rpartition("_")
            if text and sex in {"total", "female"}:
                indicator = "migrant-stock" if sex == "total" else "migrant-stock-female"
                kind = row["type_of_data"].replace(" ", "")
                figures.append(
                    _figure(
                        countries[row["iso3"]],
                        indicator,
                        year,
                        text,
                        IMS,
                        "2020 edition",
                        "CC BY 3.0 IGO",
                        kind,
                    )
                )
    CountryFigure.objects.bulk_create(
        figures,
        update_conflicts=True,
        unique_fields=["country", "indicator", "year", "edition"],
        update_fields=["value", "source", "type_code", "licence"],
        batch_size=500,
    )


def _figure(country, indicator, year, text, source, edition, licence, kind) -> CountryFigure:
    return CountryFigure(
        country=country,
        indicator=indicator,
        year=int(year),
        value=Decimal(text),
        source=source,
        edition=edition,
        licence=licence,
        type_code=kind,
    )


def _glossary() -> None:
    locales = {
        code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES
    }
    for entry in read_yaml(GLOSSARY):
        english = _term(entry, "en", locales["en"], None)
        for code in LANGUAGE_CODES:
            if code != "en" and code in locales:
                _term(entry, code, locales[code], english)


def _term(entry: dict, code: str, locale: Locale, source: GlossaryTerm | None) -> GlossaryTerm:
    text = entry["texts"][code]
    term = GlossaryTerm.objects.filter(slug=entry["slug"], locale=locale).first() or GlossaryTerm(
        slug=entry["slug"], locale=locale
    )
    if source is not None:
        term.translation_key = source.translation_key
    term.term, term.definition = text["term"], text["definition"]
    term.source, term.is_reviewed = entry["source"], text["reviewed"]
    term.save()
    return term
