"""Pairs to be put together."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue

from assessments.kinds.questions.base import AnswerField, Asked, Kind, Mark, QuestionBlock
from assessments.kinds.raw import MakeId, item
from assessments.shapes import Answer, MatchingQuestion
from foundation.language.sentences import semicolon


class PairBlock(blocks.StructBlock):
    """Two things that belong together."""

    left = blocks.TextBlock(label=_("This"), rows=1)
    right = blocks.TextBlock(label=_("belongs to this"), rows=1)

    class Meta:
        icon = "link"
        label_format = "{left}"


class MatchingBlock(QuestionBlock):
    """Pairs to be found."""

    pairs = blocks.ListBlock(
        PairBlock(),
        default=[{"left": "", "right": ""} for _place in range(2)],
        min_num=2,
        max_num=12,
        label=_("Pairs"),
        help_text=_("The right pairs; each reader is offered the right sides in another order."),
    )
    distractors = blocks.ListBlock(
        blocks.TextBlock(rows=1),
        default=[],
        label=_("Left over"),
        help_text=_("Choices that belong to nothing, so that the last pair is not given away."),
    )

    class Meta:
        icon = "link"
        label = _("Matching")
        label_format = "{stem}"
        description = _("Things on one side, a list of choices for each. Every pair counts.")
        preview_value = {
            "stem": "Match the source to what it measures best.",
            "pairs": [
                {"left": "Census", "right": "stocks for small areas"},
                {"left": "Residence permits", "right": "legal entries"},
            ],
            "distractors": [],
        }


class Matching(Kind[MatchingQuestion]):
    """Every right pair counts the same."""

    name = "matching"
    block = MatchingBlock
    template = "assessments/kinds/rows.html"

    def spec(self, value: StructValue) -> dict:
        return {
            "pairs": [
                {"id": child.id, "left": child.value["left"], "right": child.value["right"]}
                for child in value["pairs"].bound_blocks
            ],
            "distractors": [
                {"id": child.id, "text": child.value} for child in value["distractors"].bound_blocks
            ],
        }

    def raw(self, source: dict, make_id: MakeId) -> dict:
        return {
            "pairs": [
                item(
                    "item", {"left": str(pair["left"]), "right": str(pair["right"])}, make_id, f"pair/{place}"
                )
                for place, pair in enumerate(source["pairs"])
            ],
            "distractors": [
                item("item", str(text), make_id, f"distractor/{place}")
                for place, text in enumerate(source.get("distractors") or [])
            ],
        }

    def _choices(self, question: MatchingQuestion) -> dict[str, str]:
        """Text by id, each text once: two things may belong to the same."""
        by_text: dict[str, str] = {}
        for pair in question["pairs"]:
            by_text.setdefault(pair["right"], pair["id"])
        for left_over in question["distractors"]:
            by_text.setdefault(left_over["text"], left_over["id"])
        return {chosen: text for text, chosen in by_text.items()}

    def fields(self, ask: Asked[MatchingQuestion], answer: Answer = None) -> list[AnswerField]:
        choices = [("", "—")] + [
            (ask.token(chosen), text) for chosen, text in ask.shuffled(self._choices(ask.question).items())
        ]
        answer = answer if isinstance(answer, dict) else {}
        found = []
        for place, pair in enumerate(ask.question["pairs"]):
            field = forms.ChoiceField(
                label=pair["left"],
                choices=choices,
                widget=forms.Select(attrs={"class": "field__input"}),
                error_messages={
                    "required": _("Choose what belongs here."),
                    "invalid_choice": _("Choose one of the options."),
                },
            )
            earlier = answer.get(pair["id"])
            found.append(AnswerField(f"{ask.name}-{place}", field, ask.token(earlier) if earlier else None))
        return found

    def clean(self, ask: Asked[MatchingQuestion], values: dict) -> dict[str, str]:
        by_token = {ask.token(chosen): chosen for chosen in self._choices(ask.question)}
        return {
            pair["id"]: by_token[values[f"{ask.name}-{place}"]]
            for place, pair in enumerate(ask.question["pairs"])
        }

    def mark(self, question: MatchingQuestion, answer: Answer, language: str) -> Mark:
        answer = answer if isinstance(answer, dict) else {}
        choices = self._choices(question)
        right = sum(choices.get(answer.get(pair["id"], "")) == pair["right"] for pair in question["pairs"])
        return Mark(right / len(question["pairs"]))

    def shown(self, question: MatchingQuestion, answer: Answer, language: str) -> str:
        answer = answer if isinstance(answer, dict) else {}
        choices = self._choices(question)
        return semicolon(language).join(
            f"{pair['left']}: {choices.get(answer.get(pair['id'], ''), '—')}" for pair in question["pairs"]
        )

    def explain(self, question: MatchingQuestion, language: str) -> str:
        return semicolon(language).join(f"{pair['left']}: {pair['right']}" for pair in question["pairs"])

    def normalise(self, question: MatchingQuestion, answer: Answer) -> str:
        answer = answer if isinstance(answer, dict) else {}
        return " ".join(f"{pair['id']}={answer.get(pair['id'], '')}" for pair in question["pairs"])
