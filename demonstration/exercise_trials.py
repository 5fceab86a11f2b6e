"""Trials of the demonstration's exercises: made by a command, kept beside each exercise, checked by a test.

Loading the demonstration runs nothing: it takes what the solution gave from ``trial.json``, and refuses a file that belongs
to other content. ``manage.py try_exercises --write`` makes the files; the tests make them again and compare.
"""

import json
from dataclasses import dataclass

from assessments.authoring import Materials, Outcome, Tried, try_out
from demonstration.exercise_format import ExerciseFolder, program_of

FILE = "trial.json"
COMMAND = "manage.py try_exercises --write"


class NotTriedYet(Exception):
    """The exercise was changed since it was tried, or was never tried."""


@dataclass(frozen=True)
class KeptTrial:
    """What a trial file says."""

    contents: list[str]
    outcome: Outcome
    runtime: str

    @classmethod
    def read(cls, folder: ExerciseFolder) -> "KeptTrial":
        file = folder.path / FILE
        if not file.exists():
            raise NotTriedYet(f"{folder.code} was never tried: run {COMMAND} {folder.code}.")
        kept = json.loads(file.read_text(encoding="utf-8"))
        return cls(kept["contents"], Outcome(kept["values"], kept["report"]), kept["runtime"])

    def write(self, folder: ExerciseFolder) -> None:
        kept = {
            "contents": self.contents,
            "runtime": self.runtime,
            "values": self.outcome.values,
            "report": self.outcome.report,
        }
        text = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True)
        (folder.path / FILE).write_text(text + "\n", encoding="utf-8")


def kept_outcome(folder: ExerciseFolder, language: str) -> KeptTrial:
    """The kept trial of an exercise in a language, if it is of this very content."""
    kept = KeptTrial.read(folder)
    if folder.content(language) not in kept.contents:
        raise NotTriedYet(f"{folder.code} was changed since it was tried: run {COMMAND} {folder.code}.")
    return kept


def try_folder(folder: ExerciseFolder, run) -> KeptTrial:
    """Run an exercise in each of its languages through the grader; one outcome for all, for they are marked alike."""
    ran: dict[tuple, Tried] = {}

    def once(notebook, sets, names, *, language, formulas=None) -> Tried:
        """The same program on the same data is run once."""
        key = (language, program_of(notebook), len(sets))
        if key not in ran:
            ran[key] = run(notebook, sets, names, language=language, formulas=formulas)
        return ran[key]

    outcomes = []
    for language in folder.languages:
        notebooks = {
            programming: {part: json.loads(content) for part, content in parts.items()}
            for programming, parts in folder.notebooks(language).items()
        }
        outcomes.append(try_out(folder.definition(language), Materials(notebooks, folder.data), once))
    runtimes = sorted({getattr(tried, "runtime", "") for tried in ran.values()} - {""})
    contents = sorted({folder.content(language) for language in folder.languages})
    # One that did not pass speaks for all: a starter in one language that holds an answer.
    outcome = next((outcome for outcome in outcomes if not outcome.passed), outcomes[0])
    return KeptTrial(contents, outcome, ", ".join(runtimes))


def differences(kept: KeptTrial, again: KeptTrial) -> list[str]:
    """What differs between a kept trial and one made again; numbers that differ by rounding alone are the same."""
    found = [] if kept.contents == again.contents else ["contents"]
    for name in ("values", "report"):
        found += _differences(getattr(kept.outcome, name), getattr(again.outcome, name), name)
    return found


def _differences(one, other, place: str) -> list[str]:
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return [d for key in one for d in _differences(one[key], other[key], f"{place}.{key}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return [d for number, (a, b) in pairs for d in _differences(a, b, f"{place}.{number}")]
    if isinstance(one, int | float) and isinstance(other, int | float) and not isinstance(one, bool):
        return [] if abs(one - other) <= 1e-9 * max(abs(one), abs(other), 1e-9) else [place]
    return [] if one == other else [place]
