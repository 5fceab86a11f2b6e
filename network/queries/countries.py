"""Country pages: what the reference tables and the network know of a country, each figure with its source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from foundation.models import Country, CountryFigure, RecMembership
from network.models import MemberCard, PracticePage
from network.queries.cards import from_row
from network.queries.directory import Person, person_of
from network.queries.indicators import INDICATORS, Indicator, edition_text, type_text
from network.queries.reference import Names, community_label, names
from network.queries.sets import read_sets

STOCK, POPULATION, WOMEN = "migrant-stock", "population", "migrant-stock-female"
EARLIER = "2020 edition"
MOST_PEOPLE = 12


@dataclass(frozen=True)
class Figure:
    """One figure with everything that must stand beside it."""

    year: int
    value: Decimal
    source: str
    edition: str
    type_code: str
    type_text: str
    licence: str


@dataclass(frozen=True)
class Line:
    """An indicator over the years shown; ``None`` where there is no figure."""

    indicator: Indicator
    by_year: tuple[tuple[int, Figure | None], ...]


@dataclass(frozen=True)
class FigureTable:
    """A table of lines with the same years and the sources below it."""

    years: tuple[int, ...]
    lines: tuple[Line, ...]
    sources: tuple[tuple[str, str, str], ...]
    types: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Membership:
    """A membership of a community, with its dates."""

    label: str
    name: str
    status: str
    row: RecMembership


@dataclass(frozen=True)
class CountryScreen:
    """The country page."""

    country: Country
    name: str
    region: str
    m49: str
    statuses: tuple[str, ...]
    is_office_unverified: bool
    stocks: FigureTable
    others: tuple[tuple[Indicator, Figure], ...]
    share: Decimal | None
    women: Decimal | None
    share_year: int | None
    revisions: tuple[tuple[int, Decimal, Decimal], ...]
    memberships: tuple[Membership, ...]
    people: tuple[Person, ...]
    people_count: int
    practices: tuple[PracticePage, ...]


@dataclass(frozen=True)
class Row:
    """A country in the table of all."""

    country: Country
    name: str
    region: str
    m49: str
    recs: tuple[str, ...]
    stock: Decimal | None
    share: Decimal | None
    type_code: str
    has_focal_point: bool


def find_country(iso3: str) -> Country | None:
    """A country by its code."""
    return Country.objects.filter(iso3=iso3.upper()).first()


def country_screen(country: Country, audience: str, language: str) -> CountryScreen:
    """Assemble a country page for one audience."""
    known = names(language)
    figures = list(country.figures.all())
    newest = [figure for figure in figures if figure.edition != EARLIER]
    stocks = _table(newest, "stock")
    value = {(figure.indicator, figure.year): figure.value for figure in newest}
    year = max((year for code, year in value if code == STOCK and (POPULATION, year) in value), default=None)
    rows = MemberCard.objects.filter(audience=audience, country=country.iso3).defer("keys")
    sets = read_sets(audience)
    return CountryScreen(
        country=country,
        name=country.name_in(language),
        region=known.label(f"region:{country.au_region}"),
        m49=_m49(country, known),
        statuses=tuple(_statuses(country)),
        is_office_unverified=country.office_verification.startswith("unverified"),
        stocks=stocks,
        others=tuple(_latest(newest, "other")),
        share=_percent(value.get((STOCK, year)), value.get((POPULATION, year))),  # type: ignore[arg-type]
        women=_percent(value.get((WOMEN, year)), value.get((STOCK, year))),  # type: ignore[arg-type]
        share_year=year,
        revisions=tuple(_revisions(figures, value)),
        memberships=tuple(_memberships(country, language)),
        people=tuple(
            person_of(from_row(row), known) for row in rows.order_by("sort_name", "member_id")[:MOST_PEOPLE]
        ),
        people_count=sets.of(f"country:{country.iso3}").bit_count(),
        practices=tuple(
            PracticePage.objects.live()
            .filter(office__country=country, locale__language_code=language)
            .select_related("office", "locale", "alias_of__locale")
            .order_by("title")[:MOST_PEOPLE]
        ),
    )


def countries_screen(audience: str, language: str) -> tuple[Row, ...]:
    """Every country and area of the reference tables, by name: four queries whatever their number."""
    known = names(language)
    sets = read_sets(audience)
    focal = sets.any_of(("role:focal_point", "role:alternate")) & ~sets.of("demo:1")
    wanted = CountryFigure.objects.filter(indicator__in=(STOCK, POPULATION)).exclude(edition=EARLIER)
    countries = Country.objects.filter(is_fictional=False).prefetch_related(
        Prefetch("figures", queryset=wanted, to_attr="wanted")
    )
    rows = []
    for country in countries:
        place = known.places.get(country.iso3)
        value = {(figure.indicator, figure.year): figure for figure in country.wanted}
        last = max((year for code, year in value if code == STOCK), default=None)
        both = max(
            (year for code, year in value if code == STOCK and (POPULATION, year) in value), default=None
        )
        stock = value.get((STOCK, last))  # type: ignore[arg-type]
        rows.append(
            Row(
                country=country,
                name=country.name_in(language),
                region=known.label(f"region:{country.au_region}"),
                m49=_m49(country, known),
                recs=tuple(known.label(f"rec:{code}") for code in (place.recs if place else ())),
                stock=stock.value if stock else None,
                share=_percent(value[STOCK, both].value, value[POPULATION, both].value) if both else None,
                type_code=stock.type_code if stock else "",
                has_focal_point=bool(focal & sets.of(f"country:{country.iso3}")),
            )
        )
    position = {iso3: number for number, iso3 in enumerate(known.places)}
    return tuple(sorted(rows, key=lambda row: position.get(row.country.iso3, len(position))))


def _m49(country: Country, known: Names) -> str:
    """The most exact M49 region: the intermediate one where there is one."""
    return known.label(f"m49:{country.m49_intermediate or country.m49_subregion}")


def _statuses(country: Country) -> Iterator[str]:
    if country.ldc:
        yield _("Least developed country")
    if country.lldc:
        yield _("Landlocked developing country")
    if country.sids:
        yield _("Small island developing State")


def _percent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return 100 * part / whole if part is not None and whole else None


def _figure(row: CountryFigure) -> Figure:
    return Figure(
        row.year,
        row.value,
        row.source,
        edition_text(row.edition),
        row.type_code,
        type_text(row.type_code),
        row.licence,
    )


def _table(rows: Iterable[CountryFigure], group: str) -> FigureTable:
    wanted = [row for row in rows if row.indicator in INDICATORS and INDICATORS[row.indicator].group == group]
    years = tuple(sorted({row.year for row in wanted if row.indicator != POPULATION or row.year != 2023}))
    at = {(row.indicator, row.year): _figure(row) for row in wanted}
    lines = tuple(
        Line(indicator, tuple((year, at.get((code, year))) for year in years))
        for code, indicator in INDICATORS.items()
        if any((code, year) in at for year in years)
    )
    shown = [figure for line in lines for _year, figure in line.by_year if figure]
    return FigureTable(
        years=years,
        lines=lines,
        sources=tuple(dict.fromkeys((figure.source, figure.edition, figure.licence) for figure in shown)),
        types=tuple(
            dict.fromkeys((figure.type_code, figure.type_text) for figure in shown if figure.type_code)
        ),
    )


def _latest(rows: Iterable[CountryFigure], group: str) -> Iterator[tuple[Indicator, Figure]]:
    """The newest figure of each indicator of a group."""
    newest: dict[str, CountryFigure] = {}
    for row in rows:
        if row.indicator in INDICATORS and INDICATORS[row.indicator].group == group:
            known = newest.get(row.indicator)
            newest[row.indicator] = row if known is None or row.year > known.year else known
    for code, indicator in INDICATORS.items():
        if code in newest:
            yield indicator, _figure(newest[code])


def _revisions(
    rows: Iterable[CountryFigure], value: dict[tuple[str, int], Decimal]
) -> Iterator[tuple[int, Decimal, Decimal]]:
    """The stocks that a later edition changed: year, as first published, as published now."""
    for row in rows:
        if row.edition == EARLIER and row.indicator == STOCK:
            now = value.get((STOCK, row.year))
            if now is not None and now != row.value:
                yield row.year, row.value, now


def _memberships(country: Country, language: str) -> Iterator[Membership]:
    for row in country.memberships.select_related("rec"):
        status = {
            "member": _("member"),
            "former member": _("former member"),
            "withdrawal notified": _("member, withdrawal notified"),
            "withdrawal announced": _("member, withdrawal announced"),
            "demonstration": _("assigned for the demonstration"),
        }.get(row.status, row.status)
        yield Membership(community_label(row.rec, language), row.rec.name_in(language), status, row)
