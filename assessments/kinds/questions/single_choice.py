"""One right option among several."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue

from assessments.kinds.questions.base import Asked, Mark, QuestionBlock
from assessments.kinds.questions.choice import TWO_OPTIONS, ChoiceKind, OptionBlock
from assessments.shapes import Answer, ChoiceQuestion


class SingleChoiceBlock(QuestionBlock):
    """A question with one right option."""

    options = blocks.ListBlock(
        OptionBlock(),
        default=TWO_OPTIONS,
        min_num=2,
        max_num=10,
        label=_("Options"),
        help_text=_("Mark exactly one as right."),
    )

    class Meta:
        icon = "radio-full"
        label = _("Single choice")
        label_format = "{stem}"
        description = _("One option is right. Readers see the options in an order of their own.")
        preview_value = {
            "stem": "Which rule makes a person a usual resident?",
            "options": [
                {"text": "Twelve months of stay, or the intention", "correct": True},
                {"text": "Citizenship"},
            ],
        }

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        right = sum(bool(option["correct"]) for option in cleaned["options"])
        if right != 1 and not self.is_deferred_validation:
            raise blocks.StructBlockValidationError(
                block_errors={"options": ValidationError(_("Mark exactly one option as right."))}
            )
        return cleaned


class SingleChoice(ChoiceKind):
    """Marked right or wrong, with the feedback of the chosen option."""

    name = "single_choice"
    block = SingleChoiceBlock
    field_class = forms.ChoiceField
    widget = forms.RadioSelect

    def initial(self, ask: Asked[ChoiceQuestion], answer: Answer) -> Any:
        return next(iter(super().initial(ask, answer)), None)

    def mark(self, question: ChoiceQuestion, answer: Answer, language: str) -> Mark:
        chosen = self.chosen(question, answer)
        if len(chosen) != 1:
            return Mark(0)
        feedback = (chosen[0]["feedback"],) if chosen[0]["feedback"] else ()
        return Mark(1 if chosen[0]["correct"] else 0, feedback)
