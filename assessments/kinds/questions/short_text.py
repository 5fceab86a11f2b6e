"""A short text that must name something; compared without regard to case, accents and spelling variants of letters."""

from django import forms
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue

from assessments.kinds.questions.base import MAX_TEXT, AnswerField, Asked, Kind, Mark, QuestionBlock
from assessments.kinds.raw import MakeId, item
from assessments.shapes import Answer, ShortTextQuestion
from foundation.language.sentences import comma
from foundation.search.analyser import fold


class ShortTextBlock(QuestionBlock):
    """A question answered in a sentence."""

    accept = blocks.ListBlock(
        blocks.CharBlock(max_length=120),
        default=[],
        label=_("Words that make it right"),
        help_text=_(
            "An answer that holds one of these words or beginnings of words is right; capitals and accents do not matter. "
            "Leave empty where only a person can judge: the model answer is then shown for comparison, and no points are given."
        ),
    )
    model_answer = blocks.TextBlock(
        label=_("Model answer"), rows=2, help_text=_("Shown at the end, to compare one’s own answer with.")
    )

    class Meta:
        icon = "pilcrow"
        label = _("Short text")
        label_format = "{stem}"
        description = _("One sentence, looked through for the words that matter.")
        preview_value = {
            "stem": "Why do two editions differ?",
            "accept": ["revis"],
            "model_answer": "The year was revised.",
        }


class ShortText(Kind[ShortTextQuestion]):
    """Right where one of the words is found."""

    name = "short_text"
    block = ShortTextBlock

    def spec(self, value: StructValue) -> dict:
        return {
            "accept": [text for text in value["accept"] if text.strip()],
            "model_answer": value["model_answer"] or "",
        }

    def raw(self, source: dict, make_id: MakeId) -> dict:
        return {
            "accept": [
                item("item", str(text), make_id, f"accept/{place}")
                for place, text in enumerate(source.get("accept") or [])
            ],
            "model_answer": source.get("model_answer") or "",
        }

    def fields(self, ask: Asked[ShortTextQuestion], answer: Answer = None) -> list[AnswerField]:
        field = forms.CharField(
            label=_("Your answer"),
            max_length=MAX_TEXT,
            widget=forms.Textarea(attrs={"class": "field__input", "rows": 3, "dir": "auto"}),
            error_messages={"required": _("Write an answer.")},
        )
        return [AnswerField(ask.name, field, answer if isinstance(answer, str) else None)]

    def clean(self, ask: Asked[ShortTextQuestion], values: dict) -> str:
        return values[ask.name]

    def is_marked(self, question: ShortTextQuestion) -> bool:
        return bool(question["accept"])

    def mark(self, question: ShortTextQuestion, answer: Answer, language: str) -> Mark:
        if not self.is_marked(question):
            return Mark(None)
        text = self._folded(answer)
        return Mark(1 if any(self._folded(word) in text for word in question["accept"]) else 0)

    def _folded(self, text: Answer) -> str:
        return f" {' '.join(fold(str(text)).split())}"

    def shown(self, question: ShortTextQuestion, answer: Answer, language: str) -> str:
        return str(answer)

    def explain(self, question: ShortTextQuestion, language: str) -> str:
        if question["model_answer"]:
            return question["model_answer"]
        with override(language):
            return gettext("an answer with one of these words: %s") % comma(language).join(question["accept"])

    def normalise(self, question: ShortTextQuestion, answer: Answer) -> str:
        return self._folded(answer).strip()
