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
    EXITED = "exited"  # the notebook ended Python itself
    CRASHED = "crashed"
    NO_RUNTIME = "no_runtime"  # ours to mend, not the trainee's


@dataclass(frozen=True)
class Failure:
    name: Refusal
    cell: int | None = None  # the number of the code cell, from 1
    kind: str = ""  # the exception's name: NameError
    message: str = ""  # its text, shortened; written by the notebook, so escape it


@dataclass(frozen=True)
class GradeResult:
    """`values` holds the named variables that exist, as numbers, texts, booleans, None, lists and dicts.

    What is no number is the text "NaN", "Infinity" or "-Infinity"; what is no plain data is "<its type>". All of it can be
    stored as JSON in any database.
    """

    values: dict[str, Any] = field(default_factory=dict)
    error: Failure | None = None
    cells_run: int = 0
    runtime_version: str = ""
    seconds: float = 0.0
