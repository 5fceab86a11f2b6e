"""Keeping and asking the index. One table of our own, searched by Wagtail's database search on either engine."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.db import transaction
from django.utils.html import format_html
from modelsearch.query import PlainText

from foundation.search import analyser

_sources: dict[str, Callable[[], Iterable["Entry"]]] = {}
_is_rebuilt_afterwards = ContextVar("is_rebuilt_afterwards", default=False)


@dataclass(frozen=True)
class Entry:
    """One findable thing in one language for one audience (``public``, ``members`` …).

    ``key`` names the thing within its kind; ``seconds`` is the moment within a recording.
    """

    kind: str
    key: str
    language: str
    title: str
    text: str
    url: str
    audience: str = "public"
    detail: str = ""
    seconds: int | None = None
    is_demonstration: bool = False


@dataclass(frozen=True)
class Hit:
    """A found thing, with the passage in which the words stand (safe HTML with ``<mark>``)."""

    kind: str
    key: str
    language: str
    title: str
    detail: str
    url: str
    passage: str
    seconds: int | None
    is_demonstration: bool


@dataclass(frozen=True)
class Results:
    """Hits of one page, and whether more follow; exact counts are not made."""

    hits: tuple[Hit, ...]
    has_more: bool


def register(kind: str, source: Callable[[], Iterable[Entry]]) -> None:
    """Name the function that yields every entry of a kind (called from an AppConfig's ``ready``)."""
    _sources[kind] = source


def replace(kind: str, key: str, entries: Iterable[Entry]) -> None:
    """Make these the entries of one thing; with none, the thing can no longer be found."""
    if _is_rebuilt_afterwards.get():
        return
    from modelsearch.backends import get_search_backend

    from foundation.models import SearchEntry

    with transaction.atomic():
        for stored in SearchEntry.objects.filter(kind=kind, key=key):
            stored.delete()
        # Saved one by one, each row would be indexed by a task of its own, later; this way it can be found at once.
        SearchEntry.objects.bulk_create(SearchEntry(**_columns(entry)) for entry in entries)
        get_search_backend().add_bulk(SearchEntry, list(SearchEntry.objects.filter(kind=kind, key=key)))


def remove(kind: str, key: str) -> None:
    """Forget one thing."""
    replace(kind, key, ())


@contextmanager
def rebuilt_afterwards() -> Iterator[None]:
    """Where very much changes: write no entry meanwhile, and all of them anew at the end."""
    before = _is_rebuilt_afterwards.set(True)
    try:
        yield
    finally:
        _is_rebuilt_afterwards.reset(before)
    rebuild()


def rebuild(kinds: Sequence[str] | None = None) -> int:
    """Make the index anew from the registered sources; returns how many entries there are."""
    from modelsearch.backends import get_search_backend

    from foundation.models import SearchEntry

    made = 0
    with transaction.atomic():
        for kind, source in _sources.items():
            if kinds is not None and kind not in kinds:
                continue
            for stored in SearchEntry.objects.filter(kind=kind):
                stored.delete()
            rows = [SearchEntry(**_columns(entry)) for entry in source()]
            SearchEntry.objects.bulk_create(rows)
            get_search_backend().add_bulk(SearchEntry, list(SearchEntry.objects.filter(kind=kind)))
            made += len(rows)
    return made


def find(
    query: str,
    *,
    kinds: Sequence[str] | None = None,
    languages: Sequence[str] | None = None,
    audiences: Sequence[str] = ("public",),
    key: str | None = None,
    start: int = 0,
    limit: int = 20,
) -> Results:
    """Find what holds every telling word of the query, best first. A query without one finds nothing."""
    from modelsearch.backends import get_search_backend

    from foundation.models import SearchEntry

    forms = analyser.variants(query)
    if not forms:
        return Results((), False)
    rows = SearchEntry.objects.filter(audience__in=list(audiences))
    if kinds:
        rows = rows.filter(kind__in=list(kinds))
    if languages:
        rows = rows.filter(language__in=list(languages))
    if key is not None:
        rows = rows.filter(key=key)
    wanted = reduce(and_, (reduce(or_, (PlainText(form) for form in group)) for group in forms))
    found = list(get_search_backend().search(wanted, rows)[start : start + limit + 1])
    return Results(tuple(_hit(row, forms) for row in found[:limit]), len(found) > limit)


def _columns(entry: Entry) -> dict:
    # A moment of a recording is found by what is said in it: by the recording's title every moment would be found at once.
    titled = entry.title if entry.seconds is None else ""
    return {
        "kind": entry.kind,
        "key": entry.key,
        "language": entry.language,
        "audience": entry.audience,
        "title": entry.title[:300],
        "text": entry.text,
        "detail": entry.detail[:300],
        "url": entry.url,
        "seconds": entry.seconds,
        "is_demonstration": entry.is_demonstration,
        "analysed_title": analyser.analyse(titled, entry.language),
        "analysed": analyser.analyse(f"{titled} {entry.text}", entry.language),
    }


def _hit(row, forms: list[tuple[str, ...]]) -> Hit:
    return Hit(
        kind=row.kind,
        key=row.key,
        language=row.language,
        title=row.title,
        detail=row.detail,
        url=row.url,
        passage=_passage(row.text, row.language, {form for group in forms for form in group}),
        seconds=row.seconds,
        is_demonstration=row.is_demonstration,
    )


def _passage(text: str, language: str, forms: set[str], width: int = 28) -> str:
    """About ``width`` words around the first word found, the found words marked."""
    parts = text.split()
    marked = []
    first = None
    for number, part in enumerate(parts):
        is_found = any(
            analyser.fold(word) in forms or analyser.stem(word, language) in forms
            for word in analyser.words(part)
        )
        marked.append(is_found)
        if is_found and first is None:
            first = number
        if first is not None and number > first + width:
            break
    begin = max(0, (first or 0) - width // 3) if len(parts) > width else 0
    shown = [
        format_html("<mark>{}</mark>", part) if is_found else format_html("{}", part)
        for part, is_found in list(zip(parts, marked, strict=False))[begin : begin + width]
    ]
    joined = format_html(" ".join("{}" for _ in shown), *shown) if shown else ""
    before = "… " if begin else ""
    after = " …" if begin + width < len(parts) else ""
    return format_html("{}{}{}", before, joined, after)
