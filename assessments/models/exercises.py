"""Exercises: written once in the CMS, put into lessons as notebook activities."""

import json
from hashlib import sha256
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, TranslatableMixin, WorkflowMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from assessments.blocks.exercises import DataFileBlock, HiddenSetBlock
from assessments.blocks.widgets import NotebookInput
from assessments.kinds.answers import answer_blocks
from assessments.models.trials import Trial
from assessments.shapes import DataFile, DefinedFile, Definition, ExerciseSpec, Notebook
from assessments.spec.exercise import (
    PROGRAMMING,
    content_hash,
    definition_of,
    differing_headings,
    marked_answers,
    told_answers,
)
from assessments.spec.notebook import check_notebook
from foundation.blocks import BodyField

#: Without links: nothing in it needs the database when it is shown.
TASK_FEATURES = ["bold", "italic", "ol", "ul", "code", "superscript", "subscript"]
#: The fields of the notebooks by programming language.
NOTEBOOKS = {
    "python": {"starter": "starter", "solution": "solution"},
    "r": {"starter": "starter_r", "solution": "solution_r"},
}


class NotTried(ValidationError):
    """An exercise is published only as it was tried, and passed."""


def check_starter(file) -> None:
    """A file must be a notebook that the laboratory can open. What is stored already was checked when it came."""
    if not getattr(file, "_committed", False):
        check_notebook(file.read())
        file.seek(0)


def _notebook_field(label, help_text=""):
    return models.FileField(
        label, upload_to="exercises/", validators=[check_starter], help_text=help_text, blank=True
    )


def _notebook_panel(name: str) -> FieldPanel:
    return FieldPanel(name, widget=NotebookInput)


class Exercise(
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    RevisionMixin,
    TranslatableMixin,
    index.Indexed,
    models.Model,
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
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30)
    task = RichTextField(_("task"), features=TASK_FEATURES)
    method = models.TextField(
        _("method"), blank=True, help_text=_("The formula. Shown beside the task; it must not hold a result.")
    )
    method_source = models.CharField(_("source of the method"), max_length=255, blank=True)
    starter = _notebook_field(
        _("starter notebook, Python"),
        _(
            "A notebook (.ipynb) that reads the data and leaves the answers to be computed. No solution in it."
        ),
    )
    solution = _notebook_field(
        _("solution notebook, Python"),
        _("The starter worked out. Nobody but those who write exercises sees it."),
    )
    starter_r = _notebook_field(
        _("starter notebook, R"), _("The same in R. Leave both empty if there is none.")
    )
    solution_r = _notebook_field(_("solution notebook, R"))
    data = BodyField([("file", DataFileBlock())], blank=True, collapsed=True, verbose_name=_("data files"))
    hidden = BodyField(
        [("set", HiddenSetBlock())],
        blank=True,
        default=list,
        collapsed=True,
        max_num=3,
        verbose_name=_("hidden data sets"),
        help_text=_(
            "Other data of the same shape: the notebook is run on them too, and an answer counts only if it is right "
            "everywhere. So a typed-in number does not pass."
        ),
    )
    answers = BodyField(answer_blocks(), collapsed=True, verbose_name=_("named answers"))
    pass_mark = models.PositiveSmallIntegerField(_("passed from, per cent"), default=60)
    counts = models.CharField(
        _("what counts"),
        max_length=10,
        choices=[("best", _("the best notebook")), ("last", _("the last notebook"))],
        default="best",
    )
    tries = models.PositiveSmallIntegerField(
        _("notebooks that may be handed in"),
        default=0,
        validators=[MaxValueValidator(100)],
        help_text=_("0 sets no limit."),
    )
    pause = models.PositiveSmallIntegerField(
        _("minutes between two notebooks"),
        default=0,
        validators=[MaxValueValidator(1440)],
        help_text=_("So that nobody guesses. 0 for none."),
    )
    is_reviewed = models.BooleanField(_("read by a native reviewer"), default=False)
    is_demonstration = models.BooleanField(_("demonstration content"), default=False, editable=False)

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("title"),
                FieldRowPanel([FieldPanel("code"), FieldPanel("level"), FieldPanel("minutes")]),
            ],
            heading=_("The exercise"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("task"),
                FieldPanel("method", widget=AdminAutoHeightTextInput(attrs={"dir": "auto"})),
                FieldPanel("method_source"),
            ],
            heading=_("What to do"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([_notebook_panel(name) for name in parts.values()])
                for parts in NOTEBOOKS.values()
            ],
            heading=_("The notebooks"),
        ),
        MultiFieldPanel([FieldPanel("data"), FieldPanel("hidden")], heading=_("The data")),
        MultiFieldPanel([FieldPanel("answers")], heading=_("What is marked")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("pass_mark"), FieldPanel("counts")]),
                FieldRowPanel([FieldPanel("tries"), FieldPanel("pause")]),
            ],
            heading=_("Handing in"),
        ),
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
        SynchronizedField("minutes"),
        SynchronizedField("method_source"),
        SynchronizedField("starter"),
        SynchronizedField("solution", overridable=False),
        SynchronizedField("starter_r"),
        SynchronizedField("solution_r", overridable=False),
        SynchronizedField("hidden", overridable=False),
        SynchronizedField("counts", overridable=False),
        SynchronizedField("tries", overridable=False),
        SynchronizedField("pause", overridable=False),
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

    def clean(self) -> None:
        super().clean()
        names = [child.value["name"] for child in self.answers if child.value["name"]]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice:
            raise ValidationError({"answers": _("Two answers have the name %s.") % twice})
        self._check_hidden()

    def _check_hidden(self) -> None:
        """A hidden file stands in the place of a visible one and has its first line."""
        visible = {child.value["name"]: child.value["document"] for child in self.data}
        for number, child in enumerate(self.hidden, start=1):
            for file in child.value["files"]:
                about = {"number": number, "file": file["name"]}
                if file["name"] not in visible:
                    told = _("Hidden data set %(number)d: there is no data file %(file)s to replace.") % about
                    raise ValidationError({"hidden": told})
                differing = differing_headings(_text_of(visible[file["name"]]), file["content"])
                if differing is not None:
                    raise ValidationError({"hidden": _other_headings(about, *differing)})

    def save(self, *args, **kwargs):
        """What readers see was tried: every way of publishing comes through here."""
        if self.live and not kwargs.get("update_fields") and not self.is_tried:
            told = _("This exercise is published when it was tried as it is now, and passed.")
            raise NotTried({NON_FIELD_ERRORS: [told]})
        super().save(*args, **kwargs)

    # --- as plain data -------------------------------------------------------------------------------------
    def notebook_files(self) -> dict[str, dict[str, Any]]:
        """The notebooks that there are, by programming language and part."""
        found = {
            language: {part: file for part, name in parts.items() if (file := getattr(self, name))}
            for language, parts in NOTEBOOKS.items()
        }
        return {language: files for language, files in found.items() if files}

    def definition(self) -> Definition:
        """All that marking depends on, the same in every language."""
        notebooks = {
            language: {part: _sha256(file) for part, file in files.items()}
            for language, files in self.notebook_files().items()
        }
        data: list[DefinedFile] = [
            {"name": child.value["name"], "sha256": _sha256(child.value["document"].file)}
            for child in self.data
            if child.value["document"]
        ]
        return definition_of(notebooks=notebooks, data=data, hidden=self.hidden, answers=self.answers)

    @property
    def trial(self) -> Trial | None:
        """The trial that this very content has passed."""
        return Trial.objects.passed(content_hash(self.definition())).first()

    @property
    def is_tried(self) -> bool:
        return self.trial is not None

    def spec(self) -> ExerciseSpec:
        """The exercise as plain data, for a version of an activity. It holds what is expected: never send it to a reader."""
        definition = self.definition()
        trial = Trial.objects.passed(content_hash(definition)).first()
        answers = marked_answers(definition["answers"], trial.values if trial else None)
        return {
            "exercise": self.code,
            "exercise_key": str(self.translation_key),
            "level": self.level,
            "minutes": self.minutes,
            "task": self.task,
            "method": self.method,
            "method_source": self.method_source,
            "notebooks": {
                language: {
                    part: {"file": file.name, "sha256": definition["notebooks"][language][part]}
                    for part, file in files.items()
                }
                for language, files in self.notebook_files().items()
            },
            "data": [_data_spec(child.value) for child in self.data],
            "hidden": definition["hidden"],
            "answers": told_answers(answers, self.answers),
            "tries": self.tries,
            "pause": self.pause,
            "counts": self.counts,
            "pass_mark": self.pass_mark,
            "trial": trial.content if trial else "",
        }

    def starter_notebook(self) -> Notebook:
        """The starter as a notebook, of the first programming language."""
        files = next(iter(self.notebook_files().values()))
        with files["starter"].open("rb") as file:
            return json.loads(file.read())

    @property
    def programming(self) -> str:
        """The programming languages by name."""
        return ", ".join(PROGRAMMING[language] for language in self.notebook_files())

    def get_preview_template(self, request, mode_name):
        return "assessments/exercise_preview.html"

    def serve_preview(self, request, mode_name):
        return TemplateResponse(
            request, self.get_preview_template(request, mode_name), {"exercise": self, "spec": self.spec()}
        )


def _sha256(file) -> str:
    """Of a stored file; nothing where it is gone."""
    try:
        with file.open("rb") as opened:
            return sha256(opened.read()).hexdigest()
    except OSError:
        return ""


def _text_of(document) -> str:
    try:
        with document.file.open("rb") as file:
            return file.read().decode("utf-8-sig", errors="replace")
    except (OSError, AttributeError):
        return ""


def _other_headings(about: dict, missing: list[str], foreign: list[str]) -> str:
    about |= {"missing": ", ".join(missing), "foreign": ", ".join(foreign)}
    if missing and foreign:
        text = _(
            "Hidden data set %(number)d, %(file)s: the first line lacks %(missing)s and has %(foreign)s, which the "
            "visible file has not."
        )
    elif missing:
        text = _("Hidden data set %(number)d, %(file)s: the first line lacks %(missing)s.")
    elif foreign:
        text = _("Hidden data set %(number)d, %(file)s: the visible file has no column %(foreign)s.")
    else:
        text = _(
            "Hidden data set %(number)d, %(file)s: the columns stand in another order than in the visible file."
        )
    return text % about


def _data_spec(value) -> DataFile:
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
