"""The form to answer a quiz with."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError

from assessments.kinds.questions import Asked, kind_of
from assessments.kinds.questions.base import AnswerField
from assessments.shapes import Answer, Question


class QuizForm(forms.Form):
    """One field or more for each question that is still open. Nothing in it tells what is right."""

    use_required_attribute = False

    def __init__(
        self,
        *args,
        questions: Iterable[Question],
        seed: str,
        language: str,
        earlier: dict[str, Answer] | None = None,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.asks: dict[str, tuple[Asked, list[AnswerField]]] = {}
        self.answers: dict[str, Answer] = {}
        for question in questions:
            ask = Asked(question, seed, language)
            fields = kind_of(question).fields(ask, (earlier or {}).get(question["id"]))
            self.asks[question["id"]] = (ask, fields)
            for part in fields:
                self.fields[part.name] = part.field
                self.initial[part.name] = part.initial

    def bound(self, question_id: str) -> list[tuple[forms.BoundField, AnswerField]]:
        """The fields of one question, to be shown."""
        return [(self[part.name], part) for part in self.asks[question_id][1]]

    def clean(self) -> dict:
        for question_id, (ask, fields) in self.asks.items():
            if any(part.name in self.errors for part in fields):
                continue
            try:
                self.answers[question_id] = kind_of(ask.question).clean(ask, self.cleaned_data)
            except ValidationError as error:
                self.add_error(fields[0].name, error)
        return self.cleaned_data
