"""A statement that holds or does not."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue

from assessments.kinds.questions.base import AnswerField, Asked, Kind, Mark, QuestionBlock
from assessments.kinds.raw import MakeId
from assessments.shapes import Answer, TrueFalseQuestion

TRUE, FALSE = "true", "false"


class TrueFalseBlock(QuestionBlock):
    """A statement to judge."""

    answer = blocks.ChoiceBlock(
        label=_("The statement is"), choices=[(TRUE, _("True")), (FALSE, _("False"))], default=TRUE
    )

    class Meta:
        icon = "check"
        label = _("True or false")
        label_format = "{stem}"
        description = _("A statement that is true or false. Write one claim, without “not” if you can.")
        preview_value = {"stem": "Every foreign-born resident is a foreign citizen.", "answer": "false"}


class TrueFalse(Kind[TrueFalseQuestion]):
    """Marked right or wrong."""

    name = "true_false"
    block = TrueFalseBlock
    template = "assessments/kinds/options.html"
    is_ours = True

    def spec(self, value: StructValue) -> dict:
        return {"answer": value["answer"] == TRUE}

    def raw(self, source: dict, make_id: MakeId) -> dict:
        return {"answer": TRUE if source["answer"] else FALSE}

    def fields(self, ask: Asked[TrueFalseQuestion], answer: Answer = None) -> list[AnswerField]:
        field = forms.ChoiceField(
            label=ask.question["stem"],
            choices=[(TRUE, _("True")), (FALSE, _("False"))],
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Choose an answer."),
                "invalid_choice": _("Choose one of the options."),
            },
        )
        initial = {True: TRUE, False: FALSE}.get(answer) if isinstance(answer, bool) else None
        return [AnswerField(ask.name, field, initial)]

    def clean(self, ask: Asked[TrueFalseQuestion], values: dict) -> bool:
        return values[ask.name] == TRUE

    def mark(self, question: TrueFalseQuestion, answer: Answer, language: str) -> Mark:
        return Mark(1 if isinstance(answer, bool) and answer is question["answer"] else 0)

    def shown(self, question: TrueFalseQuestion, answer: Answer, language: str) -> str:
        return gettext("True") if answer is True else gettext("False")

    def explain(self, question: TrueFalseQuestion, language: str) -> str:
        return self.shown(question, question["answer"], language)

    def normalise(self, question: TrueFalseQuestion, answer: Answer) -> str:
        return TRUE if answer is True else FALSE
