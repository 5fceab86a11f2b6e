"""Exercises: written once in the CMS, put into lessons as notebook activities."""

import json
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from assessments.kinds.numeric import MistakeBlock
from assessments.notebook_files import check_notebook
from foundation.blocks import BodyField

#: Without links: nothing in it needs the database when it is shown.
TASK_FEATURES = ["bold", "italic", "ol", "ul", "code", "superscript", "subscript"]


class DataFileBlock(blocks.StructBlock):
    """A file of data that the notebook opens."""

    document = DocumentChooserBlock(label=_("File"))
    # Regular expressions and no plain text: these are the same in every language and are not sent to translators.
    name = blocks.RegexBlock(
        regex=r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}$",
        label=_("Name in the notebook"),
        help_text=_("The notebook opens the file by this name: e01_stock.csv."),
    )
    description = blocks.TextBlock(label=_("What it holds"), rows=1)
    source = blocks.CharBlock(label=_("Source"), max_length=255)
    licence = blocks.RegexBlock(regex=r"^.{1,80}$", label=_("Licence"))
    fictional = blocks.BooleanBlock(label=_("The figures are fictional"), required=False)

    class Meta:
        icon = "doc-full"
        label_format = "{name}"


class AnswerBlock(blocks.StructBlock):
    """A variable that the notebook must define, with what is expected in it."""

    class Comparison:
        NUMBER, EXACT, MAXIMUM, TEXT = "number", "exact", "max", "text"

    name = blocks.RegexBlock(
        regex=r"^[A-Za-z][A-Za-z0-9_]{0,59}$",
        label=_("Name of the variable"),
        help_text=_("As it is written in the notebook: share_civ."),
    )
    label = blocks.CharBlock(label=_("What it is"), max_length=160)
    unit = blocks.CharBlock(label=_("Unit"), required=False, max_length=60)
    kind = blocks.ChoiceBlock(
        label=_("Compare as"),
        choices=[
            (Comparison.NUMBER, _("a number, with the tolerance")),
            (Comparison.EXACT, _("a number, exactly")),
            (Comparison.MAXIMUM, _("a number, at most this")),
            (Comparison.TEXT, _("a text")),
        ],
        default=Comparison.NUMBER,
    )
    expected = blocks.RegexBlock(
        regex=r"^.{1,200}$",
        label=_("Expected"),
        help_text=_("The right value, with a point before the decimals. Never shown before an answer."),
    )
    tolerance = blocks.FloatBlock(label=_("Tolerance"), default=0.01, min_value=0)
    points = blocks.IntegerBlock(label=_("Points"), default=1, min_value=1, max_value=20)
    hint = blocks.TextBlock(
        label=_("Hint"), rows=2, required=False, help_text=_("Shown where the value is wrong.")
    )
    mistakes = blocks.ListBlock(MistakeBlock(), default=[], label=_("Known mistakes"))

    class Meta:
        icon = "check"
        label_format = "{name}"

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned["kind"] != self.Comparison.TEXT:
            try:
                float(cleaned["expected"])
            except ValueError as error:
                raise blocks.StructBlockValidationError(
                    block_errors={
                        "expected": ValidationError(_("Write a number, with a point before the decimals."))
                    }
                ) from error
        return cleaned


def check_starter(file) -> None:
    """A starter must be a notebook that the laboratory can open. What is stored already was checked when it came."""
    if not getattr(file, "_committed", False):
        check_notebook(file.read())
        file.seek(0)


class Exercise(
    PreviewableMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, index.Indexed, models.Model
):
    """A notebook exercise: the task, the data, the starter notebook, and the named answers that are marked."""

    code = models.CharField(
        _("code"),
        max_length=20,
        validators=[RegexValidator(r"^[A-Z][A-Z0-9-]*$", _("Capital letters, digits and hyphens: E01."))],
        help_text=_("The same in every language: E01."),
    )
    title = models.CharField(_("title"), max_length=200)
    level = models.PositiveSmallIntegerField(
        _("level"),
        choices=[(1, _("1, first steps")), (2, _("2, with practice")), (3, _("3, demanding"))],
        default=1,
    )
    programming_language = models.CharField(
        _("programming language"), max_length=10, choices=[("python", "Python"), ("r", "R")], default="python"
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30)
    task = RichTextField(_("task"), features=TASK_FEATURES)
    method = models.TextField(
        _("method"), blank=True, help_text=_("The formula. Shown beside the task; it must not hold a result.")
    )
    method_source = models.CharField(_("source of the method"), max_length=255, blank=True)
    starter = models.FileField(
        _("starter notebook"),
        upload_to="exercises/",
        validators=[check_starter],
        help_text=_(
            "A notebook (.ipynb) that reads the data and leaves the answers to be computed. No solution in it."
        ),
    )
    data = BodyField([("file", DataFileBlock())], blank=True, verbose_name=_("data files"))
    answers = BodyField([("answer", AnswerBlock())], verbose_name=_("named answers"))
    pass_mark = models.PositiveSmallIntegerField(_("passed from, per cent"), default=60)
    is_reviewed = models.BooleanField(_("read by a native reviewer"), default=False)
    is_demonstration = models.BooleanField(_("demonstration content"), default=False, editable=False)

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("title"),
                FieldRowPanel([FieldPanel("code"), FieldPanel("level"), FieldPanel("minutes")]),
                FieldPanel("programming_language"),
            ],
            heading=_("The exercise"),
        ),
        MultiFieldPanel(
            [FieldPanel("task"), FieldPanel("method"), FieldPanel("method_source")], heading=_("What to do")
        ),
        MultiFieldPanel([FieldPanel("starter"), FieldPanel("data")], heading=_("What to work with")),
        MultiFieldPanel([FieldPanel("answers"), FieldPanel("pass_mark")], heading=_("What is marked")),
        FieldPanel("is_reviewed"),
    ]
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("task"),
        TranslatableField("method"),
        TranslatableField("data"),
        TranslatableField("answers"),
        SynchronizedField("code"),
        SynchronizedField("level"),
        SynchronizedField("programming_language"),
        SynchronizedField("minutes"),
        SynchronizedField("method_source"),
        SynchronizedField("starter"),
        SynchronizedField("pass_mark"),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("code"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        constraints = [models.UniqueConstraint(fields=["code", "locale"], name="exercise_code_once")]
        ordering = ["code"]
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")

    def __str__(self) -> str:
        return f"{self.code}. {self.title}"

    def spec(self) -> dict:
        """The exercise as plain data, for a version of an activity. It holds what is expected: never send it to a reader."""
        return {
            "exercise": self.code,
            "exercise_key": str(self.translation_key),
            "programming_language": self.programming_language,
            "level": self.level,
            "minutes": self.minutes,
            "task": self.task,
            "method": self.method,
            "method_source": self.method_source,
            "starter": {"file": self.starter.name, "sha256": self._starter_hash()},
            "data": [_data_spec(child.value) for child in self.data],
            "answers": [_answer_spec(child.value) for child in self.answers],
            "tries": 0,
            "pass_mark": self.pass_mark,
        }

    def _starter_hash(self) -> str:
        if not self.starter:
            return ""
        with self.starter.open("rb") as file:
            return sha256(file.read()).hexdigest()

    def starter_notebook(self) -> dict:
        """The starter as a notebook."""
        with self.starter.open("rb") as file:
            return json.loads(file.read())

    def get_preview_template(self, request, mode_name):
        return "assessments/exercise_preview.html"

    def serve_preview(self, request, mode_name):
        return TemplateResponse(
            request, self.get_preview_template(request, mode_name), {"exercise": self, "spec": self.spec()}
        )


def _data_spec(value) -> dict:
    document = value["document"]
    return {
        "document": document.pk if document else None,
        "hash": document.file_hash if document else "",
        "size": document.file_size if document else 0,
        "name": value["name"],
        "description": value["description"],
        "source": value["source"],
        "licence": value["licence"],
        "fictional": bool(value["fictional"]),
    }


def _answer_spec(value) -> dict:
    numeric = value["kind"] != AnswerBlock.Comparison.TEXT
    return {
        "name": value["name"],
        "label": value["label"],
        "unit": value["unit"] or "",
        "kind": value["kind"],
        "expected": float(value["expected"]) if numeric else value["expected"],
        "tolerance": float(value["tolerance"] or 0),
        "points": int(value["points"] or 1),
        "hint": value["hint"] or "",
        "mistakes": [
            {
                "value": float(mistake["value"]),
                "tolerance": float(mistake["tolerance"] or 0),
                "feedback": mistake["feedback"],
            }
            for mistake in value["mistakes"]
        ],
    }
