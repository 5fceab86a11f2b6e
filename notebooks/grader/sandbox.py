"""Marks nothing: takes a notebook and its data, and turns whatever happens into a result."""

import base64
import re
import secrets
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .. import manifest
from ..errors import BuildError
from ..laboratory import LABORATORY, runtime_folder
from . import pool
from .limits import Limits
from .notebook import code_cells, imported
from .pool import LANGUAGES
from .process import Sandbox, Stopped
from .result import Failure, GradeResult, Refusal, Run
from .series import Series
from .values import understood

NAME = re.compile(r"^[^\W\d]\w{0,99}$")
FILE = re.compile(r"^[\w][\w.-]{0,99}$")


def grade(
    notebook: dict[str, Any],
    datasets: Sequence[dict[str, bytes]],
    names: list[str],
    *,
    language: str = "python",
    limits: Limits | None = None,
    laboratory: Path | None = None,
    expressions: list[str] | None = None,
    series: Series | None = None,
) -> GradeResult:
    """Run `notebook` beside each of the `datasets` and return the values of `names`. Never raises for what a notebook does.

    The first data set is the one that trainees see, the others are hidden ones of the same shape. `expressions` are
    evaluated after the cells, where the notebook's variables are: for the author's own notebooks. So is a `series`: those run one
    after another in the same sandbox.
    """
    if language not in LANGUAGES:
        raise ValueError(f"There is no grader for {language}.")
    limits = limits or Limits()
    started = time.monotonic()
    datasets = datasets or [{}]
    cells = code_cells(notebook, limits)
    if isinstance(cells, Failure):
        return GradeResult([Run(error=cells)] * len(datasets))
    if any(sum(map(len, files.values())) > limits.files_bytes for files in datasets):
        return GradeResult([Run(error=Failure(Refusal.TOO_LARGE, message="data files"))] * len(datasets))
    job = {
        "packages": imported(cells) if language == "python" else [],
        "cells": cells,
        "names": [name for name in names if NAME.match(name)],
        "expressions": list(expressions or []),
    }
    try:
        runtime = runtime_folder(laboratory or LABORATORY, language)
        sandbox = _loaded(runtime, limits, job, len(datasets), language, series)
    except BuildError as error:
        return GradeResult([Run(error=Failure(Refusal.NO_RUNTIME, message=str(error)))] * len(datasets))
    except Stopped as stopped:  # before the notebook had any part in it
        message = f"{LANGUAGES[language]} did not start: {stopped.failure.name} {stopped.failure.message}"
        return GradeResult([Run(error=Failure(Refusal.NO_RUNTIME, message=message))] * len(datasets))
    runs: list[Run] = []
    try:
        runs = _runs(sandbox, job, datasets)
    finally:
        if series is None or not series.keep(sandbox, runs):
            sandbox.end()
        pool.tend()
    listed = manifest.load()
    version = f"Pyodide {listed.pyodide}" if language == "python" else f"webR {listed.webr}"
    return GradeResult(runs, f"{version} ({runtime.name})", round(time.monotonic() - started, 2))


def _loaded(
    runtime: Path, limits: Limits, job: dict[str, Any], data_sets: int, language: str, series: Series | None
) -> Sandbox:
    """A sandbox with the notebook in it: one that waited for this, or a new one."""
    waiting = series.take(runtime, limits, language) if series else None
    waiting = waiting or pool.take(runtime, limits, language)
    if waiting is not None:
        try:
            waiting.load(job, data_sets)
            return waiting
        except Stopped:  # it has died while it waited, or was killed
            waiting.end()
    sandbox = Sandbox(runtime, limits, language)
    try:
        sandbox.load(job, data_sets)
    except BaseException:
        sandbox.end()
        raise
    return sandbox


def _runs(sandbox: Sandbox, job: dict[str, Any], datasets: Sequence[dict[str, bytes]]) -> list[Run]:
    """One run for each data set. The next set is sent when the line of the one before it was taken, and never earlier."""
    runs: list[Run] = []
    try:
        for files in datasets:
            sent = {
                name: base64.b64encode(content).decode()
                for name, content in files.items()
                if FILE.match(name)
            }
            found = sandbox.run(secrets.token_hex(16), sent)
            try:
                runs.append(understood(found, job["names"], len(job["expressions"])))
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
                raise Stopped(Failure(Refusal.CRASHED)) from error
    except Stopped as stopped:
        runs += [Run(error=stopped.failure)] * (len(datasets) - len(runs))
    return runs
