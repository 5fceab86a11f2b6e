"""Keeping cards and sets in step with the members. Called by every action that changes a member."""

from collections.abc import Callable, Iterable

from django.db import transaction

from foundation import search
from network.models import Audience, DirectoryState, Member, MemberCard, MemberSet
from network.models.directory import new_version, pack, unpack
from network.queries.cards import describe, to_row
from network.queries.findable import MEMBER, entries_of
from network.signals import directory_changed

BATCH = 2000


@transaction.atomic
def refresh_cards(member: Member) -> None:
    """Make the member's cards, sets and search entries say what the profile says now."""
    member = Member.objects.select_related("user", "country", "office").get(pk=member.pk)
    cards = {}
    for audience in Audience.values:
        stored = MemberCard.objects.filter(member=member, audience=audience).first()
        before = set(stored.keys) if stored else set()
        after: set[str] = set()
        if member.is_found_by(audience):
            cards[audience] = describe(member, audience)
            row = to_row(member, audience, cards[audience])
            after = set(row.keys)
            if stored:
                row.pk = stored.pk
            row.save()
        elif stored:
            stored.delete()
        _move(member.pk, audience, leave=before - after, join=after - before)
        if stored or after:
            _announce(audience)
    search.replace(MEMBER, str(member.pk), entries_of(member, cards))


@transaction.atomic
def forget_cards(member: Member) -> None:
    """Take a member who leaves out of every set."""
    for row in MemberCard.objects.filter(member=member):
        _move(member.pk, row.audience, leave=set(row.keys), join=set())
        _announce(row.audience)
        row.delete()
    search.remove(MEMBER, str(member.pk))


@transaction.atomic
def rebuild_directory(report: Callable[[int], None] | None = None) -> int:
    """Make all cards and sets anew; returns the number of members listed."""
    MemberCard.objects.all().delete()
    MemberSet.objects.all().delete()
    collected: dict[tuple[str, str], list[int]] = {}
    rows: list[MemberCard] = []
    count = 0
    listed = (
        Member.objects.listed()
        .select_related("user", "country", "office")
        .prefetch_related("topics", "sources")
        .order_by("pk")
    )
    for count, member in enumerate(listed.iterator(chunk_size=BATCH), start=1):
        for audience in Audience.values:
            if member.is_found_by(audience):
                row = to_row(member, audience, describe(member, audience))
                rows.append(row)
                for key in row.keys:
                    collected.setdefault((audience, key), []).append(member.pk)
        if len(rows) >= BATCH:
            MemberCard.objects.bulk_create(rows)
            rows = []
            if report:
                report(count)
    MemberCard.objects.bulk_create(rows)
    MemberSet.objects.bulk_create(
        (
            MemberSet(audience=audience, key=key, is_word=key.startswith("word:"), bits=pack(_bits(members)))
            for (audience, key), members in collected.items()
        ),
        batch_size=500,
    )
    for audience in Audience.values:
        _announce(audience)
    search.rebuild([MEMBER])
    return count


def _bits(members: Iterable[int]) -> int:
    members = list(members)
    field = bytearray(max(members) // 8 + 1)
    for number in members:
        field[number // 8] |= 1 << (number % 8)
    return int.from_bytes(field, "little")


def _move(number: int, audience: str, *, leave: set[str], join: set[str]) -> None:
    """Take one member out of some sets and into others. The rows are locked in one order: no two writers wait for each other."""
    keys = leave | join
    if not keys:
        return
    MemberSet.objects.bulk_create(
        [
            MemberSet(audience=audience, key=key, is_word=key.startswith("word:"), bits=pack(0))
            for key in sorted(join)
        ],
        ignore_conflicts=True,
    )
    rows = list(MemberSet.objects.select_for_update().filter(audience=audience, key__in=keys).order_by("key"))
    bit = 1 << number
    empty = []
    for row in rows:
        bits = unpack(bytes(row.bits))
        bits = bits | bit if row.key in join else bits & ~bit
        row.bits = pack(bits)
        if not bits:
            empty.append(row.pk)
    MemberSet.objects.bulk_update(rows, ["bits"], batch_size=200)
    if empty:
        MemberSet.objects.filter(pk__in=empty).delete()


def _announce(audience: str) -> None:
    DirectoryState.objects.update_or_create(audience=audience, defaults={"version": new_version()})
    transaction.on_commit(lambda: directory_changed.send(Member))
