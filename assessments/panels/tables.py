"""The data of an exercise as tables, for who works without a notebook."""

import csv
import io
from dataclasses import dataclass

from django.urls import reverse

from assessments.shapes import DataFile, ExerciseSpec
from foundation import tabular

#: How much of a file is shown; all of it is in the file.
ROWS, COLUMNS = 50, 30


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


def data_tables(spec: ExerciseSpec, texts: dict[str, str], language: str) -> list[DataTable]:
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


def _table(entry: DataFile, text: str, language: str, url: str) -> DataTable:
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
