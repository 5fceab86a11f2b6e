"""A recording: one video, one sound track, captions in any language, chapters; its cues are rows, so they can be searched."""

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from webinars import captions


def _is_kind(file, *beginnings: str) -> bool:
    """Whether the first bytes of the file are of one of these kinds; its name proves nothing.

    What is stored already was judged when it came.
    """
    if getattr(file, "_committed", False):
        return True
    file.seek(0)
    guess = filetype.guess_mime(file.read(8192)) or ""
    file.seek(0)
    return guess.startswith(beginnings)


def validate_video(file) -> None:
    """Refuse what is not a video, whatever its name says."""
    if not _is_kind(file, "video/"):
        raise ValidationError(_("This file is not a video that browsers can play."))


def validate_audio(file) -> None:
    """Refuse what is not sound. An m4a file may begin like a video: both are MP4."""
    if not _is_kind(file, "audio/", "video/mp4"):
        raise ValidationError(_("This file is not a sound file that browsers can play."))


class Recording(ClusterableModel):
    """What was recorded, in one place: the page of a webinar points to it, in every language the same."""

    title = models.CharField(_("title"), max_length=200, help_text=_("Shown to editors only."))
    language = models.CharField(_("language spoken"), max_length=10, choices=settings.LANGUAGES)
    video = models.FileField(
        _("video"),
        upload_to="recordings/%Y/",
        blank=True,
        validators=[FileExtensionValidator(["mp4", "m4v", "webm"]), validate_video],
        help_text=_("MP4 (H.264) plays everywhere. 480 lines are enough for slides."),
    )
    audio = models.FileField(
        _("sound alone"),
        upload_to="recordings/%Y/",
        blank=True,
        validators=[FileExtensionValidator(["m4a", "mp3", "ogg", "opus"]), validate_audio],
        help_text=_("For slow lines: about a tenth of the video."),
    )
    poster = models.ImageField(
        _("still picture"),
        upload_to="recordings/%Y/",
        blank=True,
        validators=[FileExtensionValidator(["webp", "jpg", "jpeg", "png"])],
        help_text=_("Shown before the video is asked for. Keep it under 30 kB."),
    )
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("Shown beside the recording."))
    seconds = models.PositiveIntegerField(
        _("length in seconds"), default=0, blank=True, help_text=_("Read from the file where it says so.")
    )
    video_bytes = models.PositiveBigIntegerField(default=0, editable=False)
    audio_bytes = models.PositiveBigIntegerField(default=0, editable=False)
    is_demonstration = models.BooleanField(_("demonstration content"), default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("language"), FieldPanel("seconds")]),
        MultiFieldPanel(
            [FieldPanel("video"), FieldPanel("audio"), FieldPanel("poster"), FieldPanel("note")],
            heading=_("Files"),
        ),
        InlinePanel("tracks", heading=_("Captions"), label=_("Captions")),
        InlinePanel("chapters", heading=_("Chapters"), label=_("Chapter")),
    ]

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")

    def __str__(self) -> str:
        return self.title


class Track(models.Model):
    """Captions of a recording in one language (a WebVTT file, the truth from which the cues are made)."""

    recording = ParentalKey(Recording, on_delete=models.CASCADE, related_name="tracks")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    file = models.FileField(
        _("WebVTT file"),
        upload_to="recordings/%Y/",
        validators=[FileExtensionValidator(["vtt"]), captions.validate],
    )

    panels = [FieldRowPanel([FieldPanel("language"), FieldPanel("file")])]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recording", "language"], name="captions_once")]
        ordering = ["pk"]
        verbose_name = _("captions")

    def __str__(self) -> str:
        return f"{self.recording_id} {self.language}"


class Cue(models.Model):
    """One caption: who says what, from when to when. Derived from the track's file, never edited."""

    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="cues")
    start_ms = models.PositiveIntegerField()
    end_ms = models.PositiveIntegerField()
    speaker = models.CharField(max_length=120, blank=True)
    text = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(end_ms__gt=models.F("start_ms")), name="cue_takes_time")
        ]
        indexes = [models.Index(fields=["track", "start_ms"])]
        ordering = ["start_ms", "pk"]
        verbose_name = _("cue")

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def seconds(self) -> int:
        """The whole second to jump to."""
        return self.start_ms // 1000


class Chapter(models.Model):
    """A chapter of a recording."""

    recording = ParentalKey(Recording, on_delete=models.CASCADE, related_name="chapters")
    at = models.DurationField(_("begins at"), help_text=_("Minutes and seconds, as in 7:35."))
    label = models.CharField(_("label"), max_length=120)

    panels = [FieldRowPanel([FieldPanel("at"), FieldPanel("label")])]

    class Meta:
        ordering = ["at"]
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")

    def __str__(self) -> str:
        return f"{self.at} {self.label}"

    @property
    def seconds(self) -> int:
        """The second at which it begins."""
        return int(self.at.total_seconds())
