"""A table with cells to fill in."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue

from assessments.kinds.questions.base import AnswerField, Asked, Kind, Mark, QuestionBlock
from assessments.kinds.questions.numeric import number, readings, within
from assessments.kinds.raw import MakeId, item
from assessments.shapes import Answer, Cell, Question, TableQuestion
from foundation.language.numbers import format_number
from foundation.language.sentences import comma, semicolon
from foundation.search.analyser import fold

ASK, GIVEN, EMPTY = "ask", "given", "empty"


class CellBlock(blocks.StructBlock):
    """One cell of the table."""

    # A RegexBlock and no CharBlock: figures are the same in every language and are not sent to translators.
    value = blocks.RegexBlock(
        regex=r"^.{1,60}$", label=_("Value"), required=False, help_text=_("A number, or a word.")
    )
    use = blocks.ChoiceBlock(
        label=_("The reader"),
        choices=[(ASK, _("fills it in")), (GIVEN, _("is given the value")), (EMPTY, _("sees an empty cell"))],
        default=ASK,
    )

    class Meta:
        label_format = "{value}"


class RowBlock(blocks.StructBlock):
    """One row of the table."""

    label = blocks.CharBlock(label=_("Row"), max_length=120)
    cells = blocks.ListBlock(CellBlock(), min_num=1, max_num=12, label=_("Cells"))

    class Meta:
        label_format = "{label}"


class FillTableBlock(QuestionBlock):
    """A table to complete."""

    columns = blocks.ListBlock(
        blocks.CharBlock(max_length=120),
        min_num=1,
        max_num=12,
        label=_("Columns"),
        help_text=_("The headings of the columns with cells; the rows have headings of their own."),
    )
    rows = blocks.ListBlock(
        RowBlock(),
        min_num=1,
        max_num=20,
        label=_("Rows"),
        help_text=_("As many cells in each row as there are columns."),
    )
    tolerance = blocks.FloatBlock(
        label=_("Tolerance"), default=0, min_value=0, help_text=_("For every number of the table.")
    )

    class Meta:
        icon = "table"
        label = _("Table to complete")
        label_format = "{stem}"
        description = _("A small table whose cells the reader fills in. Every cell counts.")
        preview_value = {
            "stem": "Complete the table of twelve persons.",
            "columns": ["Native-born", "Foreign-born"],
            "rows": [
                {"label": "Nationals", "cells": [{"value": "3", "use": ASK}, {"value": "1", "use": ASK}]},
                {"label": "Foreigners", "cells": [{"value": "2", "use": GIVEN}, {"value": "6", "use": ASK}]},
            ],
            "tolerance": 0,
        }

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        width = len(cleaned["columns"])
        cells = [cell for row in cleaned["rows"] for cell in row["cells"]]
        if any(len(row["cells"]) != width for row in cleaned["rows"]):
            message = _("Every row needs as many cells as there are columns.")
        elif not any(cell["use"] == ASK for cell in cells):
            message = _("At least one cell must be filled in by the reader.")
        elif any(cell["use"] != EMPTY and not cell["value"] for cell in cells):
            message = _("A cell without a value can only be an empty one.")
        else:
            return cleaned
        raise blocks.StructBlockValidationError(block_errors={"rows": ValidationError(message)})


class FillTable(Kind[TableQuestion]):
    """Every cell counts the same; an answer is the cells' texts by ``row.column``."""

    name = "fill_table"
    block = FillTableBlock
    template = "assessments/kinds/fill_table.html"

    def spec(self, value: StructValue) -> dict:
        return {
            "columns": list(value["columns"]),
            "rows": [
                {
                    "label": row["label"],
                    "cells": [{"use": cell["use"], "value": cell["value"] or ""} for cell in row["cells"]],
                }
                for row in value["rows"]
            ],
            "tolerance": float(value["tolerance"]),
        }

    def raw(self, source: dict, make_id: MakeId) -> dict:
        return {
            "columns": [
                item("item", str(text), make_id, f"column/{place}")
                for place, text in enumerate(source["columns"])
            ],
            "rows": [
                item(
                    "item",
                    {
                        "label": str(label),
                        "cells": [
                            item("item", _raw_cell(cell), make_id, f"cell/{row}/{column}")
                            for column, cell in enumerate(source["cells"][row])
                        ],
                    },
                    make_id,
                    f"row/{row}",
                )
                for row, label in enumerate(source["rows"])
            ],
            "tolerance": float(source.get("tolerance", 0)),
        }

    def asked(self, question: TableQuestion) -> list[tuple[str, Cell]]:
        """The cells to fill in, by ``row.column``."""
        return [
            (f"{row}.{column}", cell)
            for row, line in enumerate(question["rows"])
            for column, cell in enumerate(line["cells"])
            if cell["use"] == ASK
        ]

    def fields(self, ask: Asked[TableQuestion], answer: Answer = None) -> list[AnswerField]:
        answer = answer if isinstance(answer, dict) else {}
        found = []
        for place, _cell in self.asked(ask.question):
            row, column = (int(part) for part in place.split("."))
            field = forms.CharField(
                label=f"{ask.question['rows'][row]['label']}, {ask.question['columns'][column]}",
                max_length=60,
                widget=forms.TextInput(
                    attrs={"class": "field__input num", "dir": "ltr", "autocomplete": "off"}
                ),
                error_messages={"required": _("Fill in this cell.")},
            )
            found.append(
                AnswerField(f"{ask.name}-{row}-{column}", field, answer.get(place), {"place": place})
            )
        return found

    def clean(self, ask: Asked[TableQuestion], values: dict) -> dict[str, str]:
        return {
            place: values[f"{ask.name}-{place.replace('.', '-')}"]
            for place, _cell in self.asked(ask.question)
        }

    def mark(self, question: TableQuestion, answer: Answer, language: str) -> Mark:
        answer = answer if isinstance(answer, dict) else {}
        asked = self.asked(question)
        right = sum(
            self._cell_is_right(cell, answer.get(place, ""), question["tolerance"], language)
            for place, cell in asked
        )
        return Mark(right / len(asked)) if asked else Mark(None)

    def _cell_is_right(self, cell: Cell, given: Any, tolerance: float, language: str) -> bool:
        target = number(cell["value"], "en")
        if target is None:
            return " ".join(fold(str(given)).split()) == " ".join(fold(cell["value"]).split())
        return any(within(value, target, tolerance) for value in readings(given, language))

    def shown(self, question: TableQuestion, answer: Answer, language: str) -> str:
        answer = answer if isinstance(answer, dict) else {}
        texts = {place: str(answer.get(place, "—")) for place, _ in self.asked(question)}
        return self._in_words(question, texts, language)

    def explain(self, question: TableQuestion, language: str) -> str:
        texts = {}
        for place, cell in self.asked(question):
            target = number(cell["value"], "en")
            texts[place] = cell["value"] if target is None else format_number(target, None, language)
        return self._in_words(question, texts, language)

    def _in_words(self, question: TableQuestion, texts: dict[str, str], language: str) -> str:
        said = []
        for place, text in texts.items():
            row, column = (int(part) for part in place.split("."))
            cell = comma(language).join((question["rows"][row]["label"], question["columns"][column]))
            said.append(f"{cell}: {text}")
        return semicolon(language).join(said)

    def normalise(self, question: TableQuestion, answer: Answer) -> str:
        answer = answer if isinstance(answer, dict) else {}
        return " ".join(f"{place}={answer.get(place, '')}" for place, _cell in self.asked(question))


def _raw_cell(cell: dict) -> dict:
    if cell.get("blank"):
        return {"value": "", "use": EMPTY}
    if "given" in cell:
        return {"value": _plain(cell["given"]), "use": GIVEN}
    return {"value": _plain(cell["answer"]), "use": ASK}


def _plain(value: Any) -> str:
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def grid(question: Question, fields: list) -> list[dict] | None:
    """The rows of a table to fill in: each cell a field, a given value, or empty. ``None`` for other kinds."""
    if question["kind"] != FillTable.name or not fields:
        return None
    table = cast(TableQuestion, question)
    by_place = {part.extra["place"]: bound for bound, part in fields}
    return [
        {
            "label": row["label"],
            "cells": [
                {
                    "field": by_place.get(f"{line}.{column}"),
                    "given": cell["value"] if cell["use"] == GIVEN else "",
                }
                for column, cell in enumerate(row["cells"])
            ],
        }
        for line, row in enumerate(table["rows"])
    ]
