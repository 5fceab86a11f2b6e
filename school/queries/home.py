"""The front of the school: everything on it is computed from what the school holds."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments import api as assessments
from courses.models import CataloguePage
from courses.queries import CourseOutline, all_courses
from foundation.blocks import render_body
from foundation.charts import tilemap
from foundation.language.numbers import format_number
from foundation.models import Country, CountryFigure
from network.models import PracticePage
from school.models import HomePage
from webinars.models import WebinarPage
from webinars.queries import Coming, upcoming_cards

KEEP_SECONDS = 60
YEAR, EDITION = 2020, "2024 edition"
#: Migrants per hundred inhabitants at which the next shade begins.
LIMITS = (1.0, 2.0, 4.0, 8.0)


@dataclass(frozen=True)
class Region:
    """A region of the African Union: how many members, and how many people live there from elsewhere and elsewhere from there."""

    name: str
    seats: int
    living_here: Decimal
    living_abroad: Decimal


@dataclass(frozen=True)
class HomeScreen:
    """What the home page shows besides its own words."""

    figure: SafeString
    catalogue_url: str
    courses: tuple[CourseOutline, ...]
    hours: int
    exercises: int
    seats: int
    languages: int
    next_webinar: Coming | None
    practices: tuple[PracticePage, ...]
    map: SafeString
    legend: tuple[tuple[int, str], ...]
    regions: tuple[Region, ...]
    page_kb: int
    laboratory_mb: float


def home_screen(page: HomePage, *, is_preview: bool = False) -> HomeScreen:
    """Assemble the screen; each process keeps it for a minute. A preview shows what is being written."""
    if is_preview:
        return _home_screen(page, is_draft=True)
    key = f"home-{page.pk}-{page.latest_revision_id}"
    screen = caches["rendered"].get(key)
    if screen is None:
        screen = _home_screen(page)
        caches["rendered"].set(key, screen, KEEP_SECONDS)
    return screen


def _home_screen(page: HomePage, *, is_draft: bool = False) -> HomeScreen:
    language = page.locale.language_code
    courses = all_courses(language)
    catalogue = CataloguePage.objects.live().filter(locale=page.locale).first()
    chunks = render_body(page.body, prefix="", language=language, page_id=page.pk, is_draft=is_draft)
    pages = WebinarPage.objects.live().filter(locale=page.locale)
    coming = upcoming_cards(pages, "UTC", frozenset(), timezone.now(), limit=1)
    countries = list(Country.objects.filter(is_fictional=False).exclude(au_region=""))
    return HomeScreen(
        figure=chunks[0].html if chunks else SafeString(""),
        catalogue_url=catalogue.url if catalogue else "",
        courses=courses,
        hours=sum(course.hours for course in courses),
        exercises=assessments.exercises_with_real_data(),
        seats=len(countries),
        languages=len(settings.LANGUAGES),
        next_webinar=coming[0] if coming else None,
        practices=tuple(
            PracticePage.objects.live().filter(locale=page.locale).order_by("-first_published_at", "pk")[:3]
        ),
        map=_map(countries, language),
        legend=_legend(),
        regions=_regions(countries),
        page_kb=_first_visit_kb(),
        laboratory_mb=_laboratory_mb(),
    )


def _figures(indicator: str, year: int) -> dict[int, Decimal]:
    rows = CountryFigure.objects.filter(indicator=indicator, year=year, edition=EDITION)
    return dict(rows.values_list("country_id", "value"))


def _map(countries: list[Country], language: str) -> SafeString:
    stock, population = _figures("migrant-stock", YEAR), _population(YEAR)
    tiles = []
    for country in countries:
        name = country.name_in(language)
        people, inhabitants = stock.get(country.pk), population.get(country.pk)
        share = float(100 * people / inhabitants) if people is not None and inhabitants else None
        spoken = (
            f"{name}: {format_number(share, 1, language)} %"
            if share is not None
            else _("%(name)s: no figure") % {"name": name}
        )
        tiles.append(
            tilemap.Tile(
                code=country.iso2,
                name=name,
                spoken=spoken,
                shade=tilemap.shade(share, LIMITS) if share is not None else 0,
                url=reverse("network:country", args=[country.iso3.lower()]),
            )
        )
    alt = _(
        "Map of the member states of the African Union as squares, shaded by international migrants per 100 inhabitants"
    )
    return tilemap.draw(tiles, alt)


def _population(year: int) -> dict[int, Decimal]:
    return dict(
        CountryFigure.objects.filter(indicator="population", year=year).values_list("country_id", "value")
    )


def _legend() -> tuple[tuple[int, str], ...]:
    low, second, third, high = (format_number(limit, 0) for limit in LIMITS)
    return (
        (1, _("under %(high)s") % {"high": low}),
        (2, _("%(low)s to %(high)s") % {"low": low, "high": second}),
        (3, _("%(low)s to %(high)s") % {"low": second, "high": third}),
        (4, _("%(low)s to %(high)s") % {"low": third, "high": high}),
        (5, _("%(low)s and over") % {"low": high}),
    )


def _regions(countries: list[Country]) -> tuple[Region, ...]:
    names = {
        "North": _("North"),
        "West": _("West"),
        "Central": _("Central"),
        "East": _("East"),
        "South": _("South"),
    }
    rows = []
    for code, name in names.items():
        members = [country.pk for country in countries if country.au_region == code]
        rows.append(
            Region(name, len(members), _total("migrant-stock", members), _total("emigrants", members))
        )
    return tuple(rows)


def _total(indicator: str, countries: list[int]) -> Decimal:
    rows = CountryFigure.objects.filter(
        indicator=indicator, year=2024, edition=EDITION, country__in=countries
    )
    return rows.aggregate(total=Sum("value"))["total"] or Decimal(0)


def _first_visit_kb() -> int:
    """What style, fonts and script of a first visit weigh on the wire, in kB; 0 where they were not collected."""
    folder = Path(settings.STATIC_ROOT)
    names = ("css/site.css.br", "js/page.js.br", "fonts/source-serif-4-roman.woff2")
    return round(sum((folder / name).stat().st_size for name in names if (folder / name).exists()) / 1000)


def _laboratory_mb() -> float:
    """What the notebook laboratory of a first visit weighs on the wire, in MB; 0 where it was not built."""
    runtime = Path(settings.LAB_ROOT) / "static" / "pyodide"
    return round(sum(path.stat().st_size for path in runtime.glob("*.br")) / 1_000_000, 1)
