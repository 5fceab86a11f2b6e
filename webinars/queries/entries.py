"""What the search may find of a webinar: its page in each language it was written in, and every sentence spoken."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.html import strip_tags

from foundation.language.sentences import comma
from foundation.search import Entry
from webinars.models import Cue, WebinarPage

PAGE_KIND, CUE_KIND = "webinar", "cue"


def page_entries(key: UUID) -> list[Entry]:
    """The pages of one webinar; none if nobody may read it."""
    return [_page_entry(page) for page in _readable_sources(key)]


def cue_entries(key: UUID) -> list[Entry]:
    """The sentences spoken in one webinar; none if nobody may read its page."""
    return list(_cue_entries(_readable_sources(key)))


def all_page_entries() -> Iterable[Entry]:
    """The pages of every webinar, for a rebuild of the index."""
    for key in _readable_keys():
        yield from page_entries(key)


def all_cue_entries() -> Iterable[Entry]:
    """The sentences of every webinar, for a rebuild of the index."""
    for key in _readable_keys():
        yield from cue_entries(key)


def _readable_keys() -> Iterable[UUID]:
    return WebinarPage.objects.readable().sources().values_list("translation_key", flat=True).distinct()


def _readable_sources(key: UUID) -> list[WebinarPage]:
    return list(
        WebinarPage.objects.readable()
        .sources()
        .filter(translation_key=key)
        .select_related("locale", "recording")
        .prefetch_related("speakers", "topics")
        .order_by("pk")
    )


def _page_entry(page: WebinarPage) -> Entry:
    language = page.locale.language_code
    topics = " ".join(topic.name_in(language) for topic in page.topics.all())
    speakers = comma(language).join(str(speaker) for speaker in page.speakers.all())
    return Entry(
        kind=PAGE_KIND,
        key=page.key,
        language=language,
        title=page.title,
        text=" ".join((page.summary, strip_tags(page.body.replace(">", "> ")), speakers, topics)),
        detail=speakers,
        url=page.url or "",
        is_demonstration=page.is_demonstration,
    )


def _cue_entries(pages: list[WebinarPage]) -> Iterable[Entry]:
    page_by_language = {page.locale.language_code: page for page in reversed(pages)}
    recording = next((page.recording for page in pages if page.recording), None)
    if recording is None:
        return
    for cue in Cue.objects.filter(track__recording=recording).select_related("track"):
        page = page_by_language.get(cue.track.language) or pages[0]
        yield Entry(
            kind=CUE_KIND,
            key=page.key,
            language=cue.track.language,
            title=page.title,
            text=cue.text,
            detail=cue.speaker,
            url=f"{page.url}?t={cue.seconds}#player",
            seconds=cue.seconds,
            is_demonstration=page.is_demonstration,
        )
