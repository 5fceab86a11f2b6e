"""Cells pasted from a spreadsheet, read as a table: the one form in which trainers give data to tables and charts."""

import csv
import io
import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from foundation.language.numbers import format_number

#: A number with a point before the decimals; commas or spaces may part the thousands.
NUMBER = re.compile(r"^[+\-−]?([1-9]\d{0,2}([ ,\u00a0\u202f]\d{3})+|\d+)(\.\d+)?$")
#: The same with a comma before the decimals, as spreadsheets write it where French, Portuguese or Spanish is spoken.
COMMA_NUMBER = re.compile(r"^[+\-−]?([1-9]\d{0,2}([ .\u00a0\u202f]\d{3})+|\d+)(,\d+)?$")
#: Three digits behind a mark may be thousands. They are decimals if they are not three, after a nought, and after four digits.
_DECIMALS = re.compile(r"(\d[.,](\d{1,2}|\d{4,})|\b0[.,]\d+|\d{4,}[.,]\d+)$")
_ARABIC_MARKS = str.maketrans({"٫": ".", "٬": ","})
MAX_CELLS = 5000
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class DataError(ValueError):
    """The pasted text is no table; the message says why in plain words."""


@dataclass(frozen=True)
class Column:
    """A column: its heading, whether all its cells are numbers, and with how many decimals they are shown."""

    label: str
    is_numeric: bool
    decimals: int


@dataclass(frozen=True)
class Table:
    """Columns and rows; a cell is text, a ``Decimal``, or ``None`` for no figure (which is not zero)."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str | Decimal | None, ...], ...]

    def shown(self, language: str) -> list[list[str]]:
        """Every cell as its reader sees it."""
        return [
            [show(cell, column, language) for cell, column in zip(row, self.columns, strict=True)]
            for row in self.rows
        ]

    def numbers(self, index: int) -> list[Decimal | None]:
        """The numbers of a column."""
        return [cell if isinstance(cell, Decimal) else None for cell in (row[index] for row in self.rows)]


def show(cell, column: Column, language: str) -> str:
    """A cell as its reader sees it; the years of a first column are not grouped."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return format_number(cell, column.decimals, language)
    return cell


def read(text: str) -> Table:
    """Read pasted cells (tabs, or semicolons) with the headings in the first row.

    Raises ``DataError`` where there are no rows, the rows differ in length, or there are too many cells.
    """
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    if len(lines) < 2:
        raise DataError(_("Paste a first row of headings and at least one row below it."))
    mark = "\t" if "\t" in lines[0] else ";"
    grid = [
        [cell.strip().translate(_ARABIC_MARKS) for cell in row] for row in csv.reader(lines, delimiter=mark)
    ]
    width = len(grid[0])
    if width * len(grid) > MAX_CELLS:
        raise DataError(_("These are more than %(most)s cells: take a smaller table.") % {"most": MAX_CELLS})
    for number, row in enumerate(grid[1:], start=2):
        if len(row) > width:
            raise DataError(
                _("Row %(number)s has %(cells)s cells, but there are %(width)s headings.")
                % {"number": number, "cells": len(row), "width": width}
            )
        row.extend([""] * (width - len(row)))
    _write_points(grid)
    columns = tuple(_column(grid, index) for index in range(width))
    rows = tuple(
        tuple(_cell(cell, column) for cell, column in zip(row, columns, strict=True)) for row in grid[1:]
    )
    return Table(columns, rows)


def write(labels: list[str], rows: list[list]) -> str:
    """The text that ``read`` reads: for loaders."""

    def plain(cell) -> str:
        return "" if cell is None else str(cell).replace("\t", " ")

    return "\n".join("\t".join(plain(cell) for cell in row) for row in [labels, *rows])


def to_csv(table: Table) -> str:
    """The table as CSV with a byte-order mark for spreadsheets; cells that look like formulas are made text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_safe(column.label) for column in table.columns])
    for row in table.rows:
        writer.writerow(
            ["" if cell is None else cell if isinstance(cell, Decimal) else _safe(cell) for cell in row]
        )
    return "\ufeff" + out.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _write_points(grid: list[list[str]]) -> None:
    """Write points before the decimals of a table that has commas there: a spreadsheet writes all its numbers in one manner."""
    numbers = [cell for row in grid[1:] for cell in row if NUMBER.match(cell) or COMMA_NUMBER.match(cell)]
    marks = {"," if "," in found[0] else "." for cell in numbers if (found := _DECIMALS.search(cell))}
    if marks != {","}:
        return
    for index in range(len(grid[0])):
        cells = [row[index] for row in grid[1:] if row[index]]
        if all(COMMA_NUMBER.match(cell) for cell in cells):
            for row in grid[1:]:
                row[index] = re.sub(r"[ .\u00a0\u202f]", "", row[index]).replace(",", ".")


def _column(grid: list[list[str]], index: int) -> Column:
    cells = [row[index] for row in grid[1:] if row[index]]
    is_numeric = bool(cells) and all(NUMBER.match(cell) for cell in cells)
    decimals = max((len(cell.partition(".")[2]) for cell in cells), default=0) if is_numeric else 0
    # Years head many rows; grouped as 2,010 they would read as a quantity.
    if is_numeric and index == 0 and all(re.fullmatch(r"(1[89]|20)\d\d", cell) for cell in cells):
        is_numeric = False
    return Column(grid[0][index], is_numeric, decimals)


def _cell(text: str, column: Column) -> str | Decimal | None:
    if not text:
        return None
    if column.is_numeric:
        return Decimal(re.sub(r"[ ,\u00a0\u202f]", "", text).replace("−", "-"))
    return text
