"""Reading the plain data that comes out of the sandbox: whatever is in it, nothing here raises.

A data frame is ``{"__frame__": true, "columns": [...], "rows": [[...]]}``, a series or an R named vector
``{"__series__": true, "index": [...], "values": [...]}``; numbers that are none are "NaN", "Infinity" and "-Infinity".
"""

import csv
import io
import math
from dataclasses import dataclass
from typing import Any

from assessments.shapes import Rule
from foundation.search.analyser import fold

FRAME, SERIES = "__frame__", "__series__"
NOTHING = (None, "NaN")
#: How the sandbox writes the three dots that a starter leaves where the work is to be done.
DOTS = "<ellipsis>"
MOST_ROWS = 20_000


def is_blank(value: Any) -> bool:
    """Whether a variable holds nothing yet."""
    return value is None or value == DOTS


def as_number(value: Any) -> float | None:
    """A finite number; a yes or no is none, though Python counts with it."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def read_number(text: str) -> float | None:
    """The finite number that a text says, with a point before the decimals."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def plain_text(value: Any) -> str:
    """A text without regard to capitals, accents and spaces."""
    return " ".join(fold(str(value)).split())


def as_items(value: Any) -> list | None:
    """The items of a list, a set, an array or a series; a single number or text is a list of one, as in R."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        values = value.get("values") if value.get(SERIES) is True else None
        return values if isinstance(values, list) else None
    return [value] if isinstance(value, str | int | float) else None


def read_items(text: str) -> list:
    """One item in each line, a number where it is one."""
    return [_item(line.strip()) for line in text.splitlines() if line.strip()]


def _item(text: str) -> Any:
    number = read_number(text)
    return text if number is None else number


@dataclass(frozen=True)
class Frame:
    """A table: the names of its columns, and its rows."""

    columns: list[str]
    rows: list[list]

    def plain(self) -> dict:
        return {FRAME: True, "columns": self.columns, "rows": self.rows}


def as_frame(value: Any, keys: list[str] | None = None, others: list[str] | None = None) -> Frame | None:
    """A data frame; with ``keys`` and one other column also a series or a dictionary, whose labels are the keys."""
    if not isinstance(value, dict):
        return None
    if value.get(FRAME) is True:
        return _whole(value.get("columns"), value.get("rows"))
    if not keys or not others or len(others) != 1:
        return None
    if value.get(SERIES) is True:
        return _labelled(value.get("index"), value.get("values"), keys, others[0])
    return _labelled(list(value), list(value.values()), keys, others[0])


def _whole(columns: Any, rows: Any) -> Frame | None:
    if not isinstance(columns, list) or not isinstance(rows, list) or len(rows) > MOST_ROWS:
        return None
    if not all(isinstance(row, list) and len(row) == len(columns) for row in rows):
        return None
    return Frame([str(name) for name in columns], rows)


def _labelled(labels: Any, values: Any, keys: list[str], column: str) -> Frame | None:
    if not isinstance(labels, list) or not isinstance(values, list) or len(labels) != len(values):
        return None
    rows = [[*_label(label), given] for label, given in zip(labels, values, strict=True)]
    return Frame([*keys, column], rows) if all(len(row) == len(keys) + 1 for row in rows) else None


def _label(label: Any) -> list:
    return label if isinstance(label, list) else [label]


def read_frame(text: str) -> Frame:
    """The table in a text of cells parted by commas or semicolons, with the names of the columns in its first line."""
    lines = list(csv.reader(io.StringIO(text.strip()), delimiter=delimiter(text)))
    lines = [line for line in lines if line]
    columns = [name.strip() for name in lines[0]] if lines else []
    rows = [[_cell(cell.strip()) for cell in line] for line in lines[1:]]
    return Frame(columns, rows)


def _cell(text: str) -> Any:
    return _item(text) if text else None


def delimiter(text: str) -> str:
    """What parts the cells of the first line."""
    first = text.lstrip().partition("\n")[0]
    return max(",;\t", key=first.count)


def headings(text: str) -> list[str]:
    """The names in the first line of a file of cells."""
    first = text.removeprefix("\ufeff").partition("\n")[0]
    return [name.strip() for name in next(csv.reader([first.strip()], delimiter=delimiter(first)), [])]


#: How near a number must come: by so much, by so many per cent, to so many figures, exactly, or from below.
ABSOLUTE, RELATIVE, FIGURES, EXACT, MAXIMUM = "absolute", "relative", "figures", "exact", "max"


def near(given: float, expected: float, rule: Rule) -> bool:
    """Whether a number comes near enough by a rule ``{"compare", "tolerance"}``."""
    compare, tolerance = rule.get("compare", ABSOLUTE), rule.get("tolerance", 0)
    if compare == MAXIMUM:
        return given <= expected + tolerance + 1e-12 * abs(expected)
    if compare == RELATIVE:
        allowed = abs(expected) * tolerance / 100
    elif compare == FIGURES:
        allowed = half_a_unit(expected, int(tolerance))
    else:
        allowed = 0 if compare == EXACT else tolerance
    # A hair is added: 1.5 − 1.49 is not 0.01 in binary.
    return abs(given - expected) <= allowed * (1 + 1e-9) + abs(expected) * 1e-12


def half_a_unit(number: float, figures: int) -> float:
    """Half a unit of the last of so many significant figures: numbers nearer than that are written the same."""
    if number == 0 or figures < 1:
        return 0
    # The largest and smallest numbers have no such unit: 10 ** -330 is nothing.
    return 0.5 * 10.0 ** max(-300, math.floor(math.log10(abs(number))) - figures + 1)


def same(given: Any, expected: Any, rule: Rule) -> bool:
    """Whether two cells or items are the same: numbers by the rule, texts without regard to case and accents."""
    number = as_number(expected)
    if number is not None:
        mine = as_number(given)
        return mine is not None and near(mine, number, rule)
    if expected in NOTHING or given in NOTHING:
        return expected in NOTHING and given in NOTHING
    if isinstance(expected, bool) or isinstance(given, bool):
        return expected is given
    if isinstance(expected, str) and isinstance(given, str):
        return plain_text(given) == plain_text(expected)
    return given == expected


def key_of(cells: list) -> tuple:
    """What rows are matched by: 2020 and 2020.0 are the same key, spaces around a text do not count."""
    return tuple(_key(cell) for cell in cells)


def _key(cell: Any) -> Any:
    number = as_number(cell)
    if number is not None:
        return number
    return " ".join(cell.split()) if isinstance(cell, str) else repr(cell)
