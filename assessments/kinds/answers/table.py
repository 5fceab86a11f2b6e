"""A table whose rows are found by their keys."""

from typing import Any

from django.core.exceptions import ValidationError
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
from assessments.kinds.raw import MakeId, item
from assessments.shapes import AnswerSettings

COLUMN = r"^[^\n,;\t]{1,60}$"


class ColumnBlock(blocks.StructBlock):
    """A column that is compared."""

    name = blocks.RegexBlock(regex=COLUMN, label=_("Column"))
    compare = compare_block()
    tolerance = tolerance_block()

    class Meta:
        label_format = "{name}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = figures_problem(cleaned)
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned


class TableAnswerBlock(AnswerBlock):
    """A table whose rows are matched by their keys."""

    keys = blocks.ListBlock(
        blocks.RegexBlock(regex=COLUMN),
        min_num=1,
        max_num=4,
        label=_("Key columns"),
        help_text=_(
            "The columns that tell one row from another: iso3, or country and year. The order of rows does not matter."
        ),
    )
    columns = blocks.ListBlock(
        ColumnBlock(),
        min_num=1,
        max_num=12,
        label=_("Columns that are compared"),
        help_text=_("Other columns of the trainee's table do no harm."),
    )

    class Meta:
        icon = "table"
        label = _("Table with keys")
        label_format = "{name}"
        description = _(
            "A table with a row for each key: a rate for each country. Only the columns that you name count."
        )


class Table(Tables):
    """Row by row as the keys say; only the named columns count."""

    name = "table"
    block = TableAnswerBlock

    def settings(self, value: StructValue) -> AnswerSettings:
        return {
            "keys": list(value["keys"]),
            "columns": [{"name": column["name"], **rule_of(column)} for column in value["columns"]],
        }

    def raw(self, source: dict, make_id: MakeId) -> dict:
        rule = raw_rule(source)
        columns = [c if isinstance(c, dict) else {"name": c} for c in source["columns"]]
        return {
            "keys": [
                item("item", str(key), make_id, f"key/{place}") for place, key in enumerate(source["keys"])
            ],
            "columns": [
                item(
                    "item",
                    {"name": str(c["name"]), **(raw_rule(c) if len(c) > 1 else rule)},
                    make_id,
                    f"column/{place}",
                )
                for place, c in enumerate(columns)
            ],
        }

    def problems_of_settings(self, cleaned: StructValue) -> dict:
        names = [*cleaned["keys"], *(column["name"] for column in cleaned["columns"])]
        names = [name for name in names if name]
        if len(set(names)) < len(names):
            return {"columns": ValidationError(_("A column is named twice."))}
        typed = plain.read_frame(cleaned["expected"]).columns if cleaned["expected"].strip() else names
        missing = [name for name in names if name not in typed]
        if missing:
            return {"expected": ValidationError(_("The column %s is not in this table.") % missing[0])}
        return {}

    def shape(self, answer: AnswerSettings) -> str:
        names = ", ".join([*answer["keys"], *(column["name"] for column in answer["columns"])])
        return gettext("a table (data frame) with the columns %s") % names

    def compare(self, answer: AnswerSettings, given: Any, expected: Any) -> Verdict:
        mine, wanted = self._frame(answer, given), self._frame(answer, expected)
        if mine is None or wanted is None:
            return Verdict(False, "not_a_table")
        names = [*answer["keys"], *(column["name"] for column in answer["columns"])]
        missing = [name for name in names if name not in mine.columns]
        if missing:
            return Verdict(False, "columns", {"names": named(missing)})
        rows, theirs = self._by_key(answer, mine), self._by_key(answer, wanted)
        if rows is None:
            return Verdict(False, "keys_twice")
        if theirs is None:
            return Verdict(False, "keys_twice")
        wrong = [
            key for key, cells in rows.items() if key in theirs and not self._same(answer, cells, theirs[key])
        ]
        foreign = [key for key in rows if key not in theirs]
        lacking = sum(key not in rows for key in theirs)
        if not wrong and not foreign and not lacking:
            return Verdict(True)
        # Keys of rows that are not there are never named: they may be what is asked.
        return Verdict(
            False,
            "rows",
            {
                "wrong": len(wrong),
                "keys": named(_key_in_words(key) for key in wrong),
                "foreign": len(foreign),
                "foreign_keys": named(_key_in_words(key) for key in foreign),
                "missing": lacking,
            },
        )

    def _frame(self, answer: AnswerSettings, value: Any) -> plain.Frame | None:
        keys, others = answer["keys"], [column["name"] for column in answer["columns"]]
        frame = plain.as_frame(value, keys, others)
        # An index without a name came out under this one.
        if frame and len(keys) == 1 and keys[0] not in frame.columns and "index" in frame.columns:
            return plain.Frame([keys[0] if name == "index" else name for name in frame.columns], frame.rows)
        return frame

    @staticmethod
    def _by_key(answer: AnswerSettings, frame: plain.Frame) -> dict[tuple, list] | None:
        """The compared cells of each row by its key; nothing where two rows have the same key."""
        places = [frame.columns.index(key) for key in answer["keys"]]
        compared = [frame.columns.index(column["name"]) for column in answer["columns"]]
        found = {plain.key_of([row[p] for p in places]): [row[p] for p in compared] for row in frame.rows}
        return found if len(found) == len(frame.rows) else None

    @staticmethod
    def _same(answer: AnswerSettings, mine: list, wanted: list) -> bool:
        return all(plain.same(a, b, rule) for a, b, rule in zip(mine, wanted, answer["columns"], strict=True))


def _key_in_words(key: tuple) -> str:
    return ", ".join(f"{part:g}" if isinstance(part, float) else str(part) for part in key)
