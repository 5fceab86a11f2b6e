"""One page of the members found, in order, at a cost that does not grow with the directory.

Pages follow each other by key, not by number: the cursor names the last card shown. How the cards are found depends on
how many were: a few are asked for by key; of many, the index is walked in order until a page is full.
"""

import base64
import binascii
import json

from django.db.models import Q, QuerySet

from network.models import MemberCard
from network.queries.sets import Sets, members_in

PAGE = 24
#: Up to here the members found are asked for by key.
FEW = 500
#: The walk looks this many times further than a page should need; if that was not enough, four times further again.
MARGIN = 2
#: No database numbers its rows beyond.
LARGEST = 2**63
#: One card in so many is wanted: then whole cards are read at once, and the others dropped.
DENSE = 2


def page_of(
    sets: Sets, places: list[str], order: str, after: str, result: int
) -> tuple[list[MemberCard], str]:
    """The cards of one page and the cursor of the next; ``places`` are the countries in the reader's order."""
    cursor = _decode(after)
    if order == "country":
        found = _by_country(sets, places, result, cursor)
    else:
        found = _by_name(sets, result, sets.everyone, place=cursor[1:] if cursor else None)
    page = found[:PAGE]
    if len(found) <= PAGE:
        return page, ""
    last = page[-1]
    return page, _encode([last.country, last.sort_name, last.member_id])


def _by_name(
    sets: Sets, result: int, everyone: int, place: list | None = None, country: str | None = None
) -> list[MemberCard]:
    """The next cards by name among the members found. One more than a page holds tells whether more follow.

    ``everyone`` are those among whom they were found: all of the directory, or of one country.
    """
    count = result.bit_count()
    if count <= FEW:
        return _few(sets, result, place)
    rows = _rows(sets).order_by("sort_name", "member_id")
    if country is not None:
        rows = rows.filter(country=country)
    if place:
        name, number = place
        # The first condition says nothing new, but lets the index begin where the page begins.
        rows = rows.filter(
            Q(sort_name__gte=name) & (Q(sort_name__gt=name) | Q(sort_name=name, member_id__gt=number))
        )
    if count * DENSE >= everyone.bit_count():
        found = [row for row in rows[: DENSE * 2 * PAGE] if result >> row.member_id & 1]
        if len(found) > PAGE:
            return found[: PAGE + 1]
    wanted: list[int] = []
    step, seen = MARGIN * PAGE * everyone.bit_count() // count + 1, 0
    keys = rows.values_list("member_id", flat=True)
    while len(wanted) <= PAGE:
        numbers = list(keys[seen : seen + step])
        wanted += [number for number in numbers if result >> number & 1]
        if len(numbers) < step:
            break
        seen, step = seen + step, step * 4
    return _cards(sets, wanted)


def _by_country(sets: Sets, places: list[str], result: int, cursor: list | None) -> list[MemberCard]:
    """The next cards by country, then by name; those who share no country come last."""
    runs = [(iso3, result & sets.of(f"country:{iso3}")) for iso3 in places]
    runs.append(("", result & ~sets.any_of(f"country:{iso3}" for iso3 in places)))
    position = {iso3: number for number, iso3 in enumerate([*places, ""])}
    found: list[MemberCard] = []
    if cursor:
        start, *place = cursor
        begun = position.get(start, -1)
        found = [
            row
            for iso3, bits in runs
            if iso3 == start
            for row in _by_name(sets, bits, sets.of(f"country:{iso3}") or bits, place, iso3)
        ]
        runs = [(iso3, bits) for iso3, bits in runs if position[iso3] > begun]
    runs = [(iso3, bits) for iso3, bits in runs if bits]
    while runs and len(found) <= PAGE:
        iso3, batch = runs.pop(0)
        if batch.bit_count() > FEW:
            found += _by_name(sets, batch, sets.of(f"country:{iso3}") or batch, None, iso3)
            continue
        # Countries with few members are asked for together, as many as fill the page.
        while runs and len(found) + batch.bit_count() <= PAGE and (batch | runs[0][1]).bit_count() <= FEW:
            batch |= runs.pop(0)[1]
        found += _few(sets, batch, None, position)
    return found[: PAGE + 1]


def _rows(sets: Sets) -> QuerySet:
    return MemberCard.objects.filter(audience=sets.audience).defer("keys")


def _few(
    sets: Sets, result: int, place: list | None, position: dict[str, int] | None = None
) -> list[MemberCard]:
    """The next cards of a few members: by name, or by the position of their country and then by name."""
    # Asked by member alone: with the audience in the condition, SQLite walks the whole index of names instead.
    rows = MemberCard.objects.filter(member_id__in=list(members_in(result)))
    columns = rows.values_list("member_id", "audience", "country", "sort_name")
    keys = sorted(
        (position[country] if position else 0, name, number)
        for number, audience, country, name in columns
        if audience == sets.audience and not (place and (name, number) <= tuple(place))
    )
    return _cards(sets, [number for _place, _name, number in keys])


def _cards(sets: Sets, numbers: list[int]) -> list[MemberCard]:
    """The cards of the first of these members, in their order."""
    numbers = numbers[: PAGE + 1]
    found = {row.member_id: row for row in _rows(sets).filter(member_id__in=numbers)}
    return [found[number] for number in numbers if number in found]


def _encode(place: list) -> str:
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def _decode(text: str) -> list | None:
    """The place after which the page begins; nonsense begins at the beginning."""
    try:
        place = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        country, name, number = place
        is_place = isinstance(country, str) and isinstance(name, str) and type(number) is int
        is_text = is_place and "\x00" not in name and bool(name.encode())
    except (ValueError, binascii.Error, TypeError, RecursionError):
        return None
    return [country, name, number] if is_text and abs(number) < LARGEST else None
