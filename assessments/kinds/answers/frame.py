"""A whole data frame."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue

from assessments.kinds.answers import plain
from assessments.kinds.answers.base import (
    AnswerBlock,
    Verdict,
    compare_block,
    figures_problem,
    raw_rule,
    rule_of,
    tolerance_block,
)
from assessments.kinds.answers.tables import Tables, named
from assessments.kinds.raw import MakeId
from assessments.shapes import AnswerSettings


class FrameAnswerBlock(AnswerBlock):
    """A whole data frame."""

    compare = compare_block()
    tolerance = tolerance_block()
    any_order = blocks.BooleanBlock(label=_("The order of rows does not matter"), required=False)

    class Meta:
        icon = "table"
        label = _("Whole data frame")
        label_format = "{name}"
        description = _("A data frame with all its columns, in any order of columns.")


class WholeFrame(Tables):
    """All columns, in any order; rows in their order unless the author says otherwise."""

    name = "frame"
    block = FrameAnswerBlock

    def settings(self, value: StructValue) -> AnswerSettings:
        return {**rule_of(value), "any_order": bool(value["any_order"])}

    def raw(self, source: dict, make_id: MakeId) -> dict:
        return {**raw_rule(source), "any_order": bool(source.get("any_order"))}

    def problems_of_settings(self, cleaned: StructValue) -> dict:
        return figures_problem(cleaned)

    def shape(self, answer: AnswerSettings) -> str:
        return gettext("a whole table (data frame)")

    def compare(self, answer: AnswerSettings, given: Any, expected: Any) -> Verdict:
        mine, wanted = plain.as_frame(given), plain.as_frame(expected)
        if mine is None or wanted is None:
            return Verdict(False, "not_a_table")
        missing = [name for name in wanted.columns if name not in mine.columns]
        foreign = [name for name in mine.columns if name not in wanted.columns]
        if missing or foreign or len(set(mine.columns)) < len(mine.columns):
            return Verdict(False, "columns", {"names": named(missing), "foreign": named(foreign)})
        if len(mine.rows) != len(wanted.rows):
            return Verdict(False, "row_count", {"count": len(mine.rows)})
        places = [mine.columns.index(name) for name in wanted.columns]
        rows = [[row[place] for place in places] for row in mine.rows]
        theirs = wanted.rows
        if answer["any_order"]:
            rows, theirs = sorted(rows, key=_order), sorted(theirs, key=_order)
        wrong = [
            number
            for number, (a, b) in enumerate(zip(rows, theirs, strict=True), start=1)
            if not all(plain.same(x, y, answer) for x, y in zip(a, b, strict=True))
        ]
        if not wrong:
            return Verdict(True)
        places_named = [] if answer["any_order"] else named(wrong)
        return Verdict(False, "lines", {"wrong": len(wrong), "places": places_named})


def _order(row: list) -> tuple:
    """Texts first: where rows are in any order, the labels tell them apart and the numbers that may differ come last."""
    texts = [plain.plain_text(cell) for cell in row if isinstance(cell, str)]
    numbers = [plain.as_number(cell) for cell in row]
    return (texts, [number for number in numbers if number is not None], repr(row))
