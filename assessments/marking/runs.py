"""What comes out of the sandbox, and what comes out of marking: plain data that marking, trials and the sandbox share."""

from dataclasses import dataclass, field

from assessments.shapes import Marks, Stop, Value


@dataclass(frozen=True)
class Run:
    """What a notebook left behind on one data set."""

    values: dict[str, Value] = field(default_factory=dict)
    #: Whether a cell ended with an error, or the notebook did not come to its end.
    stopped: bool = False


@dataclass(frozen=True)
class Tried:
    """What came of a notebook in the grader: a run for each data set, and the formulas computed after the first."""

    runs: list[Run]
    #: By data set: what stopped it, as ``{"code", "cell", "text"}``; nothing where it came to its end.
    errors: list[Stop | None]
    formulas: dict[str, Value]


@dataclass(frozen=True)
class Ran(Tried):
    """The same, with what it was run by and how long it took."""

    runtime: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class Marked:
    """The marks of one try, by question or named answer, and their sum."""

    marks: Marks
    score: float
    max_score: float
