"""What the site's search may find of this room: members (for each audience what it may know), practices, countries."""

from collections.abc import Iterable, Iterator

from django.utils.html import strip_tags
from django.utils.translation import override

from foundation.models import Country, Rec
from foundation.models.reference import LANGUAGE_CODES
from foundation.search import Entry
from network.models import Member, MemberCard, PracticePage
from network.queries.cards import Card, from_row
from network.queries.reference import community_label, names, region_label

MEMBER, PRACTICE, COUNTRY = "member", "practice", "country"


def entry_of_card(member: Member, audience: str, card: Card) -> Entry:
    """One member for one audience, in the language they write in."""
    language = member.user.language
    known = names(language)
    keys = [key for key in card.facet_keys if key.partition(":")[0] in {"topic", "source", "country"}]
    detail = " · ".join(
        part
        for part in (
            known.label(f"role:{card.role}"),
            card.office,
            known.labels.get(f"country:{card.country}", ""),
        )
        if part
    )
    return Entry(
        kind=MEMBER,
        key=str(member.pk),
        language=language,
        audience=audience,
        title=card.name,
        text=" ".join([card.office, *map(known.label, keys), card.ask_me_about, card.looking_for]),
        detail=detail,
        url=f"/{language}/network/members/{card.slug}/",
        is_demonstration=card.is_demonstration,
    )


def member_entries() -> Iterator[Entry]:
    """Every card as a findable thing."""
    rows = MemberCard.objects.select_related("member__user").iterator(chunk_size=1000)
    for row in rows:
        yield entry_of_card(row.member, row.audience, from_row(row))


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
    """The country pages, in each language."""
    recs = list(Rec.objects.all())
    for language in LANGUAGE_CODES:
        known = names(language)
        with override(language):
            for country in Country.objects.filter(is_fictional=False):
                place = known.places[country.iso3]
                labels = [community_label(rec, language) for rec in recs if rec.code in place.recs]
                yield Entry(
                    kind=COUNTRY,
                    key=country.iso3,
                    language=language,
                    title=place.name,
                    text=" ".join(
                        [country.office_name, country.office_acronym, region_label(place.region), *labels]
                    ),
                    detail=region_label(place.region),
                    url=f"/{language}/network/countries/{country.iso3.lower()}/",
                )
