"""The door for programs that write exercises and quizzes, as the demonstration does: texts become what the CMS stores, and
exercises are tried in the grader. Other rooms have no business here; they call :mod:`assessments.api`.
"""

from collections.abc import Callable, Iterable

from assessments.actions.trials import forget_trials, keep_trial
from assessments.kinds.answers import COMPARISONS
from assessments.kinds.questions import KINDS
from assessments.marking.runs import Tried
from assessments.marking.sandbox import in_series as in_one_sandbox
from assessments.marking.trial import Outcome, try_out
from assessments.models import Exercise
from assessments.models.exercises import NOTEBOOKS as NOTEBOOK_FIELDS
from assessments.shapes import DefinedFile, Definition
from assessments.spec.exercise import PROGRAMMING, as_a_file, content_hash, definition_of
from assessments.spec.files import Materials
from assessments.spec.notebook import check_notebook

__all__ = [
    "NOTEBOOK_FIELDS",
    "PROGRAMMING",
    "DefinedFile",
    "Definition",
    "Exercise",
    "Materials",
    "Outcome",
    "Tried",
    "answer_content",
    "as_a_file",
    "check_notebook",
    "content_hash",
    "exercise_definition",
    "forget_trials",
    "in_one_sandbox",
    "keep_trial",
    "question_content",
    "try_out",
]


def question_content(source: dict, make_id: Callable[[str], str]) -> dict:
    """What a question's block holds beside what all questions have. ``make_id`` gives each part an id of its own."""
    return KINDS[source["kind"]].raw(source, make_id)


def answer_content(source: dict, make_id: Callable[[str], str]) -> tuple[str, dict]:
    """The kind of a named answer's block, and what it holds beside what all of them have."""
    kind = COMPARISONS.get(source.get("kind", "number")) or COMPARISONS["number"]
    return kind.name, kind.raw(source, make_id)


def exercise_definition(
    *, notebooks: dict[str, dict[str, str]], data: Iterable[DefinedFile], hidden: str, answers: str
) -> Definition:
    """All that marking depends on, from hashes of notebooks and data, and from the JSON of blocks; nothing is saved."""
    exercise = Exercise(hidden=hidden, answers=answers)
    return definition_of(notebooks=notebooks, data=data, hidden=exercise.hidden, answers=exercise.answers)
