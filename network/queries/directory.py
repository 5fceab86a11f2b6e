"""The member directory: one page of cards, the filters with their counts, the seats of the member states.

Everything is made from one audience's cards and sets (see ``network.models.directory``).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from babel.lists import format_list
from django.utils.translation import get_language

from foundation.kept import Shelf
from network.queries.cards import Card, from_row
from network.queries.paging import page_of
from network.queries.reference import REGIONS, Names, Place, names
from network.queries.sets import Sets, matching, read_sets, with_places

KINDS = ("role", "country", "region", "rec", "language", "topic", "source", "can")
#: How many values of a long filter stand open; the rest is folded.
SHOWN = {"country": 4, "rec": 4, "topic": 5, "source": 5}
ORDERS = ("name", "country")


@dataclass(frozen=True)
class Search:
    """What a reader asked for, read from the address."""

    text: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = "name"
    demonstration: bool = False
    after: str = ""

    def pairs(self, without: str = "", **changes: str) -> list[tuple[str, str]]:
        """The address's parameters, without one key (``topic:remit``) or with changes."""
        values = {"q": self.text, "order": "" if self.order == "name" else self.order, **changes}
        pairs = [(name, str(value)) for name, value in values.items() if value]
        pairs += [
            (kind, value)
            for kind in KINDS
            for value in self.chosen.get(kind, ())
            if f"{kind}:{value}" != without
        ]
        return pairs + ([("demo", "1")] if self.demonstration and without != "demo:1" else [])

    def address(self, without: str = "", **changes: str) -> str:
        """The same search as an address, changed."""
        return "?" + urlencode(self.pairs(without, **changes))

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or self.chosen)


@dataclass(frozen=True)
class FacetValue:
    """One value that can be chosen, and how many would be found with it."""

    key: str
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """One filter. The first values stand open, the rest are folded away."""

    kind: str
    first: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...]

    @property
    def is_open(self) -> bool:
        """Whether a folded value is chosen."""
        return any(value.is_chosen for value in self.more)


@dataclass(frozen=True)
class Person:
    """A card with its names in the reader's language."""

    card: Card
    role: str
    country: str
    topics: tuple[str, ...]
    languages: tuple[str, ...]

    @property
    def spoken(self) -> str:
        """The languages in one phrase, joined as the reader's language joins words."""
        return format_list(self.languages, style="standard", locale=get_language() or "en")


@dataclass(frozen=True)
class Seat:
    """The seat of a member state: filled when a listed focal point shares that country."""

    iso3: str
    iso2: str
    name: str
    state: str


@dataclass(frozen=True)
class Directory:
    """The screen."""

    search: Search
    #: The version of the sets it was made from: what may be kept until the directory changes.
    version: str
    people: tuple[Person, ...]
    count: int
    total: int
    facets: tuple[Facet, ...]
    chips: tuple[tuple[str, str], ...]
    next_address: str
    demonstration_count: int
    only_demonstration: bool
    #: The seats, on the first page of the whole directory only.
    regions: tuple["Region", ...] = ()

    @property
    def first_address(self) -> str:
        """The first page of the same search."""
        return self.search.address()

    @property
    def by_name(self) -> str:
        """The same search, in the order of names."""
        return self.search.address(order="")

    @property
    def by_country(self) -> str:
        """The same search, in the order of countries."""
        return self.search.address(order="country")


#: Cards and sets have a version of their own (``DirectoryState``), and so have the names: nobody clears this shelf.
SCREENS = Shelf("directory")


def directory_screen(search: Search, audience: str, language: str) -> Directory:
    """The directory for one audience: made once for all its readers, until a card or a name changes."""
    known = names(language)
    sets = read_sets(audience)
    version = f"{sets.audience}-{sets.version}-{known.version}"
    return SCREENS.kept(
        f"{version}-{language}-{search}", lambda: _directory(search, with_places(sets, known), known, version)
    )


def _directory(search: Search, sets: Sets, known: Names, version: str) -> Directory:
    fictional = sets.of("demo:1")
    only_demonstration = fictional == sets.everyone
    base = sets.everyone if search.demonstration or only_demonstration else sets.everyone & ~fictional
    total = base.bit_count()
    if search.text.strip():
        found = matching(sets, known, search.text)
        base &= found if found is not None else 0
    unions = {kind: _union(sets, kind, values) for kind, values in search.chosen.items()}
    result = base
    for bits in unions.values():
        result &= bits
    rows, cursor = page_of(sets, list(known.places), search.order, search.after, result)
    return Directory(
        search=search,
        version=version,
        people=tuple(person_of(from_row(row), known) for row in rows),
        count=result.bit_count(),
        total=total,
        facets=tuple(_facets(sets, known, search, base, unions)),
        chips=tuple(_chips(known, search)),
        next_address=search.address(after=cursor) if cursor else "",
        demonstration_count=fictional.bit_count(),
        only_demonstration=only_demonstration and bool(fictional),
        regions=seats(sets, known) if search.is_empty and not search.after else (),
    )


def person_of(card: Card, known: Names) -> Person:
    """A card with its names."""
    return Person(
        card=card,
        role=known.label(f"role:{card.role}"),
        country=known.labels.get(f"country:{card.country}", ""),
        topics=tuple(known.label(f"topic:{code}") for code in card.topics),
        languages=tuple(known.label(f"spoken:{code}") for code in card.languages),
    )


@dataclass(frozen=True)
class Region:
    """The seats of one region."""

    name: str
    seats: tuple[Seat, ...]

    @property
    def filled(self) -> int:
        """How many seats have a focal point or an alternate."""
        return sum(seat.state != "vacant" for seat in self.seats)


def seats(sets: Sets, known: Names) -> tuple[Region, ...]:
    """The 55 seats by region of the African Union, as this audience knows them.

    Demonstration members fill none of them; their fictional countries stand in a row of their own.
    """
    fictional = sets.of("demo:1")
    focal, alternate = (sets.of(f"role:{role}") for role in ("focal_point", "alternate"))

    def seat(place: Place, among: int) -> Seat:
        here = sets.of(f"country:{place.iso3}") & among
        state = "filled" if here & focal else "alternate" if here & alternate else "vacant"
        return Seat(place.iso3, place.iso2 or place.iso3, place.name, state)

    real = [place for place in known.places.values() if not place.is_fictional]
    regions = [
        Region(
            known.label(f"region:{region}"),
            tuple(seat(place, ~fictional) for place in real if place.region == region),
        )
        for region in REGIONS
    ]
    invented = [place for place in known.places.values() if place.is_fictional]
    if invented and fictional:
        regions.append(Region("", tuple(seat(place, fictional) for place in invented)))
    return tuple(regions)


def _union(sets: Sets, kind: str, values: tuple[str, ...]) -> int:
    return sets.any_of(f"{kind}:{value}" for value in values)


def _facets(sets: Sets, known: Names, search: Search, base: int, unions: dict[str, int]) -> Iterator[Facet]:
    """Each filter's counts are those of the other filters' result: choosing one more can only add to it."""
    for kind in KINDS:
        others = base
        for other, bits in unions.items():
            if other != kind:
                others &= bits
        chosen = search.chosen.get(kind, ())
        values = []
        for key, bits in sets.values.items():
            if key.startswith(f"{kind}:"):
                count = (others & bits).bit_count()
                value = key.partition(":")[2]
                if count or value in chosen:
                    values.append(FacetValue(key, value, known.label(key), count, value in chosen))
        if values:
            values.sort(key=lambda value: (-value.count, value.label))
            shown = SHOWN.get(kind, 8)
            yield Facet(kind, tuple(values[:shown]), tuple(values[shown:]))


def _chips(known: Names, search: Search) -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        for value in search.chosen.get(kind, ()):
            key = f"{kind}:{value}"
            yield known.label(key), search.address(without=key)
