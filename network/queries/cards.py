"""From a member to what one audience may know of them. This is the only place where visibility is decided."""

from dataclasses import asdict, dataclass
from typing import TypeVar

from foundation.search import analyser
from network.models import Member, MemberCard

LONGEST_KEY = 80


@dataclass(frozen=True)
class Card:
    """What one audience may know of a member; a hidden field is empty."""

    slug: str
    name: str
    role: str
    role_since: str = ""
    country: str = ""
    office: str = ""
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    ask_me_about: str = ""
    looking_for: str = ""
    can_answer: bool = False
    can_host: bool = False
    is_demonstration: bool = False
    joined: str = ""

    @property
    def initial(self) -> str:
        """The letter that stands in the place of a photograph."""
        return self.name.strip()[:1].upper()

    @property
    def facet_keys(self) -> tuple[str, ...]:
        """The sets this card belongs to, words apart."""
        keys = ["all", f"role:{self.role}"]
        keys += [f"country:{self.country}"] if self.country else []
        for kind, values in (
            ("language", self.languages),
            ("topic", self.topics),
            ("source", self.sources),
        ):
            keys += [f"{kind}:{value}" for value in values]
        keys += ["can:answer"] if self.can_answer else []
        keys += ["can:host"] if self.can_host else []
        keys += ["demo:1"] if self.is_demonstration else []
        return tuple(keys)

    def word_keys(self, acronym: str, language: str) -> tuple[str, ...]:
        """The words by which this audience can find the card."""
        text = " ".join((self.name, self.office, acronym, self.ask_me_about, self.looking_for))
        words = analyser.analyse(text, language).split()
        return tuple(dict.fromkeys(f"word:{word}"[:LONGEST_KEY] for word in words))


DETAILS = (
    "role_since",
    "languages",
    "topics",
    "sources",
    "ask_me_about",
    "looking_for",
    "can_answer",
    "can_host",
    "joined",
)

Shown = TypeVar("Shown")


def describe(member: Member, audience: str) -> Card:
    """The member as one audience may know them."""

    def shared(name: str, value: Shown, empty: Shown) -> Shown:
        return value if member.shares(name, audience) else empty

    return Card(
        slug=member.slug,
        name=member.name,
        role=member.role,
        role_since=member.role_since.isoformat() if member.role_since else "",
        country=shared("country", member.country.iso3 if member.country_id else "", ""),  # type: ignore[union-attr]
        office=shared("office", member.office_name, ""),
        languages=shared("languages", tuple(member.languages), ()),
        topics=shared("topics", tuple(term.code for term in member.topics.all()), ()),
        sources=shared("sources", tuple(term.code for term in member.sources.all()), ()),
        ask_me_about=shared("ask_me_about", member.ask_me_about, ""),
        looking_for=shared("looking_for", member.looking_for, ""),
        can_answer=shared("availability", member.can_answer, False),
        can_host=shared("availability", member.can_host, False),
        is_demonstration=member.is_demonstration,
        joined=member.created_at.date().isoformat() if member.created_at else "",
    )


def all_keys(member: Member, card: Card) -> tuple[str, ...]:
    """Every set the card belongs to."""
    acronym = member.office.acronym if card.office and member.office_id else ""  # type: ignore[union-attr]
    return (*card.facet_keys, *card.word_keys(acronym, member.user.language))


def to_row(member: Member, audience: str, card: Card) -> MemberCard:
    """The card as it is stored."""
    values = asdict(card)
    return MemberCard(
        member=member,
        audience=audience,
        slug=card.slug,
        name=card.name,
        sort_name=analyser.fold(card.name)[:150],
        role=card.role,
        country=card.country,
        office=card.office,
        details={name: values[name] for name in DETAILS},
        is_demonstration=card.is_demonstration,
        keys=sorted(all_keys(member, card)),
    )


def from_row(row: MemberCard) -> Card:
    """A stored card."""
    details = dict(row.details)
    for name in ("languages", "topics", "sources"):
        details[name] = tuple(details.get(name, ()))
    return Card(
        slug=row.slug,
        name=row.name,
        role=row.role,
        country=row.country,
        office=row.office,
        is_demonstration=row.is_demonstration,
        **details,
    )
