"""Things to be put in order, each by the number of its place: works with the keyboard and without a script."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue

from assessments.kinds.questions.base import AnswerField, Asked, Kind, Mark, QuestionBlock
from assessments.kinds.raw import MakeId, item
from assessments.shapes import Answer, OrderingQuestion
from foundation.language.sentences import semicolon


class OrderingBlock(QuestionBlock):
    """Things to be put in order."""

    items = blocks.ListBlock(
        blocks.TextBlock(rows=1),
        default=["", "", ""],
        min_num=2,
        max_num=12,
        label=_("In the right order"),
        help_text=_("Write them in the right order; each reader sees them in another."),
    )

    class Meta:
        icon = "list-ol"
        label = _("Ordering")
        label_format = "{stem}"
        description = _("Steps to be put in order. Every step in its right place counts.")
        preview_value = {"stem": "Put the stages in order.", "items": ["Design", "Collect", "Disseminate"]}


class Ordering(Kind[OrderingQuestion]):
    """Every thing in its right place counts the same."""

    name = "ordering"
    block = OrderingBlock
    template = "assessments/kinds/rows.html"

    def spec(self, value: StructValue) -> dict:
        return {"items": [{"id": child.id, "text": child.value} for child in value["items"].bound_blocks]}

    def raw(self, source: dict, make_id: MakeId) -> dict:
        return {
            "items": [
                item("item", str(text), make_id, f"item/{place}")
                for place, text in enumerate(source["items"])
            ]
        }

    def fields(self, ask: Asked[OrderingQuestion], answer: Answer = None) -> list[AnswerField]:
        items = ask.shuffled(ask.question["items"])
        places = [("", "—")] + [(str(place), str(place)) for place in range(1, len(items) + 1)]
        answer = answer if isinstance(answer, list) else []
        found = []
        for thing in items:
            field = forms.ChoiceField(
                label=thing["text"],
                choices=places,
                widget=forms.Select(attrs={"class": "field__input num"}),
                error_messages={
                    "required": _("Choose a place."),
                    "invalid_choice": _("Choose one of the places."),
                },
            )
            earlier = str(answer.index(thing["id"]) + 1) if thing["id"] in answer else None
            found.append(AnswerField(f"{ask.name}-{ask.token(thing['id'])}", field, earlier))
        return found

    def clean(self, ask: Asked[OrderingQuestion], values: dict) -> list[str]:
        placed: dict[int, str] = {}
        for thing in ask.question["items"]:
            place = int(values[f"{ask.name}-{ask.token(thing['id'])}"])
            if place in placed:
                raise ValidationError(
                    _("Two steps stand in place %(place)s. Give each a place of its own."),
                    params={"place": place},
                )
            placed[place] = thing["id"]
        return [placed[place] for place in sorted(placed)]

    def _ids(self, answer: Answer) -> list[str]:
        return [given for given in answer if isinstance(given, str)] if isinstance(answer, list) else []

    def mark(self, question: OrderingQuestion, answer: Answer, language: str) -> Mark:
        items = question["items"]
        right = sum(thing["id"] == given for thing, given in zip(items, self._ids(answer), strict=False))
        return Mark(right / len(items))

    def shown(self, question: OrderingQuestion, answer: Answer, language: str) -> str:
        texts = {thing["id"]: thing["text"] for thing in question["items"]}
        said = [texts[given] for given in self._ids(answer) if given in texts]
        return semicolon(language).join(f"{place}. {text}" for place, text in enumerate(said, start=1))

    def explain(self, question: OrderingQuestion, language: str) -> str:
        return self.shown(question, [thing["id"] for thing in question["items"]], language)

    def normalise(self, question: OrderingQuestion, answer: Answer) -> str:
        return " ".join(self._ids(answer))
