"""Reading WebVTT: what a stranger's file says, or a clear refusal."""

import html
import re
from dataclasses import dataclass

import webvtt
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from webvtt.errors import MalformedCaptionError, MalformedFileError

MOST_BYTES = 2 * 1024 * 1024
MOST_CUES = 20_000
LONGEST_CUE = 2_000  # characters
DAY_MS = 24 * 60 * 60 * 1000
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class CaptionsUnreadable(ValidationError):
    """The file is not WebVTT that can be shown and searched; the message says why, to the editor."""


@dataclass(frozen=True)
class ReadCue:
    """One caption as it stands in the file, without markup."""

    start_ms: int
    end_ms: int
    speaker: str
    text: str


def read(data: bytes) -> tuple[ReadCue, ...]:
    """The cues of a WebVTT file, in the order of time."""
    if len(data) > MOST_BYTES:
        raise CaptionsUnreadable(_("The captions are larger than 2 MB: this is not a caption file."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaptionsUnreadable(_("The captions are not in UTF-8. Save them as WebVTT again.")) from error
    try:
        parsed = webvtt.from_string(text)
    except (MalformedFileError, MalformedCaptionError, ValueError) as error:
        raise CaptionsUnreadable(_("The file is not WebVTT: its first line must be “WEBVTT”.")) from error
    if len(parsed.captions) > MOST_CUES:
        raise CaptionsUnreadable(_("The captions have more than 20,000 lines: this is not a caption file."))
    cues = [cue for caption in parsed.captions if (cue := _cue(caption))]
    if not cues:
        raise CaptionsUnreadable(_("The file holds no captions."))
    return tuple(sorted(cues, key=lambda cue: (cue.start_ms, cue.end_ms)))


def _cue(caption) -> ReadCue | None:
    start, end = caption.start_time.in_milliseconds(), caption.end_time.in_milliseconds()
    words = INVISIBLE.sub("", " ".join(html.unescape(caption.text).split()))
    if not words:
        return None
    if end <= start:
        raise CaptionsUnreadable(
            _("The caption at %(time)s ends before it begins.") % {"time": caption.start}
        )
    if end > DAY_MS:
        raise CaptionsUnreadable(_("The caption at %(time)s is later than a day.") % {"time": caption.start})
    if len(words) > LONGEST_CUE:
        raise CaptionsUnreadable(_("The caption at %(time)s is too long.") % {"time": caption.start})
    speaker = INVISIBLE.sub("", html.unescape(caption.voice or "")).strip()[:120]
    return ReadCue(start, end, speaker, words)


def validate(file) -> None:
    """Refuse, in a form, captions that cannot be read. What is stored already was judged when it came."""
    if getattr(file, "_committed", False):
        return
    file.seek(0)
    read(file.read(MOST_BYTES + 1))
    file.seek(0)
