"""The door to the grader: a notebook is run on each data set, and what it left is handed on as plain data."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings

from assessments.marking.runs import Ran, Run
from assessments.shapes import Notebook, Stop, Value

if TYPE_CHECKING:
    from notebooks.grader import Series


class NoRuntime(Exception):
    """The laboratory's runtime is not there: ours to mend, so the job is tried again."""


def run(
    notebook: Notebook,
    sets: list[dict[str, bytes]],
    names: list[str],
    *,
    language: str = "python",
    formulas: dict[str, str] | None = None,
    series: "Series | None" = None,
) -> Ran:
    """Run a notebook on each data set, the visible one first; formulas are computed after the cells of the first run."""
    # Imported here: only the worker needs the sandbox.
    from notebooks.grader import Limits, Refusal, grade

    formulas = formulas or {}
    result = grade(
        notebook,
        sets,
        names,
        language=language,
        limits=Limits(**settings.GRADER_LIMITS),
        laboratory=settings.LAB_ROOT,
        expressions=list(formulas.values()),
        series=series,
    )
    if result.error is not None and result.error.name == Refusal.NO_RUNTIME:
        raise NoRuntime(result.error.message)
    return Ran(
        runs=[Run(part.values, part.error is not None) for part in result.runs],
        errors=[_told(part.error) for part in result.runs],
        formulas=dict(zip(formulas, result.runs[0].expressions, strict=False)),
        runtime=result.runtime_version,
        seconds=result.seconds,
    )


@contextmanager
def in_series() -> Iterator[Callable[..., Ran]]:
    """:func:`run` for an exercise's own notebooks: they share a sandbox, which trainees' never do."""
    from notebooks.grader import Series

    with Series() as series:
        yield partial(run, series=series)


def _told(failure: Any) -> Stop | None:
    """Why a run did not come to its end, as it is kept."""
    if failure is None:
        return None
    text = f"{failure.kind}: {failure.message}"[:600] if failure.kind else ""
    return {"code": str(failure.name), "cell": failure.cell, "text": text}


def as_given(value: Any) -> Value:
    """A value that a browser sent, made sure of as one that came out of the sandbox is."""
    from notebooks.grader.values import safe

    return safe(value)
