"""One profile as its readers see it, and the numbers and lists that other screens show of the network."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from network.models import SHARED_FIELDS, Audience, Member, PracticePage
from network.queries.cards import Card, describe
from network.queries.directory import Person, Region, person_of, seats
from network.queries.reference import names
from network.queries.sets import Sets, read_sets


@dataclass(frozen=True)
class Profile:
    """The profile screen."""

    person: Person
    card: Card
    audience: str
    #: Code and name, for links into the directory.
    topics: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str], ...]
    role_since: datetime.date | None
    joined: datetime.date | None
    iso3: str
    is_own: bool
    is_found: bool
    #: For the member's own eyes: the fields this audience does not see.
    left_out: tuple[str, ...]
    practices: tuple[PracticePage, ...]

    @property
    def is_bare(self) -> bool:
        """Whether this audience sees little more than the name."""
        card = self.card
        return not (card.ask_me_about or card.looking_for or card.topics or card.sources)


def find_member(user: User | AnonymousUser, slug: str) -> Member | None:
    """The member at an address, if this reader may open it."""
    return (
        Member.objects.visible_to(user)
        .select_related("user", "country", "office")
        .prefetch_related("topics", "sources")
        .filter(slug=slug)
        .first()
    )


def profile_screen(member: Member, audience: str, language: str, *, is_own: bool) -> Profile:
    """Assemble a profile for one audience; only cards are read, so a hidden field cannot slip in."""
    known = names(language)
    card = describe(member, audience)
    return Profile(
        person=person_of(card, known),
        card=card,
        audience=audience,
        topics=tuple((code, known.label(f"topic:{code}")) for code in card.topics),
        sources=tuple((code, known.label(f"source:{code}")) for code in card.sources),
        role_since=_date(card.role_since),
        joined=_date(card.joined),
        iso3=card.country,
        is_own=is_own,
        is_found=member.is_found_by(audience),
        left_out=tuple(_left_out(member, audience)) if is_own else (),
        practices=tuple(_practices(member, language)) if card.office and member.office_id else (),
    )


def _date(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _left_out(member: Member, audience: str) -> Iterator[str]:
    for name in SHARED_FIELDS:
        if not member.shares(name, audience):
            yield name


def _practices(member: Member, language: str) -> Iterable[PracticePage]:
    return (
        PracticePage.objects.live()
        .filter(office_id=member.office_id, locale__language_code=language)
        .order_by("title")[:6]
    )


def own_member(user: User) -> Member | None:
    """The user's own profile."""
    return (
        Member.objects.select_related("user", "country", "office")
        .prefetch_related("topics", "sources")
        .filter(user=user)
        .first()
    )


def waiting_requests() -> int:
    """How many members wait to be listed, for the coordinators' desk."""
    return Member.objects.filter(is_listed=False, listing_requested_at__isnull=False).count()


@dataclass(frozen=True)
class Front:
    """The network's front page."""

    version: str
    regions: tuple[Region, ...]
    numbers: dict[str, int]
    practices: tuple[PracticePage, ...]
    has_demonstration: bool


def front_screen(audience: str, language: str) -> Front:
    """Assemble the front page."""
    sets = read_sets(audience)
    regions = seats(sets, names(language))
    return Front(
        version=f"{sets.audience}-{sets.version}",
        regions=regions,
        numbers=numbers_of(sets),
        practices=tuple(latest_practices(language, 4)),
        has_demonstration=any(not region.name for region in regions),
    )


def coverage_numbers(audience: str = Audience.PUBLIC) -> dict[str, int]:
    """Members, focal points and countries with one, as an audience knows them; demonstration left out."""
    return numbers_of(read_sets(audience))


def numbers_of(sets: Sets) -> dict[str, int]:
    """The same, from sets that were read already."""
    real = ~sets.of("demo:1")
    focal = sets.any_of(("role:focal_point", "role:alternate")) & real
    countries = [bits for key, bits in sets.values.items() if key.startswith("country:")]
    return {
        "members": (sets.everyone & real).bit_count(),
        "focal_points": focal.bit_count(),
        "countries": sum(bool(bits & focal) for bits in countries),
    }


def latest_practices(language: str, limit: int = 3) -> list[PracticePage]:
    """The practices published last, in a language."""
    return list(
        PracticePage.objects.live()
        .filter(locale__language_code=language)
        .select_related("office", "locale", "alias_of__locale")
        .order_by("-first_published_at", "-pk")[:limit]
    )
