"""Practices: the list with its search and filters, and one practice."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from wagtail.models import Page
from wagtail.query import PageQuerySet

from foundation import search as engine
from network.models import PracticeMaterial, PracticePage
from network.queries.directory import FacetValue
from network.queries.findable import PRACTICE
from network.queries.reference import Names, names

KINDS = ("topic", "source", "gcm", "stage", "cost", "language")
MOST_FOUND = 300
PAGE = 20


@dataclass(frozen=True)
class PracticeSearch:
    """What a reader asked for."""

    text: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1

    def address(self, without: str = "", **changes: str | int) -> str:
        """The same search as an address, changed."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(name, str(value)) for name, value in changes.items() if value]
        for kind in KINDS:
            pairs += [(kind, value) for value in self.chosen.get(kind, ()) if f"{kind}:{value}" != without]
        return "?" + urlencode(pairs)


@dataclass(frozen=True)
class Listed:
    """One practice in the list."""

    page: PracticePage
    office: str
    country: str
    topics: tuple[str, ...]
    cost: str
    language: str


@dataclass(frozen=True)
class Practices:
    """The list screen."""

    search: PracticeSearch
    practices: tuple[Listed, ...]
    count: int
    total: int
    facets: tuple[tuple[str, tuple[FacetValue, ...]], ...]
    chips: tuple[tuple[str, str], ...]
    next_address: str
    previous_address: str


@dataclass(frozen=True)
class Practice:
    """One practice, with its names in the reader's language."""

    page: PracticePage
    index: Page
    materials: tuple[PracticeMaterial, ...]
    country: str
    iso3: str
    region: str
    topics: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str], ...]
    objective: str
    objective_number: str
    stage: str
    related: tuple[PracticePage, ...]


def _live(language: str) -> PageQuerySet:
    return (
        PracticePage.objects.live()
        .filter(locale__language_code=language)
        .select_related("office__country", "gcm_objective", "stage", "locale", "alias_of__locale")
        .prefetch_related("topics", "sources")
    )


def practices_screen(search: PracticeSearch, language: str) -> Practices:
    """Assemble the list of practices in a language; every practice exists in every language."""
    known = names(language)
    pages = list(_live(language).order_by("-first_published_at", "title"))
    total = len(pages)
    if search.text.strip():
        hits = engine.find(search.text, kinds=[PRACTICE], limit=MOST_FOUND).hits
        place = {hit.key: number for number, hit in reversed(list(enumerate(hits)))}
        pages = [page for page in pages if str(page.translation_key) in place]
        pages.sort(key=lambda page: place[str(page.translation_key)])
    values = {page.pk: _values(page) for page in pages}
    found = [page for page in pages if _fits(values[page.pk], search.chosen)]
    start = (max(search.page, 1) - 1) * PAGE
    return Practices(
        search=search,
        practices=tuple(_listed(page, known) for page in found[start : start + PAGE]),
        count=len(found),
        total=total,
        facets=tuple(_facets(search, known, list(values.values()))),
        chips=tuple(
            (_label(known, kind, value), search.address(without=f"{kind}:{value}"))
            for kind in KINDS
            for value in search.chosen.get(kind, ())
        ),
        next_address=search.address(page=search.page + 1) if start + PAGE < len(found) else "",
        previous_address=search.address(page=search.page - 1) if search.page > 1 else "",
    )


def practice_screen(page: PracticePage, language: str, *, is_preview: bool = False) -> Practice:
    """Assemble one practice; a preview shows the draft it was given."""
    if not is_preview:
        page = (
            PracticePage.objects.select_related(
                "office__country", "gcm_objective", "stage", "locale", "alias_of__locale"
            )
            .prefetch_related("topics", "sources", "materials__document")
            .get(pk=page.pk)
        )
    known = names(language)
    country = page.office.country
    topics = [term.code for term in page.topics.all()]
    related = (
        _live(language).filter(topics__code__in=topics).exclude(pk=page.pk).distinct().order_by("title")[:3]
    )
    return Practice(
        page=page,
        index=page.get_parent(),
        materials=tuple(page.materials.all()),
        country=country.name_in(language) if country else "",
        iso3=country.iso3 if country else "",
        region=known.label(f"region:{country.au_region}") if country else "",
        topics=tuple((code, known.label(f"topic:{code}")) for code in topics),
        sources=tuple((term.code, known.label(f"source:{term.code}")) for term in page.sources.all()),
        objective=page.gcm_objective.name_in(language) if page.gcm_objective else "",
        objective_number=page.gcm_objective.code if page.gcm_objective else "",
        stage=page.stage.name_in(language) if page.stage else "",
        related=tuple(related),
    )


def _values(page: PracticePage) -> dict[str, tuple[str, ...]]:
    return {
        "topic": tuple(term.code for term in page.topics.all()),
        "source": tuple(term.code for term in page.sources.all()),
        "gcm": (page.gcm_objective.code,) if page.gcm_objective else (),
        "stage": (page.stage.code,) if page.stage else (),
        "cost": (page.cost_band,),
        "language": (page.content_language,),
    }


def _fits(values: dict, chosen: dict, leave_out: str = "") -> bool:
    return all(
        kind == leave_out or not wanted or set(wanted) & set(values[kind]) for kind, wanted in chosen.items()
    )


def _facets(
    search: PracticeSearch, known: Names, all_values: list[dict]
) -> Iterator[tuple[str, tuple[FacetValue, ...]]]:
    for kind in KINDS:
        counts = Counter(
            value
            for values in all_values
            if _fits(values, search.chosen, leave_out=kind)
            for value in values[kind]
        )
        chosen = search.chosen.get(kind, ())
        for value in chosen:
            counts.setdefault(value, 0)
        found = [
            FacetValue(f"{kind}:{value}", value, _label(known, kind, value), count, value in chosen)
            for value, count in counts.items()
        ]
        if found:
            yield kind, tuple(sorted(found, key=lambda value: (-value.count, value.label)))


def _label(known: Names, kind: str, value: str) -> str:
    if kind == "cost":
        return str(dict(PracticePage.Cost.choices).get(value, value))
    if kind == "gcm":
        return f"{value}. {known.label(f'gcm:{value}')}"
    return known.label(f"{kind}:{value}")


def _listed(page: PracticePage, known: Names) -> Listed:
    return Listed(
        page=page,
        office=page.office.name,
        country=known.labels.get(f"country:{page.office.country.iso3}", "") if page.office.country else "",
        topics=tuple(known.label(f"topic:{term.code}") for term in page.topics.all()),
        cost=str(page.get_cost_band_display()),
        language=page.content_language,
    )
