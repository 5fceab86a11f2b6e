"""Blocks made of files: figures, downloads, recordings."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

VIDEO = {".mp4", ".webm"}
AUDIO = {".m4a", ".mp3", ".ogg"}


class FigureBlock(blocks.StructBlock):
    """A drawing or photograph with its description and source."""

    image = ImageChooserBlock(label=_("Image"))
    title = blocks.CharBlock(
        label=_("Title"), max_length=250, help_text=_("Shown above the figure, behind its number.")
    )
    alt = blocks.CharBlock(
        label=_("What the figure shows"),
        max_length=400,
        help_text=_("One or two sentences for people who do not see it."),
    )
    source = blocks.CharBlock(
        label=_("Source"), max_length=300, help_text=_("Who made it, and under which licence.")
    )

    class Meta:
        label = _("Figure")
        icon = "image"
        template = "blocks/figure.html"
        # A preview of its own: a new school has no image yet that could be shown.
        preview_template = "blocks/previews/figure.html"
        description = _("A drawing or photograph. SVG drawings stay sharp and small.")


class DownloadBlock(blocks.StructBlock):
    """A file to take away, with its size."""

    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(
        label=_("Title"),
        max_length=200,
        help_text=_("What the reader takes away, as it stands in the link."),
    )

    def get_preview_value(self):
        document = get_document_model()(pk=0, file="tables.xlsx", file_size=18_400)
        return self.normalize({"document": document, "title": "Tables of this lesson"})

    class Meta:
        label = _("Download")
        icon = "download"
        template = "blocks/download.html"
        description = _("A file; its kind and size are shown.")


class MediaBlock(blocks.StructBlock):
    """A recording with captions and a transcript."""

    title = blocks.CharBlock(label=_("Title"), max_length=200, help_text=_("Shown above the recording."))
    recording = DocumentChooserBlock(
        label=_("Recording (MP4, WebM, M4A, MP3, OGG)"),
        help_text=_("Keep it small: many readers pay for every megabyte."),
    )
    captions = DocumentChooserBlock(
        label=_("Captions (WebVTT)"),
        required=False,
        help_text=_("What is said, with times, in a file that ends in .vtt. A video needs them."),
    )
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        features=["bold", "italic", "ol", "ul"],
        help_text=_("All that is said, for people who read instead of listening."),
    )

    def clean(self, value):
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        suffix = PurePath(value["recording"].filename).suffix.lower()
        errors = {}
        if suffix not in VIDEO | AUDIO:
            errors["recording"] = ValidationError(
                _("Choose a file that ends in .mp4, .webm, .m4a, .mp3 or .ogg.")
            )
        if suffix in VIDEO and not value["captions"]:
            errors["captions"] = ValidationError(_("A video needs captions, for people who do not hear it."))
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return value

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["is_video"] = PurePath(value["recording"].filename).suffix.lower() in VIDEO
        return context

    def get_preview_value(self):
        document = get_document_model()(pk=0, file="lecture.mp4", file_size=6_300_000)
        return self.normalize(
            {
                "title": "How a census asks for the place of birth",
                "recording": document,
                "captions": None,
                "transcript": "<p>Today we look at one question of the questionnaire.</p>",
            }
        )

    class Meta:
        label = _("Video or audio")
        icon = "media"
        template = "blocks/media.html"
        description = _("A recording with captions and its transcript.")
