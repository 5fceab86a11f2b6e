"""What comes back from the sandbox."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Refusal(StrEnum):
    """Why there is no result, or only a part of one."""

    NOT_A_NOTEBOOK = "not_a_notebook"
    TOO_LARGE = "too_large"
    TOO_MANY_CELLS = "too_many_cells"
    CELL = "cell"  # a cell ended with an error; the values are what the others left
    TIME = "time"
    MEMORY = "memory"
    OUTPUT = "output"
    EXITED = "exited"  # the notebook ended the interpreter itself
    CRASHED = "crashed"
    NO_RUNTIME = "no_runtime"  # ours to mend, not the trainee's


@dataclass(frozen=True)
class Failure:
    name: Refusal
    cell: int | None = None  # the number of the code cell, from 1
    kind: str = ""  # the exception's name: NameError
    message: str = ""  # its text, shortened; written by the notebook, so escape it


@dataclass(frozen=True)
class Run:
    """The notebook, run from its first cell to its last beside one data set.

    `values` holds the named variables that exist, as plain data that any database can keep as JSON:

    - numbers, texts, booleans and None as they are; a number that is none is the text "NaN", "Infinity" or "-Infinity", an
      integer of more than thirty digits "<very large>", a date or a time its text, a decimal or a fraction a number;
    - lists, tuples, ranges and arrays as lists in their order; sets as lists in no order that means anything; dicts with
      texts as keys;
    - a table as `{"__frame__": True, "columns": [...], "rows": [[...], ...]}`: the levels of its index are its first
      columns, unless it only counts the rows (an index without a name is called "index", a level without one "level_0");
    - a column with labels as `{"__series__": True, "index": [...], "values": [...]}`; the label of an index of several
      levels is a list;
    - what is no plain data as "<its type>", what goes on too long or too deep as "<more>" at the place where it was cut.

    `expressions` holds what each expression gave, in their order; None where it failed.
    """

    values: dict[str, Any] = field(default_factory=dict)
    error: Failure | None = None
    cells_run: int = 0
    expressions: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class GradeResult:
    """One `Run` for each data set, in their order: the first beside the visible one, the others beside the hidden ones.

    A notebook that ends the process or goes beyond a limit leaves the runs before; that run and those after it have the
    failure as their error and no values. **Nothing of a hidden run may be shown to the trainee, not the text of its error
    either**: the notebook can have written its data there.
    """

    runs: list[Run]
    runtime_version: str = ""
    seconds: float = 0.0

    @property
    def values(self) -> dict[str, Any]:
        return self.runs[0].values

    @property
    def error(self) -> Failure | None:
        return self.runs[0].error

    @property
    def cells_run(self) -> int:
        return self.runs[0].cells_run

    @property
    def hidden(self) -> list[Run]:
        return self.runs[1:]
