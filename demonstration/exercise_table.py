"""docs/reference/exercises.md: the demonstration's exercises, from their folders and what was tried."""

from collections import Counter
from pathlib import Path

from assessments.authoring import PROGRAMMING
from demonstration.exercise_format import ExerciseFolder
from demonstration.exercise_trials import COMMAND, KeptTrial

FILE = Path("docs") / "reference" / "exercises.md"
HEAD = f"""# The exercises of the demonstration

Made by `{COMMAND}` from what the real grader gave: do not write here by hand. Every solution gets full marks on the visible
and on each hidden data set, every starter none, and every known mistake meets its own feedback; the tests run all of it again.

| Exercise | Level | Minutes | In | Read in | Data | Answers | Points | Hidden sets | Known mistakes |
|---|---|---|---|---|---|---|---|---|---|
"""
TAIL = """
*Data*: fictional, real, or both. *Answers*: how many of which kind. With the answers named here a typed-in number would pass, because
they do not depend on the data: {typed}.
"""


def table(trials: list[tuple[ExerciseFolder, KeptTrial]]) -> str:
    """The whole page."""
    rows = "".join(_row(folder) for folder, _kept in trials)
    typed = [
        f"{folder.code} `{name}`"
        for folder, kept in trials
        for name, passes in kept.outcome.report["typed"].items()
        if passes
    ]
    return HEAD + rows + TAIL.format(typed=", ".join(typed) or "none")


def _row(folder: ExerciseFolder) -> str:
    described = folder.described
    kinds = Counter(answer["type"] for answer in folder.answer_blocks("en"))
    answers = folder.answer_blocks("en")
    fictional = {bool(entry.get("fictional")) for entry in described.get("data") or []}
    data = "real and fictional" if len(fictional) > 1 else "fictional" if True in fictional else "real"
    cells = [
        f"{folder.code} {folder.title()}",
        described.get("level", 1),
        described.get("minutes", 30),
        ", ".join(PROGRAMMING[name] for name in folder.notebooks("en")),
        ", ".join(folder.languages),
        data,
        ", ".join(f"{kind} × {count}" for kind, count in kinds.items()),
        sum(answer["value"]["points"] for answer in answers),
        len(folder.hidden_blocks()),
        sum(len(answer["value"]["mistakes"]) for answer in answers),
    ]
    return "| " + " | ".join(str(cell) for cell in cells) + " |\n"
