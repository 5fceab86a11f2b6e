"""What the kinds with options to tick have in common."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue

from assessments.kinds.questions.base import AnswerField, Asked, Kind
from assessments.kinds.raw import MakeId, item
from assessments.shapes import Answer, ChoiceQuestion, Option


class OptionBlock(blocks.StructBlock):
    """One option, with what to say to the person who chooses it."""

    text = blocks.TextBlock(
        label=_("Option"), rows=1, help_text=_("Something that a reader could believe, of the usual length.")
    )
    correct = blocks.BooleanBlock(label=_("This option is right"), required=False)
    feedback = blocks.TextBlock(
        label=_("Feedback to this option"),
        rows=2,
        required=False,
        help_text=_(
            "Say why it tempts and what it overlooks; the reader sees it after choosing this option."
        ),
    )

    class Meta:
        icon = "check"
        label_format = "{text}"


#: Two to begin with: fewer are no choice.
TWO_OPTIONS = [{"text": "", "correct": False, "feedback": ""} for _place in range(2)]


class ChoiceKind(Kind[ChoiceQuestion]):
    """Options in a list; an answer is the ids of those that were chosen."""

    template = "assessments/kinds/options.html"
    field_class: type[forms.ChoiceField]
    widget: type[forms.Widget]

    def spec(self, value: StructValue) -> dict:
        return {
            "options": [
                {
                    "id": child.id,
                    "text": child.value["text"],
                    "correct": bool(child.value["correct"]),
                    "feedback": child.value["feedback"] or "",
                }
                for child in value["options"].bound_blocks
            ]
        }

    def raw(self, source: dict, make_id: MakeId) -> dict:
        return {
            "options": [
                item(
                    "item",
                    {
                        "text": str(option["text"]),
                        "correct": bool(option.get("correct")),
                        "feedback": option.get("feedback") or "",
                    },
                    make_id,
                    f"option/{number}",
                )
                for number, option in enumerate(source["options"])
            ]
        }

    def fields(self, ask: Asked[ChoiceQuestion], answer: Answer = None) -> list[AnswerField]:
        options = ask.shuffled(ask.question["options"])
        field = self.field_class(
            label=ask.question["stem"],
            choices=[(ask.token(option["id"]), option["text"]) for option in options],
            widget=self.widget,
            error_messages={
                "required": _("Choose an answer."),
                "invalid_choice": _("Choose one of the options."),
            },
        )
        return [AnswerField(ask.name, field, self.initial(ask, answer))]

    def initial(self, ask: Asked[ChoiceQuestion], answer: Answer) -> Any:
        """What stands in the field at first, for an earlier answer."""
        chosen = answer if isinstance(answer, list) else []
        return [ask.token(option) for option in chosen]

    def clean(self, ask: Asked[ChoiceQuestion], values: dict) -> list[str]:
        given = values[ask.name]
        given = [given] if isinstance(given, str) else given
        return [option["id"] for option in ask.question["options"] if ask.token(option["id"]) in given]

    def chosen(self, question: ChoiceQuestion, answer: Answer) -> list[Option]:
        ids = answer if isinstance(answer, list) else []
        return [option for option in question["options"] if option["id"] in ids]

    def shown(self, question: ChoiceQuestion, answer: Answer, language: str) -> str:
        return " · ".join(option["text"] for option in self.chosen(question, answer))

    def explain(self, question: ChoiceQuestion, language: str) -> str:
        return " · ".join(option["text"] for option in question["options"] if option["correct"])

    def normalise(self, question: ChoiceQuestion, answer: Answer) -> str:
        return " ".join(sorted(option["id"] for option in self.chosen(question, answer)))
