"""The programme and the archive: what is to come, what was, and what was said in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.utils.translation import get_language

from accounts.models import Person
from foundation import search
from foundation.models.reference import LANGUAGE_CODES
from webinars.models import Registration, WebinarIndexPage, WebinarPage
from webinars.models.pages import WebinarPageQuerySet
from webinars.queries.cards import Card, card, clock
from webinars.queries.entries import CUE_KIND, PAGE_KIND
from webinars.queries.moments import Moment, cities, moment

PAGE_SIZE = 12
MOST_SENTENCES = 4  # of one webinar, in a list of hits
MOST_HITS = 200


@dataclass(frozen=True)
class Wanted:
    """What a reader asked of the archive, cleaned."""

    query: str = ""
    language: str = ""
    topic: str = ""
    page: int = 1

    @property
    def is_filtered(self) -> bool:
        return bool(self.query or self.language or self.topic)


@dataclass(frozen=True)
class Coming:
    """A webinar to come, with its time for this reader and in the four cities."""

    card: Card
    when: Moment
    until: str
    cities: tuple[Moment, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence spoken in a recording, found by its words."""

    at: str
    seconds: int
    url: str
    language: str
    passage: str


@dataclass(frozen=True)
class Held:
    """A webinar of the archive; when words were searched, with the sentences in which they were said."""

    card: Card
    when: Moment
    sentences: tuple[Sentence, ...] = ()
    more_sentences: int = 0


@dataclass(frozen=True)
class ProgrammeScreen:
    """The whole screen."""

    coming: tuple[Coming, ...]
    held: tuple[Held, ...]
    wanted: Wanted
    zone: str
    languages: tuple[str, ...]
    topics: tuple[tuple[str, str], ...]
    page: int
    pages: int
    count: int


def programme_screen(
    index: WebinarIndexPage, wanted: Wanted, zone: str, user: Person, now: datetime
) -> ProgrammeScreen:
    """Everything the programme shows to one reader at one moment."""
    language = index.locale.language_code
    pages = WebinarPage.objects.readable().child_of(index)
    signed_up = _signed_up(user)
    past = pages.past(now)
    found = _found(wanted.query, language) if wanted.query else None
    chosen = _chosen(past, wanted, found)
    paginator = Paginator(chosen.with_card(), PAGE_SIZE)
    shown = paginator.get_page(wanted.page)
    held = tuple(_held(page, zone, (found or {}).get(page.key, ())) for page in shown)
    coming = () if wanted.is_filtered else upcoming_cards(pages, zone, signed_up, now)
    languages, topics = _choices(past)
    return ProgrammeScreen(
        coming=coming,
        held=held,
        wanted=wanted,
        zone=zone,
        languages=languages,
        topics=topics,
        page=shown.number,
        pages=paginator.num_pages,
        count=paginator.count,
    )


def upcoming_cards(
    pages: WebinarPageQuerySet, zone: str, signed_up: frozenset[str], now: datetime, limit: int | None = None
) -> tuple[Coming, ...]:
    """The webinars to come, the next one first; a cancelled one stays, marked, until its time has passed."""
    return tuple(
        Coming(
            card=card(page, signed_up),
            when=moment(page.starts_at, zone),
            until=moment(page.ends_at, zone).time,
            cities=cities(page.starts_at, zone),
        )
        for page in pages.upcoming(now).with_card()[:limit]
    )


def _signed_up(user: Person) -> frozenset[str]:
    keys = Registration.objects.of(user).values_list("webinar_key", flat=True)
    return frozenset(str(key) for key in keys)


def _found(query: str, language: str) -> dict[str, list[Sentence]]:
    """The webinars that hold the words, each with the sentences that do."""
    found: dict[str, list[Sentence]] = {}
    for hit in search.find(query, kinds=[PAGE_KIND, CUE_KIND], limit=MOST_HITS).hits:
        sentences = found.setdefault(hit.key, [])
        if hit.seconds is not None:
            url = f"/{language}/{hit.url.split('/', 2)[2]}" if hit.url.count("/") > 1 else hit.url
            sentences.append(Sentence(clock(hit.seconds), hit.seconds, url, hit.language, hit.passage))
    return {key: sorted(sentences, key=lambda each: each.seconds) for key, sentences in found.items()}


def _chosen(
    past: WebinarPageQuerySet, wanted: Wanted, found: dict[str, list[Sentence]] | None
) -> WebinarPageQuerySet:
    if wanted.language:
        past = past.filter(language=wanted.language)
    if wanted.topic:
        past = past.filter(pk__in=past.filter(topics__code=wanted.topic).values("pk"))
    if found is not None:
        past = past.filter(translation_key__in=list(found))
    return past


def _held(page: WebinarPage, zone: str, sentences: Sequence[Sentence]) -> Held:
    return Held(
        card=card(page),
        when=moment(page.starts_at, zone),
        sentences=tuple(sentences[:MOST_SENTENCES]),
        more_sentences=max(0, len(sentences) - MOST_SENTENCES),
    )


def _choices(past: WebinarPageQuerySet) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The languages and topics that webinars of the archive have, in one query; topics by their name."""
    reader = (get_language() or "en").split("-", maxsplit=1)[0]
    name = f"topics__name_{reader if reader in LANGUAGE_CODES else 'en'}"
    rows = past.order_by().values_list("language", "topics__code", name, "topics__name_en").distinct()
    topics = {code: translated or english for _language, code, translated, english in rows if code}
    languages = sorted({language for language, *_rest in rows})
    return tuple(languages), tuple(sorted(topics.items(), key=lambda pair: pair[1]))
