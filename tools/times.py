"""A plugin of pytest: writes how long each test took, for whoever runs several parts and sums them up."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

#: The variable of the environment that names the file to write to.
FILE = "SCHOOL_TEST_TIMES"


@dataclass(frozen=True, order=True)
class Test:
    """One test: seconds in all, seconds of its body alone, and ``passed``, ``failed`` or ``skipped``."""

    __test__ = False

    name: str
    seconds: float
    body: float
    outcome: str


def read(file: Path) -> list[Test]:
    """The tests whose three stages (set-up, body, tear-down) were written to a file."""
    stages: dict[str, list[dict]] = {}
    for line in file.read_text().splitlines():
        stage = json.loads(line)
        stages.setdefault(stage["name"], []).append(stage)
    return [_test(name, told) for name, told in stages.items()]


def _test(name: str, stages: list[dict]) -> Test:
    outcomes = {stage["outcome"] for stage in stages}
    return Test(
        name,
        seconds=sum(stage["seconds"] for stage in stages),
        body=sum(stage["seconds"] for stage in stages if stage["when"] == "call"),
        outcome=next(outcome for outcome in ("failed", "skipped", "passed") if outcome in outcomes),
    )


class Writer:
    """Writes a line for each stage of each test."""

    def __init__(self, file: Path):
        self.file = file.open("a")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called in the process that gathers the workers' reports."""
        stage = {"name": report.nodeid, "when": report.when, "seconds": report.duration}
        self.file.write(json.dumps({**stage, "outcome": report.outcome}) + "\n")

    def pytest_unconfigure(self) -> None:
        """The run is over."""
        self.file.close()


def pytest_configure(config: pytest.Config) -> None:
    """Write where a file is named, and only once for all workers."""
    if (name := os.environ.get(FILE)) and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Writer(Path(name)), "times")
