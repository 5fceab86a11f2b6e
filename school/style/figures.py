"""The figures of the style page: real ones, from the tables of facts that come with the school."""

from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from foundation import tabular
from foundation.blocks.data import ChartBlock, TableBlock
from foundation.charts import tilemap
from foundation.facts.files import TABLES, rows
from foundation.language.numbers import format_number

STOCK = {"source": "UN DESA, International Migrant Stock", "licence": "CC BY 3.0 IGO"}
POPULATION = "UN DESA, World Population Prospects 2024 (World Bank, World Development Indicators)"
YEARS = ("1990", "2000", "2010", "2020", "2024")
#: Migrants per hundred inhabitants at which the next shade of the map begins.
LIMITS = (1.0, 2.0, 4.0, 8.0)


@lru_cache(maxsize=8)
def figures(language: str) -> dict[str, SafeString]:
    """Every kind of table and chart, drawn once for each language."""
    with override(language):
        states, names = _states(language)
        return {
            "table": _render(TableBlock(), _table(states, names), language, 1),
            "folded": _render(TableBlock(), _folded(states, names), language, 2),
            "bar": _render(ChartBlock(), _bar(states, names), language, 1),
            "negative": _render(ChartBlock(), _negative(states, names), language, 2),
            "line": _render(ChartBlock(), _line(states, names), language, 3),
            "pyramid": _render(ChartBlock(), _pyramid(), language, 4),
            "heatmap": _render(ChartBlock(), _heatmap(states, names), language, 5),
            "threads": _render(ChartBlock(), _threads(names), language, 6),
            "tilemap": _tilemap(states, names, language),
        }


def _states(language: str) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """The indicators and the names of the member states, by their three-letter codes."""
    states = {row["iso3"]: row for row in _rows("africa_migration_indicators.csv")}
    members = {row["iso3"]: row for row in _rows("au_member_states.csv")}
    for code, row in states.items():
        row["iso2"] = members[code]["iso2"]
    return states, {code: row[f"name_{language}"] for code, row in members.items()}


def _rows(name: str) -> list[dict[str, str]]:
    return list(rows(TABLES / name))


def _render(block, value: dict, language: str, number: int) -> SafeString:
    kind = "t" if isinstance(block, TableBlock) else "f"
    context = {"language": language, "number": str(number), "anchor": f"style-{kind}{number}"}
    return SafeString(block.render(block.to_python(value), context=context))


def _share(row: dict[str, str]) -> float:
    return 100 * float(row["ims_total_2020"]) / float(row["population_2020"])


def _shares(states: dict) -> list[str]:
    return sorted(("GAB", "CIV", "ZAF", "UGA", "TCD", "KEN"), key=lambda code: -_share(states[code]))


def _table(states: dict, names: dict) -> dict:
    codes = _shares(states)
    migrants = sum(int(states[code]["ims_total_2020"]) for code in codes)
    people = sum(int(states[code]["population_2020"]) for code in codes)
    rows = [[names[code], states[code]["ims_total_2020"], f"{_share(states[code]):.1f}"] for code in codes]
    return STOCK | {
        "title": _("International migrants and their share of the population, six countries, 2020"),
        "cells": tabular.write(
            [_("Country"), _("Persons"), _("Per cent")],
            [*rows, [_("Six together"), migrants, f"{100 * migrants / people:.1f}"]],
        ),
        "has_total": True,
        "edition": _("2024 edition"),
        "note": POPULATION + ".",
    }


def _folded(states: dict, names: dict) -> dict:
    codes = ("GAB", "CIV", "UGA", "TCD")
    return STOCK | {
        "title": _("International migrant stock, four countries"),
        "units": _("persons"),
        "cells": tabular.write(
            [_("Country"), *YEARS],
            [
                *([names[code], *(states[code][f"ims_total_{year}"] for year in YEARS)] for code in codes),
                [
                    _("Four together"),
                    *(sum(int(states[code][f"ims_total_{year}"]) for code in codes) for year in YEARS),
                ],
            ],
        ),
        "has_total": True,
        "edition": _("2024 edition"),
    }


def _bar(states: dict, names: dict) -> dict:
    return STOCK | {
        "kind": "bar",
        "title": _("International migrants in the population, six countries, 2020"),
        "units": _("per cent"),
        "alt": _(
            "Bars fall from the country with the largest share of migrants to the one with the smallest."
        ),
        "cells": tabular.write(
            [_("Country"), _("Share")],
            [[names[code], f"{_share(states[code]):.1f}"] for code in _shares(states)],
        ),
        "edition": _("2024 edition"),
        "note": POPULATION + ".",
    }


def _negative(states: dict, names: dict) -> dict:
    codes = ("ZAF", "MLI", "CIV", "KEN", "EGY", "SDN")
    return {
        "kind": "bar",
        "title": _("Net migration, six countries, 2023"),
        "units": _("persons"),
        "alt": _("Bars to both sides of nought: some countries gained people, others lost many more."),
        "cells": tabular.write(
            [_("Country"), _("Net migration")],
            sorted(
                ([names[code], int(states[code]["net_migration_2023"])] for code in codes),
                key=lambda row: -row[1],
            ),
        ),
        "source": POPULATION,
        "licence": "CC BY 4.0",
    }


def _line(states: dict, names: dict) -> dict:
    codes = ("CIV", "UGA", "TCD")
    return STOCK | {
        "kind": "line",
        "title": _("International migrant stock of three countries, 1990 to 2024"),
        "units": _("persons"),
        "alt": _("Three lines that rise; the last one begins lowest and rises fastest at the end."),
        "cells": tabular.write(
            [_("Year"), *(names[code] for code in codes)],
            [[year, *(states[code][f"ims_total_{year}"] for code in codes)] for year in YEARS],
        ),
        "edition": _("2024 edition"),
    }


def _heatmap(states: dict, names: dict) -> dict:
    years = ("1990", "2010", "2020", "2024")
    return STOCK | {
        "kind": "heatmap",
        "title": _("Women among international migrants, six countries"),
        "units": _("per cent"),
        "alt": _("A matrix of countries and years; its cells lie between about 35 and 56 per cent."),
        "cells": tabular.write(
            [_("Country"), *years],
            [
                [
                    names[code],
                    *(
                        f"{100 * int(states[code][f'ims_female_{y}']) / int(states[code][f'ims_total_{y}']):.1f}"
                        for y in years
                    ),
                ]
                for code in _shares(states)
            ],
        ),
        "edition": _("2024 edition"),
    }


def _pyramid() -> dict:
    """Age groups of different widths, drawn by single years of age."""
    groups = [
        [row["age"], *(int(row[name]) for name in ("years", "male", "female"))]
        for row in _rows("uganda_refugees_by_age_2025.csv")
    ]
    return {
        "kind": "pyramid",
        "title": _("Refugees in Uganda by age and sex, end of 2025"),
        "units": _("persons per single year of age"),
        "alt": _("A wide base of children and a narrow column of adults in which women outnumber men."),
        "cells": tabular.write([_("Age"), _("Years"), _("Male"), _("Female")], groups),
        "source": _("UNHCR refugee statistics, end of 2025"),
        "licence": "CC BY 4.0",
    }


def _threads(names: dict) -> dict:
    rows = _rows("west_africa_bilateral_2020.csv")
    codes = [row["from"] for row in rows]
    return STOCK | {
        "kind": "threads",
        "title": _("Born in one country, living in another: five countries of West Africa, 2020"),
        "units": _("persons"),
        "alt": _("Most threads run between Burkina Faso and Côte d’Ivoire, in both directions."),
        "cells": tabular.write(
            [_("Born in"), *(names[code] for code in codes)],
            [
                [names[row["from"]], *(None if code == row["from"] else row[code] for code in codes)]
                for row in rows
            ],
        ),
        "edition": _("2024 edition"),
    }


def _tilemap(states: dict, names: dict, language: str) -> SafeString:
    tiles = []
    for code, row in states.items():
        share = _share(row)
        spoken = _("%(country)s: %(share)s per cent") % {
            "country": names[code],
            "share": format_number(share, 1, language),
        }
        tiles.append(tilemap.Tile(row["iso2"], names[code], spoken, tilemap.shade(share, LIMITS)))
    return tilemap.draw(tiles, _("International migrants per 100 inhabitants of each member state, 2020"))
