"""What an exercise is given to work with: files of data that everybody sees, and hidden ones of the same shape."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from assessments.blocks.widgets import CellsInput
from assessments.kinds.answers import SameTextBlock

FILE_NAME = r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}$"
#: Characters of one hidden file: it goes with every version of the exercise.
MOST_HIDDEN = 100_000


class DataFileBlock(blocks.StructBlock):
    """A file of data that the notebook opens."""

    document = DocumentChooserBlock(label=_("File"))
    # Regular expressions and no plain text: these are the same in every language and are not sent to translators.
    name = blocks.RegexBlock(
        regex=FILE_NAME,
        label=_("Name in the notebook"),
        help_text=_("The notebook opens the file by this name: e01_stock.csv."),
    )
    description = blocks.TextBlock(label=_("What it holds"), rows=1)
    source = blocks.CharBlock(label=_("Source"), max_length=255)
    licence = blocks.RegexBlock(regex=r"^.{1,80}$", label=_("Licence"))
    fictional = blocks.BooleanBlock(label=_("The figures are fictional"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("File")
        label_format = "{name}"


class HiddenFileBlock(blocks.StructBlock):
    """A file that stands in the place of a visible one."""

    name = blocks.RegexBlock(
        regex=FILE_NAME,
        label=_("In place of"),
        help_text=_("The name in the notebook of the file that it replaces."),
    )
    content = SameTextBlock(
        label=_("Content"),
        max_length=MOST_HIDDEN,
        widget=CellsInput(attrs={"rows": 6, "dir": "ltr", "spellcheck": "false", "class": "cells"}),
        help_text=_(
            "Paste the whole file, or choose it from your machine. Its first line must be that of the visible file."
        ),
    )

    class Meta:
        icon = "doc-empty"
        label_format = "{name}"


class HiddenSetBlock(blocks.StructBlock):
    """Other data of the same shape, on which the notebook is run again."""

    files = blocks.ListBlock(
        HiddenFileBlock(),
        min_num=1,
        max_num=6,
        label=_("Files"),
        help_text=_("Files that you do not give are the visible ones."),
    )

    class Meta:
        icon = "view"
        label = _("Hidden data set")
