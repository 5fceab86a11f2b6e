"""The figure of the home page: who was born where and lives where, in five countries of West Africa."""

import uuid
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from foundation import tabular
from foundation.facts.files import TABLES, rows
from foundation.models import Country
from school.models import HomePage

SOURCE = "UN DESA, International Migrant Stock"
BLOCK = str(uuid.uuid5(uuid.NAMESPACE_URL, "home-threads"))


def load(content: Path, locales: dict) -> None:
    """Put the threads beside the heading of each home page that has no figure."""
    origins = list(rows(TABLES / "west_africa_bilateral_2020.csv"))
    for page in HomePage.objects.filter(locale__in=locales.values()):
        if not page.body:
            with override(page.locale.language_code):
                page.body = [{"type": "chart", "value": _figure(origins), "id": BLOCK}]
            page.save_revision().publish()


def remove() -> None:
    """Take the figure away again."""
    for page in HomePage.objects.all():
        page.body = []
        page.save_revision().publish()


def _figure(origins: list[dict]) -> dict:
    codes = [row["from"] for row in origins]
    names = {country.iso3: country.name for country in Country.objects.filter(iso3__in=codes)}
    cells = [
        [names[row["from"]], *(None if code == row["from"] else row[code] for code in codes)]
        for row in origins
    ]
    return {
        "title": _("Born in one country, living in another: five countries of West Africa, 2020"),
        "units": _("persons"),
        "kind": "threads",
        "cells": tabular.write([_("Born in"), *(names[code] for code in codes)], cells),
        "alt": _(
            "Most threads run between Burkina Faso and Côte d’Ivoire, in both directions; Burkina Faso to Côte d’Ivoire is 1,715,826 people."
        ),
        "source": SOURCE,
        "edition": _("2024 edition"),
        "licence": "CC BY 3.0 IGO",
        "note": _("An empty cell is the country itself; pairs with fewer than 20,000 people are not drawn."),
    }
