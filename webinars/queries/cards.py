"""A webinar as it stands in a list."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language

from webinars.models import Recording, WebinarPage


@dataclass(frozen=True)
class RecordingFacts:
    """What there is to watch, and what it weighs."""

    seconds: int
    video_bytes: int
    audio_bytes: int

    @property
    def length(self) -> str:
        return clock(self.seconds)


@dataclass(frozen=True)
class Card:
    """A webinar in a list. The joining address is not among what it knows."""

    key: str
    url: str
    title: str
    summary: str
    text_language: str
    language: str
    starts_at: datetime
    ends_at: datetime
    minutes: int
    speakers: tuple[str, ...]
    topics: tuple[str, ...]
    recording: RecordingFacts | None
    is_cancelled: bool
    is_demonstration: bool
    is_signed_up: bool = False


def card(page: WebinarPage, signed_up: frozenset[str] = frozenset()) -> Card:
    """The card of a page that was fetched ``with_card``."""
    return Card(
        key=page.key,
        url=page.url,
        title=page.title,
        summary=page.summary,
        text_language=page.content_language,
        language=page.language,
        starts_at=page.starts_at,
        ends_at=page.ends_at,
        minutes=page.minutes,
        speakers=tuple(str(speaker) for speaker in page.speakers.all()),
        topics=tuple(topic.name for topic in page.topics.all()),
        recording=facts(page.recording) if page.recording else None,
        is_cancelled=page.is_cancelled,
        is_demonstration=page.is_demonstration,
        is_signed_up=page.key in signed_up,
    )


def facts(recording: Recording) -> RecordingFacts:
    """Length and weights of a recording."""
    return RecordingFacts(recording.seconds, recording.video_bytes, recording.audio_bytes)


def clock(seconds: int) -> str:
    """A moment of a recording: 7:35, or 1:07:35 from an hour on."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def webinar_for_reader(key: UUID) -> WebinarPage | None:
    """The readable page of a webinar in the reader's language, else in any."""
    pages = list(WebinarPage.objects.readable().filter(translation_key=key).with_card())
    own = [page for page in pages if page.locale.language_code == get_language()]
    return (own or pages or [None])[0]
