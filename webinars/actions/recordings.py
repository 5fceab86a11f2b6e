"""Taking in a recording: its weights, its length, its captions as rows."""

import struct
from functools import partial
from typing import IO

from django.db import transaction
from django.db.models.fields.files import FieldFile

from webinars import captions
from webinars.actions.publishing import make_webinar_findable
from webinars.models import Cue, Recording, Track, WebinarPage


@transaction.atomic
def take_in(recording: Recording) -> None:
    """Read what the files say, after any of them changed, and make the new transcript findable."""
    recording.video_bytes = recording.video.size if recording.video else 0
    recording.audio_bytes = recording.audio.size if recording.audio else 0
    for track in recording.tracks.all():
        _derive_cues(track)
    recording.seconds = (
        _length(recording.video) or _length(recording.audio) or recording.seconds or _last_word(recording)
    )
    recording.save(update_fields=["video_bytes", "audio_bytes", "seconds"])
    for key in set(WebinarPage.objects.filter(recording=recording).values_list("translation_key", flat=True)):
        make_webinar_findable(key)


@transaction.atomic
def discard(recording: Recording) -> None:
    """Delete a recording and, once that is sure, its files."""
    keys = set(WebinarPage.objects.filter(recording=recording).values_list("translation_key", flat=True))
    fields = [recording.video, recording.audio, recording.poster, *(t.file for t in recording.tracks.all())]
    for field in filter(None, fields):
        transaction.on_commit(partial(field.storage.delete, field.name))
    recording.delete()
    for key in keys:
        make_webinar_findable(key)


def _derive_cues(track: Track) -> None:
    with track.file.open("rb") as file:
        read = captions.read(file.read(captions.MOST_BYTES + 1))
    track.cues.all().delete()
    Cue.objects.bulk_create(
        Cue(track=track, start_ms=cue.start_ms, end_ms=cue.end_ms, speaker=cue.speaker, text=cue.text)
        for cue in read
    )


def _last_word(recording: Recording) -> int:
    last = Cue.objects.filter(track__recording=recording).order_by("-end_ms").first()
    return -(-last.end_ms // 1000) if last else 0


def _length(field: FieldFile) -> int:
    """The length an MP4 file gives in its movie header (ISO/IEC 14496-12, 8.2.2); 0 where it cannot be read."""
    if not field:
        return 0
    with field.open("rb") as file:
        try:
            end = _enter(file, b"moov", field.size)
            return round(_movie_header(file, _enter(file, b"mvhd", end))) if end else 0
        except (struct.error, ZeroDivisionError, ValueError):
            return 0


def _enter(file: IO[bytes], wanted: bytes, end: int) -> int:
    """Go to the beginning of the content of the next box of this name; returns where it ends, 0 if there is none."""
    while end - file.tell() >= 8:
        begin = file.tell()
        size, name = struct.unpack(">I4s", file.read(8))
        if size == 1:
            (size,) = struct.unpack(">Q", file.read(8))
        if size < 8:
            return 0
        if name == wanted:
            return min(begin + size, end)
        file.seek(begin + size)
    return 0


def _movie_header(file: IO[bytes], end: int) -> float:
    if not end:
        return 0
    (version,) = struct.unpack(">B3x", file.read(4))
    layout = ">QQIQ" if version == 1 else ">IIII"
    _made, _changed, scale, duration = struct.unpack(layout, file.read(struct.calcsize(layout)))
    return duration / scale
