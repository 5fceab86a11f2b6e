"""The contract of a kind of named answer: what it asks of the author, and how a value that came out is compared."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue

from assessments.kinds.answers import plain
from assessments.kinds.raw import MakeId
from assessments.shapes import AnswerSettings, DefinedAnswer, Mistake, Rule
from foundation.language.numbers import format_number

SHOWN_LENGTH = 120


@dataclass(frozen=True)
class Verdict:
    """Whether a value is right; where it is not, a code and its details, put into words when they are shown."""

    right: bool
    code: str = ""
    detail: dict = field(default_factory=dict)


class SameTextBlock(blocks.FieldBlock):
    """A text that is the same in every language: a value, a formula, a file. It is not sent to translators."""

    def __init__(
        self,
        required: bool = True,
        help_text: Any = None,
        rows: int = 1,
        max_length: int | None = None,
        widget: forms.Widget | None = None,
        **kwargs: Any,
    ) -> None:
        self.field = forms.CharField(
            required=required,
            help_text=help_text,
            max_length=max_length,
            strip=False,
            widget=widget or forms.Textarea(attrs={"rows": rows, "dir": "ltr", "spellcheck": "false"}),
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Values of earlier years were numbers."""
        return repr(value) if isinstance(value, int | float) else value or ""

    def clean(self, value: Any) -> Any:
        """One way to end a line: browsers send two signs, files have one."""
        return super().clean((value or "").replace("\r\n", "\n").replace("\r", "\n"))

    def get_default(self) -> str:
        return self.meta.default or ""

    class Meta:
        default = ""


class KnownMistakeBlock(blocks.StructBlock):
    """A wrong value that people arrive at, or the formula that leads to it, and what the tutor says."""

    value = SameTextBlock(
        label=_("Wrong value"),
        required=False,
        max_length=20_000,
        help_text=_("With a point before the decimals. Leave it empty where a formula computes it."),
    )
    formula = SameTextBlock(
        label=_("Formula in Python"),
        required=False,
        max_length=2000,
        help_text=_(
            "Computed after the cells of the solution, with its names: share_civ / 100. "
            "It follows the data when they change."
        ),
    )
    formula_r = SameTextBlock(
        label=_("Formula in R"),
        required=False,
        max_length=2000,
        help_text=_("Where it is empty, the value of the formula in Python holds for both."),
    )
    tolerance = blocks.FloatBlock(
        label=_("Tolerance"),
        required=False,
        min_value=0,
        help_text=_("For numbers. Where it is empty, the answer's own rule holds."),
    )
    feedback = blocks.TextBlock(
        label=_("Feedback"), rows=2, help_text=_("Name the mistake: “That is the proportion, not per cent.”")
    )

    class Meta:
        icon = "warning"
        label_format = "{value}{formula}"
        form_classname = "struct-block mistake"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if (
            not cleaned["value"].strip()
            and not cleaned["formula"].strip()
            and not self.is_deferred_validation
        ):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "value": ValidationError(_("Give a wrong value, or a formula that leads to it."))
                }
            )
        return cleaned


class AnswerBlock(blocks.StructBlock):
    """What every named answer has; each kind declares its own blocks, which stand between."""

    # Regular expressions and no plain text: these are the same in every language and are not sent to translators.
    name = blocks.RegexBlock(
        regex=r"^[A-Za-z][A-Za-z0-9_]{0,59}$",
        label=_("Name of the variable"),
        help_text=_("As it is written in the notebook: share_civ."),
    )
    label = blocks.CharBlock(label=_("What it is"), max_length=160)

    def __init__(self, comparison: "Comparison", local_blocks: list | None = None, **kwargs: Any) -> None:
        self.comparison = comparison
        super().__init__([*(local_blocks or []), *self._closing()], **kwargs)

    def _closing(self) -> list[tuple[str, blocks.Block]]:
        return [
            (
                "expected",
                SameTextBlock(
                    label=_("Expected"),
                    required=False,
                    max_length=20_000,
                    rows=self.comparison.expected_rows,
                    help_text=self.comparison.expected_help,
                ),
            ),
            ("points", blocks.IntegerBlock(label=_("Points"), default=1, min_value=1, max_value=20)),
            (
                "hints",
                blocks.ListBlock(
                    blocks.TextBlock(rows=2, label=_("Hint")),
                    default=[],
                    max_num=4,
                    label=_("Hints"),
                    help_text=_(
                        "Released step by step: the first with the first wrong notebook, the second with the second. "
                        "Begin with the gentlest; do not give the answer away."
                    ),
                ),
            ),
            (
                "mistakes",
                blocks.ListBlock(
                    KnownMistakeBlock(), default=[], max_num=12, collapsed=True, label=_("Known mistakes")
                ),
            ),
        ]

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = {}
        if cleaned["expected"].strip() and (problem := self.comparison.problem(cleaned["expected"])):
            errors["expected"] = ValidationError(problem)
        wrong = {
            place: self.comparison.problem(mistake["value"])
            for place, mistake in enumerate(cleaned["mistakes"])
            if mistake["value"].strip()
        }
        found = {
            place: blocks.StructBlockValidationError(block_errors={"value": ValidationError(told)})
            for place, told in wrong.items()
            if told
        }
        if found:
            errors["mistakes"] = blocks.ListBlockValidationError(block_errors=found)
        errors |= self.comparison.problems_of_settings(cleaned)
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned


class Comparison(ABC):
    """A kind of named answer. Everything is pure: nothing here reads or writes the database."""

    name: ClassVar[str]
    block: ClassVar[type[AnswerBlock]]
    expected_rows: ClassVar[int] = 1
    expected_help: ClassVar[Any] = _(
        "With a point before the decimals. Where it is empty, it is taken from the solution. Never shown before an answer."
    )

    # --- for the author ------------------------------------------------------------------------------------
    def settings(self, value: StructValue) -> AnswerSettings:
        """This kind's own part of an answer's specification, the same in every language, from the block's value."""
        return {}

    def raw(self, source: dict, make_id: MakeId) -> dict:
        """The block's raw own part from the text format of the demonstration school."""
        return {}

    def problem(self, text: str) -> Any:
        """What is wrong with a value as the author typed it, in plain words; nothing where it can be read."""
        return ""

    def problems_of_settings(self, cleaned: StructValue) -> dict[str, ValidationError]:
        """What is wrong with this kind's own settings, by block."""
        return {}

    @abstractmethod
    def parse(self, text: str) -> Any:
        """The plain value that the author typed."""

    @abstractmethod
    def shape(self, answer: AnswerSettings) -> str:
        """What the notebook must leave in the variable, in words for the trainee and without its value."""

    # --- for the marker ------------------------------------------------------------------------------------
    @abstractmethod
    def compare(self, answer: AnswerSettings, given: Any, expected: Any) -> Verdict:
        """Compare a plain value with the expected one. Nonsense is wrong, never an error."""

    def is_mistake(self, answer: AnswerSettings, given: Any, mistake: Mistake) -> bool:
        """Whether a value is this known mistake."""
        return self.compare(answer, given, mistake["value"]).right

    def elsewhere(self, answer: DefinedAnswer, from_solution: Any) -> Any:
        """What is expected on a hidden data set: what the solution gives there."""
        return from_solution

    def sample(self, expected: Any) -> Any:
        """A value that a notebook with this result would leave."""
        return expected

    def shown(self, answer: AnswerSettings, given: Any, language: str) -> str:
        """A value in words, as the notebook gave it."""
        return value_in_words(given, language)


def value_in_words(value: Any, language: str) -> str:
    """A plain value in a line, shortened."""
    frame = plain.as_frame(value)
    if frame is not None:
        return f"{len(frame.rows)} × {len(frame.columns)}"
    if isinstance(value, list | dict):
        items = plain.as_items(value)
        if items is None:
            return str(value)[:SHOWN_LENGTH]
        text = "; ".join(_one_in_words(item, language) for item in items[:12])
        return f"{text}; …"[:SHOWN_LENGTH] if len(items) > 12 else text[:SHOWN_LENGTH]
    return _one_in_words(value, language)


def _one_in_words(value: Any, language: str) -> str:
    number = plain.as_number(value)
    if number is not None and (number == 0 or 1e-4 <= abs(number) < 1e15):
        return format_number(float(f"{number:.8g}"), None, language)
    if number is not None:
        return f"{number:.6g}"
    return str(value)[:SHOWN_LENGTH]


#: How a number is compared, as the author chooses.
RULES = [
    (plain.ABSOLUTE, _("within the tolerance")),
    (plain.RELATIVE, _("within so many per cent")),
    (plain.FIGURES, _("to so many significant figures")),
    (plain.EXACT, _("exactly")),
]


def compare_block(rules: list = RULES) -> blocks.Block:
    """The choice of a rule, for a kind that compares numbers."""
    return blocks.ChoiceBlock(label=_("Compare numbers"), choices=rules, default=plain.ABSOLUTE)


def tolerance_block(default: float = 0.01) -> blocks.Block:
    """The number that the rule speaks of."""
    return blocks.FloatBlock(
        label=_("Tolerance, per cent or figures"),
        default=default,
        min_value=0,
        help_text=_("The number that the rule speaks of: 0.01 as a tolerance, 1 per cent, 4 figures."),
    )


def rule_of(value: StructValue) -> Rule:
    """A rule from the block's value."""
    return {"compare": value["compare"] or plain.ABSOLUTE, "tolerance": float(value["tolerance"] or 0)}


def raw_rule(source: dict) -> Rule:
    """A rule from the text format: ``tolerance``, ``per_cent`` or ``figures``; without any the number must be exact."""
    for key, compare in (
        ("per_cent", plain.RELATIVE),
        ("figures", plain.FIGURES),
        ("tolerance", plain.ABSOLUTE),
    ):
        if key in source:
            return {"compare": compare, "tolerance": float(source[key])}
    return {"compare": plain.EXACT, "tolerance": 0.0}


def figures_problem(value: StructValue) -> dict[str, ValidationError]:
    """Significant figures are whole and between one and fifteen."""
    tolerance = value["tolerance"] or 0
    if value["compare"] == plain.FIGURES and not (1 <= tolerance <= 15 and tolerance == int(tolerance)):
        return {"tolerance": ValidationError(_("Give a whole number of figures from 1 to 15."))}
    return {}
