"""An exercise without a notebook: its data as tables, and a field for each answer that can be typed in."""

import csv
import io
from dataclasses import dataclass

from django import forms
from django.urls import reverse

from assessments.kinds.numeric import NumberField, number
from foundation import tabular

#: How much of a file is shown; all of it is in the file.
ROWS, COLUMNS = 50, 30
#: Kinds of answers that are one number or one text.
NUMBER, TEXT = "number", "text"
LONGEST = 200


@dataclass(frozen=True)
class DataTable:
    """A data file as a reader sees it."""

    name: str
    description: str
    url: str
    columns: tuple[tabular.Column, ...] = ()
    rows: tuple[list[str], ...] = ()
    #: How many rows the file has.
    total: int = 0

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.rows)


def data_tables(spec: dict, texts: dict[str, str], language: str) -> list[DataTable]:
    """The data of an exercise; a file that is no table has no columns."""
    return [
        _table(
            entry,
            texts.get(entry["name"], ""),
            language,
            reverse("assessments:data_file", args=[spec["exercise"], entry["name"]]),
        )
        for entry in spec["data"]
    ]


def _table(entry: dict, text: str, language: str, url: str) -> DataTable:
    bare = DataTable(entry["name"], entry["description"], url)
    if not entry["name"].endswith(".csv"):
        return bare
    try:
        head, *rows = [row for row in csv.reader(io.StringIO(text)) if any(row)] or [[]]
        read = tabular.read(tabular.write(head[:COLUMNS], [row[:COLUMNS] for row in rows[:ROWS]]))
    except (csv.Error, tabular.DataError):
        return bare
    shown = tuple(read.shown(language))
    return DataTable(entry["name"], entry["description"], url, read.columns, shown, len(rows))


def can_be_typed(answer: dict) -> bool:
    """Whether an answer is one number or one text."""
    return answer["kind"] in (NUMBER, TEXT)


class SheetForm(forms.Form):
    """A field for each answer that can be typed in; none of them must be filled."""

    def __init__(self, data=None, *, answers: list[dict], language: str, initial: dict | None = None):
        super().__init__(data, initial=initial, prefix="answer", auto_id="sheet_%s")
        self.language = language
        self.answers = {answer["name"]: answer for answer in answers if can_be_typed(answer)}
        for name, answer in self.answers.items():
            self.fields[name] = self._field(answer)

    def _field(self, answer: dict) -> forms.CharField:
        if answer["kind"] == NUMBER:
            return NumberField(language=self.language, required=False, label=answer["label"])
        widget = forms.TextInput(attrs={"class": "field__input", "dir": "auto", "autocomplete": "off"})
        return forms.CharField(max_length=LONGEST, required=False, label=answer["label"], widget=widget)

    @property
    def typed(self) -> dict[str, str]:
        """What was typed, as it was typed."""
        return {name: text for name, text in self.cleaned_data.items() if text}

    @property
    def values(self) -> dict:
        """What was typed, as a notebook would have it."""
        return {
            name: number(text, self.language) if self.answers[name]["kind"] == NUMBER else text
            for name, text in self.typed.items()
        }
