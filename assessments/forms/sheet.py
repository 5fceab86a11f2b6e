"""The answers to an exercise without a notebook: a field for each one that can be typed in."""

from django import forms

from assessments.kinds.questions.numeric import NumberField, number
from assessments.shapes import NamedAnswer, Value
from assessments.spec.exercise import NUMBER, can_be_typed

LONGEST = 200


class SheetForm(forms.Form):
    """A field for each answer that can be typed in; none of them must be filled."""

    def __init__(self, data=None, *, answers: list[NamedAnswer], language: str, initial: dict | None = None):
        super().__init__(data, initial=initial, prefix="answer", auto_id="sheet_%s")
        self.language = language
        self.answers = {answer["name"]: answer for answer in answers if can_be_typed(answer)}
        for name, answer in self.answers.items():
            self.fields[name] = self._field(answer)

    def _field(self, answer: NamedAnswer) -> forms.CharField:
        if answer["kind"] == NUMBER:
            return NumberField(language=self.language, required=False, label=answer["label"])
        widget = forms.TextInput(attrs={"class": "field__input", "dir": "auto", "autocomplete": "off"})
        return forms.CharField(max_length=LONGEST, required=False, label=answer["label"], widget=widget)

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, as it was typed."""
        return {name: text for name, text in self.cleaned_data.items() if text}

    @property
    def values(self) -> dict[str, Value]:
        """What was typed, as a notebook would have it."""
        return {
            name: number(text, self.language) if self.answers[name]["kind"] == NUMBER else text
            for name, text in self.typed.items()
        }
