"""One webinar: the invitation before it, the recording and its transcript after it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import prefetch_related_objects
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import Person
from foundation.search import analyser
from webinars import rules
from webinars.models import Recording, Registration, Track, WebinarPage
from webinars.queries.cards import Card, card, clock
from webinars.queries.moments import Moment, cities, moment

#: Labels further along than this (per cent) stand before their tick, so that they stay inside the line.
END_ANCHORED = 78


@dataclass(frozen=True)
class Line:
    """A line of the transcript."""

    seconds: int
    at: str
    speaker: str
    text: SafeString | str
    is_found: bool = False


@dataclass(frozen=True)
class Part:
    """A chapter, with its place on the time line (per cent)."""

    seconds: int
    at: str
    label: str
    place: float
    shown: str
    is_now: bool


@dataclass(frozen=True)
class File:
    """A file to take along."""

    icon: str
    title: str
    kind: str
    url: str
    size: int


@dataclass(frozen=True)
class Captions:
    """A track of captions for the player."""

    language: str
    url: str
    is_default: bool


@dataclass(frozen=True)
class Player:
    """What there is to watch or to hear."""

    video_url: str
    audio_url: str
    poster_url: str
    seconds: int
    length: str
    video_bytes: int
    audio_bytes: int
    captions: tuple[Captions, ...]
    language: str
    note: str
    start: int


@dataclass(frozen=True)
class WebinarScreen:
    """The whole screen."""

    card: Card
    when: Moment
    until: str
    cities: tuple[Moment, ...]
    zone: str
    is_coming: bool
    is_signed_up: bool
    is_door_open: bool
    has_room: bool
    player: Player | None
    chapters: tuple[Part, ...]
    ticks: tuple[tuple[float, bool], ...]
    done: float
    transcript_language: str
    transcript_languages: tuple[str, ...]
    lines: tuple[Line, ...]
    find: str
    found: int
    materials: tuple[File, ...]
    topics: tuple[tuple[str, str], ...]


def webinar_screen(
    page: WebinarPage,
    user: Person,
    now: datetime,
    zone: str,
    *,
    start: int = 0,
    find: str = "",
    language: str = "",
) -> WebinarScreen:
    """Everything the page of a webinar shows to one reader at one moment."""
    prefetch_related_objects([page], "speakers", "topics")
    recording = page.recording
    tracks = list(recording.tracks.all()) if recording else []
    track = _track(tracks, language, page.language)
    lines = transcript_of(track, find) if track else ()
    registration = Registration.objects.of(user).for_webinar(page.translation_key).first()
    return WebinarScreen(
        card=card(page),
        when=moment(page.starts_at, zone),
        until=moment(page.ends_at, zone).time,
        cities=cities(page.starts_at, zone),
        zone=zone,
        is_coming=page.ends_at > now,
        is_signed_up=registration is not None,
        is_door_open=rules.may_enter(registration, page, now),
        has_room=bool(page.joining_address),
        player=_player(recording, tracks, min(start, recording.seconds)) if recording else None,
        chapters=_chapters(recording, start) if recording else (),
        done=round(100 * min(start / recording.seconds, 1), 2) if recording and recording.seconds else 0,
        ticks=_ticks(recording.seconds) if recording else (),
        transcript_language=track.language if track else "",
        transcript_languages=tuple(each.language for each in tracks),
        lines=lines,
        find=find,
        found=sum(line.is_found for line in lines),
        materials=_materials(page),
        topics=tuple((topic.code, topic.name) for topic in page.topics.all()),
    )


def transcript_of(track: Track, find: str = "") -> tuple[Line, ...]:
    """The lines of a transcript; those that hold every telling word of ``find`` are marked."""
    forms = analyser.variants(find) if find else []
    lines, last = [], ""
    for cue in track.cues.all():
        text, is_found = _marked(cue.text, track.language, forms) if forms else (cue.text, False)
        speaker, last = ("" if cue.speaker == last else cue.speaker), cue.speaker
        lines.append(Line(cue.seconds, clock(cue.seconds), speaker, text, is_found))
    return tuple(lines)


def _marked(text: str, language: str, forms: list[tuple[str, ...]]) -> tuple[SafeString, bool]:
    """The text with the words found in ``<mark>``, and whether every group of forms was found in it."""
    wanted = {form for group in forms for form in group}
    seen: set[str] = set()
    parts = []
    for part in text.split():
        kinds = {
            kind
            for word in analyser.words(part)
            for kind in (analyser.fold(word), analyser.stem(word, language))
        }
        seen |= kinds & wanted
        parts.append(format_html("<mark>{}</mark>", part) if kinds & wanted else format_html("{}", part))
    is_found = all(any(form in seen for form in group) for group in forms)
    if not is_found:
        return format_html("{}", text), False
    return format_html(" ".join("{}" for _ in parts), *parts), True


def _track(tracks: list[Track], asked: str, spoken: str) -> Track | None:
    """The captions asked for, else those in the language spoken, else the first."""
    for language in (asked, spoken):
        for track in tracks:
            if track.language == language:
                return track
    return tracks[0] if tracks else None


def _player(recording: Recording, tracks: list[Track], start: int) -> Player | None:
    if not (recording.video or recording.audio):
        return None
    poster = recording.poster
    return Player(
        video_url=recording.video.url if recording.video else "",
        audio_url=recording.audio.url if recording.audio else "",
        poster_url=poster.url if poster else "",
        seconds=recording.seconds,
        length=clock(recording.seconds),
        video_bytes=recording.video_bytes,
        audio_bytes=recording.audio_bytes,
        captions=tuple(
            Captions(track.language, track.file.url, track.language == recording.language) for track in tracks
        ),
        language=recording.language,
        note=recording.note,
        start=start,
    )


def _chapters(recording: Recording, start: int) -> tuple[Part, ...]:
    """The chapters; a label on the time line is left out where it would run into the one before."""
    chapters = list(recording.chapters.all())
    length = recording.seconds or 1
    parts, free = [], {"small": 0.0, "wide": 0.0}
    for number, chapter in enumerate(chapters):
        place = round(min(100 * chapter.seconds / length, 100), 2)
        following = chapters[number + 1].seconds if number + 1 < len(chapters) else length + 1
        parts.append(
            Part(
                seconds=chapter.seconds,
                at=clock(chapter.seconds),
                label=chapter.label,
                place=place,
                shown=_label_shown(place, len(chapter.label), free),
                is_now=bool(start) and chapter.seconds <= start < following,
            )
        )
    return tuple(parts)


def _label_shown(place: float, letters: int, free: dict[str, float]) -> str:
    """Whether a label finds room on the time line: ``all``, on ``wide`` paper only, or nowhere (empty).

    The room it takes, in per cent: a letter is about 7 px of 330 px on a phone, of 650 px elsewhere.
    """
    shown = ""
    for paper, letter in (("wide", 1.1), ("small", 2.2)):
        room = 3 + letter * letters
        begin = place - room if place > END_ANCHORED else place
        if begin >= free[paper] and place > 3:
            free[paper] = begin + room
            shown = "all" if paper == "small" else "wide"
        elif paper == "wide":
            break
    return shown


def _ticks(seconds: int) -> tuple[tuple[float, bool], ...]:
    """The ticks of the time line: at most sixty, every fifth longer; a tick is 1, 5, 10, 60 … seconds."""
    step = next((each for each in (1, 2, 5, 10, 30, 60, 120, 300, 600) if seconds / each <= 60), 1800)
    return (
        tuple((100 * at / seconds, not (at // step) % 5) for at in range(0, seconds + 1, step))
        if seconds
        else ()
    )


def _materials(page: WebinarPage) -> tuple[File, ...]:
    rows = page.materials.select_related("document")
    return tuple(
        File(
            icon="file",
            title=row.title,
            kind=row.document.file_extension.upper(),
            url=row.document.url,
            size=row.document.get_file_size() or 0,
        )
        for row in rows
    )
