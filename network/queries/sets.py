"""Counting by sets: each value's members as one long number, so that “and” is & and a count is a bit count.

A process keeps the sets of an audience until their version changes. 100,000 members are 12 kB a set.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from foundation.search import analyser
from network.models import DirectoryState, MemberSet
from network.models.directory import unpack
from network.queries.reference import Names


@dataclass(frozen=True)
class Sets:
    """The sets of one audience at one version; words are read when they are asked for."""

    audience: str
    version: str
    values: dict[str, int] = field(repr=False)

    def of(self, key: str) -> int:
        """The members with a value; regions and communities are made of their countries."""
        return self.values.get(key, 0)

    def any_of(self, keys: Iterable[str]) -> int:
        """The members with at least one of the values."""
        return reduce(or_, (self.of(key) for key in keys), 0)

    @property
    def everyone(self) -> int:
        """All members this audience finds."""
        return self.of("all")


_kept: dict[str, Sets] = {}


def read_sets(audience: str) -> Sets:
    """The sets of an audience: one query to know that the kept ones are still right, a second to read them."""
    version = DirectoryState.objects.filter(audience=audience).values_list("version", flat=True).first() or ""
    kept = _kept.get(audience)
    if kept is None or kept.version != version:
        rows = MemberSet.objects.filter(audience=audience, is_word=False).values_list("key", "bits")
        kept = Sets(audience, version, {key: unpack(bytes(bits)) for key, bits in rows})
        _kept[audience] = kept
    return kept


def with_places(sets: Sets, known: Names) -> Sets:
    """The same sets with those of regions and communities, which follow from the visible countries."""
    grouped: dict[str, int] = {}
    for place in known.places.values():
        bits = sets.of(f"country:{place.iso3}")
        if bits:
            for key in (f"region:{place.region}", *(f"rec:{code}" for code in place.recs)):
                grouped[key] = grouped.get(key, 0) | bits
    return Sets(sets.audience, sets.version, {**sets.values, **grouped})


def matching(sets: Sets, known: Names, query: str) -> int | None:
    """The members whose card holds every telling word of the query; ``None`` where the query has none.

    A word counts where the member wrote it, and where it names something the card shows (a topic, a country, a
    community) in any of the five languages.
    """
    groups = analyser.variants(query)
    if not groups:
        return None
    wanted = {f"word:{form}" for group in groups for form in group}
    rows = MemberSet.objects.filter(audience=sets.audience, key__in=wanted).values_list("key", "bits")
    words = {key.partition(":")[2]: unpack(bytes(bits)) for key, bits in rows}
    found = sets.everyone
    for group in groups:
        bits = 0
        for form in group:
            bits |= words.get(form, 0) | sets.any_of(known.words.get(form, ()))
        found &= bits
    return found


def members_in(bits: int) -> Iterator[int]:
    """The keys of the members in a set."""
    data = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    for position, byte in enumerate(data):
        if byte:
            for offset in range(8):
                if byte >> offset & 1:
                    yield position * 8 + offset
