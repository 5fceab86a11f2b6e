"""Notebooks of one author in one sandbox, one after another: an exercise's own, which is tried before anybody is asked.

Starting is most of what a notebook costs. Between two of them what the first has left is cleared away as it is between two data
sets; but in Python and in R who wants to can leave more, so **what trainees hand in never comes here**.
"""

from pathlib import Path

from .limits import Limits
from .process import Sandbox
from .result import Refusal, Run


class Series:
    """Use it as a context manager: at its end the sandboxes are gone."""

    def __init__(self) -> None:
        self._kept: dict[str, Sandbox] = {}

    def __enter__(self) -> "Series":
        return self

    def __exit__(self, *_: object) -> None:
        for sandbox in self._kept.values():
            sandbox.end()
        self._kept.clear()

    def take(self, runtime: Path, limits: Limits, language: str) -> Sandbox | None:
        """The sandbox of the notebook before, if it fits."""
        sandbox = self._kept.pop(language, None)
        if sandbox and (sandbox.runtime, sandbox.limits) != (runtime, limits):
            sandbox.end()
            return None
        return sandbox

    def keep(self, sandbox: Sandbox, runs: list[Run]) -> bool:
        """Keep it for the next notebook, unless this one has not come to its end."""
        came_to_its_end = bool(runs) and all(
            run.error is None or run.error.name == Refusal.CELL for run in runs
        )
        if came_to_its_end:
            self._kept[sandbox.language] = sandbox
        return came_to_its_end
