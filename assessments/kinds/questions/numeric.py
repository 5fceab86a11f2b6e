"""A number, compared with a tolerance; known mistakes are answered by name."""

import math
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue
from wagtail.blocks.list_block import ListBlockValidationError

from assessments.kinds.questions.base import AnswerField, Asked, Kind, Mark, QuestionBlock
from assessments.kinds.raw import MakeId, item
from assessments.shapes import Answer, NumericMistake, NumericQuestion
from foundation.language.numbers import format_number, parse_number

MAX_LENGTH = 60


class MistakeBlock(blocks.StructBlock):
    """A wrong number that people arrive at, and what to say to it."""

    value = blocks.FloatBlock(
        label=_("Wrong answer"), help_text=_("The number that people arrive at by this mistake.")
    )
    tolerance = blocks.FloatBlock(
        label=_("Tolerance"),
        default=0.01,
        min_value=0,
        help_text=_("Answers that differ by no more than this are taken for the same mistake."),
    )
    feedback = blocks.TextBlock(
        label=_("Feedback"), rows=2, help_text=_("Name the mistake: “That is the proportion, not per cent.”")
    )

    class Meta:
        icon = "warning"
        label_format = "{value}"


class NumericBlock(QuestionBlock):
    """A question whose answer is a number."""

    answer = blocks.FloatBlock(label=_("Right answer"))
    tolerance = blocks.FloatBlock(
        label=_("Tolerance"),
        default=0.01,
        min_value=0,
        help_text=_("Answers that differ by no more than this are right. 0 accepts the exact number alone."),
    )
    unit = blocks.CharBlock(
        label=_("Unit"),
        required=False,
        max_length=60,
        help_text=_("Shown beside the field: per cent, persons."),
    )
    mistakes = blocks.ListBlock(
        MistakeBlock(),
        default=[],
        label=_("Known mistakes"),
        help_text=_("Wrong answers that you foresee, each with its own feedback."),
    )

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        errors = {
            place: blocks.StructBlockValidationError(
                block_errors={"value": ValidationError(_("This would be taken as the right answer."))}
            )
            for place, mistake in enumerate(cleaned["mistakes"])
            if within(mistake["value"], cleaned["answer"], cleaned["tolerance"])
        }
        if errors:
            raise blocks.StructBlockValidationError(
                block_errors={"mistakes": ListBlockValidationError(block_errors=errors)}
            )
        return cleaned

    class Meta:
        icon = "decimal"
        label = _("Number")
        label_format = "{stem}"
        description = _("A number with a tolerance. 1.49, 1,49 and ١٫٤٩ are all read.")
        preview_value = {
            "stem": "476,412 migrants among 31,887,804 inhabitants: what is the share, to two decimals?",
            "answer": 1.49,
            "tolerance": 0.01,
            "unit": "per cent",
            "mistakes": [],
        }


class NumberField(forms.CharField):
    """A number as people of five languages write it, kept as they wrote it."""

    def __init__(self, *, language: str, **kwargs: Any) -> None:
        self.language = language
        super().__init__(
            max_length=MAX_LENGTH,
            widget=forms.TextInput(
                attrs={
                    "class": "field__input num",
                    "inputmode": "decimal",
                    "dir": "ltr",
                    "autocomplete": "off",
                }
            ),
            **kwargs,
        )
        self.error_messages["required"] = _("Write a number.")

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if text and number(text, self.language) is None:
            raise ValidationError(
                _("This cannot be read as a number. Write digits only, for example 1.49 or 1,49.")
            )
        return text


def number(text: Answer, language: str) -> float | None:
    """The number that a text says; ``None`` where it says none, or one that is not finite."""
    parsed = parse_number(str(text), language)
    if parsed is None:
        return None
    value = float(parsed)
    return value if math.isfinite(value) else None


def readings(text: Answer, language: str) -> list[float]:
    """Every number that a text can mean, the likely one first: 1,234 is read both as people of the South write it and the North."""
    found = [number(text, tongue) for tongue in (language, "en", "fr", "es")]
    return list(dict.fromkeys(value for value in found if value is not None))


def within(value: float, target: float, tolerance: float) -> bool:
    """Whether a value lies within the tolerance, the border included (a hair is added: 1.5 − 1.49 is not 0.01 in binary)."""
    slack = tolerance + 1e-9 * max(1.0, abs(target)) * (1 if tolerance else 0)
    return abs(value - target) <= max(slack, abs(target) * 1e-12)


def known_mistake(values: list[float], mistakes: list[NumericMistake]) -> str | None:
    """The feedback of the first known mistake that a value is; ``None`` where it is none."""
    for mistake in mistakes:
        if any(within(value, mistake["value"], mistake["tolerance"]) for value in values):
            return mistake["feedback"]
    return None


class Numeric(Kind[NumericQuestion]):
    """Tolerance first, then the known mistakes, then the hint."""

    name = "numeric"
    block = NumericBlock
    template = "assessments/kinds/numeric.html"

    def spec(self, value: StructValue) -> dict:
        return {
            "answer": float(value["answer"]),
            "tolerance": float(value["tolerance"]),
            "unit": value["unit"] or "",
            "mistakes": [
                {
                    "value": float(mistake["value"]),
                    "tolerance": float(mistake["tolerance"]),
                    "feedback": mistake["feedback"],
                }
                for mistake in value["mistakes"]
            ],
        }

    def raw(self, source: dict, make_id: MakeId) -> dict:
        return {
            "answer": float(source["answer"]),
            "tolerance": float(source.get("tolerance", 0)),
            "unit": source.get("unit") or "",
            "mistakes": [
                item(
                    "item",
                    {
                        "value": float(mistake["value"]),
                        "tolerance": float(mistake.get("tolerance", source.get("tolerance", 0))),
                        "feedback": mistake["feedback"],
                    },
                    make_id,
                    f"mistake/{place}",
                )
                for place, mistake in enumerate(source.get("mistakes") or [])
            ],
        }

    def fields(self, ask: Asked[NumericQuestion], answer: Answer = None) -> list[AnswerField]:
        unit = ask.question["unit"]
        field = NumberField(language=ask.language, label=_("Your answer"))
        return [AnswerField(ask.name, field, answer if isinstance(answer, str) else None, {"unit": unit})]

    def clean(self, ask: Asked[NumericQuestion], values: dict) -> str:
        return values[ask.name]

    def mark(self, question: NumericQuestion, answer: Answer, language: str) -> Mark:
        values = readings(answer, language)
        if any(within(value, question["answer"], question["tolerance"]) for value in values):
            return Mark(1)
        feedback = known_mistake(values, question["mistakes"])
        return Mark(0, (feedback,) if feedback else ())

    def shown(self, question: NumericQuestion, answer: Answer, language: str) -> str:
        return str(answer)

    def explain(self, question: NumericQuestion, language: str) -> str:
        return f"{format_number(question['answer'], None, language)} {question['unit']}".strip()

    def normalise(self, question: NumericQuestion, answer: Answer) -> str:
        value = number(answer, "en")
        return repr(value) if value is not None else ""
