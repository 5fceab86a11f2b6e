from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from foundation.models import Country, CountryFigure
from network.queries.countries import countries_screen, country_screen
from network.queries.indicators import edition_text


@pytest.fixture
def figures(world):
    for indicator, year, value, edition in (
        ("migrant-stock", 2020, 476412, "2024 edition"),
        ("migrant-stock", 2024, 500000, "2024 edition"),
        ("migrant-stock", 2020, 466780, "2020 edition"),
        ("migrant-stock-female", 2020, 222009, "2024 edition"),
        ("population", 2020, 31887804, "2024 edition"),
        ("refugees-hosted", 2023, 0, "end of 2023"),
    ):
        CountryFigure.objects.create(
            country=world["GHA"],
            indicator=indicator,
            year=year,
            value=value,
            edition=edition,
            source="UN DESA",
            type_code="BR" if "stock" in indicator else "",
            licence="CC BY 3.0 IGO",
        )
    return world


def test_a_country_shows_each_figure_with_its_source(figures, client):
    screen = country_screen(figures["GHA"], "public", "en")
    assert round(screen.share, 2) == Decimal("1.49")
    assert round(screen.women, 1) == Decimal("46.6")
    assert screen.revisions == ((2020, Decimal("466780"), Decimal("476412")),)
    assert screen.stocks.types == (("BR", "by country of birth, refugees added"),)
    html = client.get("/en/network/countries/gha/").content.decode()
    for text in (
        "476,412",
        "466,780",
        '<bdi>UN DESA</bdi>, 2024 edition <span class="num">(<bdi>CC BY 3.0 IGO</bdi>)</span>',
        "by country of birth, refugees added",
    ):
        assert text in html


def test_zero_is_a_figure_and_a_blank_is_none(figures, client):
    screen = country_screen(figures["GHA"], "public", "en")
    assert [(str(indicator.code), figure.value) for indicator, figure in screen.others] == [
        ("refugees-hosted", 0)
    ]
    empty = country_screen(figures["KEN"], "public", "en")
    assert (empty.share, empty.stocks.lines, empty.others) == (None, (), ())


def test_memberships_have_dates(figures, client):
    html = client.get("/en/network/countries/mli/").content.decode()
    assert "former member" in html
    assert "until 29 January 2025" in html


def test_the_code_is_written_in_small_letters(world, client):
    assert client.get("/en/network/countries/GHA/").headers["Location"] == "/en/network/countries/gha/"
    assert client.get("/en/network/countries/zzz/").status_code == 404


def test_western_sahara_has_both_names_and_the_note(world, client):
    Country.objects.create(
        iso3="ESH",
        iso2="EH",
        name_en="Western Sahara",
        au_region="North",
        note="AU member as Sahrawi Arab Democratic Republic.",
    )
    for path in ("/en/network/countries/", "/en/network/countries/esh/"):
        html = client.get(path).content.decode()
        assert "Western Sahara" in html
        assert "Sahrawi Arab Democratic Republic" in html
        assert "do not imply any opinion" in html


def test_the_table_asks_as_much_for_one_country_as_for_three(figures, client):
    def queries():
        countries_screen("public", "en")
        with CaptureQueriesContext(connection) as context:
            rows = countries_screen("public", "en")
        return len(context), len(rows)

    many = queries()
    Country.objects.exclude(iso3="GHA").delete()
    assert (many[0], many[1]) == (queries()[0], 3)


def test_a_fictional_country_is_marked_and_left_out_of_the_table(world, client):
    Country.objects.create(iso3="QMA", name_en="Country A (fictional)", au_region="East", is_fictional=True)
    assert "Country A" not in client.get("/en/network/countries/").content.decode()
    html = client.get("/en/network/countries/qma/").content.decode()
    assert "Demonstration content" in html
    assert "noindex" in html


@pytest.mark.parametrize(
    ("edition", "language", "said"),
    [
        ("2024 edition", "en", "2024 edition"),
        ("2024 edition", "ar", "طبعة 2024"),
        ("end of 2023", "fr", "fin 2023"),
        ("copy of 2024", "es", "copia de 2024"),
        ("second printing", "fr", "second printing"),
    ],
)
def test_an_edition_is_said_in_the_readers_language(edition, language, said):
    with override(language):
        assert edition_text(edition) == said
