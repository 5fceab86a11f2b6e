"""Several right options among several."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue

from assessments.kinds.questions.base import Mark, QuestionBlock
from assessments.kinds.questions.choice import TWO_OPTIONS, ChoiceKind, OptionBlock
from assessments.shapes import Answer, ChoiceQuestion


class MultipleChoiceBlock(QuestionBlock):
    """A question with several right options."""

    options = blocks.ListBlock(
        OptionBlock(),
        default=TWO_OPTIONS,
        min_num=2,
        max_num=12,
        label=_("Options"),
        help_text=_("Mark every right option."),
    )

    class Meta:
        icon = "tasks"
        label = _("Multiple choice")
        label_format = "{stem}"
        description = _("Any number of options is right. A wrong tick takes back a right one.")
        preview_value = {
            "stem": "Which census topics identify international migrants?",
            "options": [
                {"text": "Country of birth", "correct": True},
                {"text": "Country of citizenship", "correct": True},
                {"text": "Religion"},
            ],
        }

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        is_any_right = any(option["correct"] for option in cleaned["options"])
        if not is_any_right and not self.is_deferred_validation:
            raise blocks.StructBlockValidationError(
                block_errors={"options": ValidationError(_("Mark at least one option as right."))}
            )
        return cleaned


class MultipleChoice(ChoiceKind):
    """Each right tick counts, each wrong tick takes one back; never below zero."""

    name = "multiple_choice"
    block = MultipleChoiceBlock
    field_class = forms.MultipleChoiceField
    widget = forms.CheckboxSelectMultiple

    def mark(self, question: ChoiceQuestion, answer: Answer, language: str) -> Mark:
        chosen = self.chosen(question, answer)
        right = sum(option["correct"] for option in chosen)
        wrong = len(chosen) - right
        total = sum(option["correct"] for option in question["options"])
        fraction = max(0.0, (right - wrong) / total) if total else 0.0
        # To a partly right answer only what was wrongly ticked is worth a word: praise would name the right ones.
        told = chosen if fraction == 1 else [option for option in chosen if not option["correct"]]
        return Mark(fraction, tuple(option["feedback"] for option in told if option["feedback"]))
