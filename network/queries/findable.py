"""What the site's search may find of this room: members (for each audience what it may know), practices, countries."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils.html import strip_tags
from django.utils.translation import override

from foundation.models import Country, Rec
from foundation.models.reference import LANGUAGE_CODES
from foundation.search import Entry
from network.models import Audience, Member, MemberCard, PracticePage
from network.queries.cards import Card, from_row
from network.queries.reference import community_label, names, region_label

MEMBER, PRACTICE, COUNTRY = "member", "practice", "country"
#: The audience of entries that only readers without an account search.
GUESTS = "guests"


def entries_of(member: Member, cards: dict[str, Card]) -> Iterator[Entry]:
    """A member for each audience. One entry where all know the same; else one for guests and one for members.

    So a signed-in reader, who asks for ``public`` and ``members``, finds nobody twice.
    """
    public, members = cards.get(Audience.PUBLIC), cards.get(Audience.MEMBERS)
    if public is not None and public == members:
        yield _entry(member, Audience.PUBLIC, public)
        return
    if public is not None:
        yield _entry(member, GUESTS, public)
    if members is not None:
        yield _entry(member, Audience.MEMBERS, members)


def _entry(member: Member, audience: str, card: Card) -> Entry:
    """One card as a findable thing, in the language its member writes in."""
    language = member.user.language
    known = names(language)
    keys = [key for key in card.facet_keys if key.partition(":")[0] in {"topic", "source", "country"}]
    country = known.labels.get(f"country:{card.country}", "")
    return Entry(
        kind=MEMBER,
        key=str(member.pk),
        language=language,
        audience=audience,
        title=card.name,
        text=" ".join([card.office, *map(known.label, keys), card.ask_me_about, card.looking_for]),
        detail=" · ".join(part for part in (known.label(f"role:{card.role}"), card.office, country) if part),
        url=f"/{language}/network/members/{card.slug}/",
        is_demonstration=card.is_demonstration,
    )


def member_entries() -> Iterator[Entry]:
    """Every listed member."""
    rows = MemberCard.objects.select_related("member__user").order_by("member_id")
    for _pk, cards in groupby(rows.iterator(chunk_size=1000), key=lambda row: row.member_id):
        found = list(cards)
        yield from entries_of(found[0].member, {row.audience: from_row(row) for row in found})


def practice_entries(pages: Iterable[PracticePage] | None = None) -> Iterator[Entry]:
    """Practices in the languages they exist in; an alias is the same text and is not found twice."""
    if pages is None:
        pages = PracticePage.objects.live().filter(alias_of=None)
    for page in pages:
        parts = (page.context, page.what_was_done, page.result, page.lessons)
        yield Entry(
            kind=PRACTICE,
            key=str(page.translation_key),
            language=page.locale.language_code,
            title=page.title,
            text=" ".join(strip_tags(part.replace("</p>", " ")) for part in parts),
            detail=page.office.name,
            url=page.url or "",
            is_demonstration=page.is_demonstration,
        )


def country_entries() -> Iterator[Entry]:
    """The country pages, once for each different name: who searches Angola finds it once, not in three languages."""
    recs = list(Rec.objects.all())
    for country in Country.objects.filter(is_fictional=False):
        titles: dict[str, str] = {}
        for language in LANGUAGE_CODES:
            titles.setdefault(country.name_in(language), language)
        for title, language in titles.items():
            known = names(language)
            with override(language):
                region = region_label(country.au_region)
            parts = [region, country.iso3]
            if language == "en":
                parts += [country.office_name, country.office_acronym]
                place = known.places.get(country.iso3)
                parts += [community_label(rec, language) for rec in recs if place and rec.code in place.recs]
            yield Entry(
                kind=COUNTRY,
                key=country.iso3,
                language=language,
                title=title,
                text=" ".join(parts),
                detail=region,
                url=f"/{language}/network/countries/{country.iso3.lower()}/",
            )
