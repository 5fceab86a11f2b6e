"""A quiz for one reader: the marks, and where the reader stands with each question."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from assessments.blocks.activities import ANSWERED
from assessments.kinds.questions import kind_of
from assessments.marking.runs import Marked
from assessments.models import Attempt


def mark_quiz(spec: dict, answers: dict, language: str, kept: Iterable[str] = ()) -> Marked:
    """Mark the answers to a quiz. ``kept`` names the questions that were right before and were not asked again."""
    marks: dict = {}
    score = max_score = 0.0
    for question in spec["questions"]:
        kind, answer = kind_of(question), answers.get(question["id"])
        mark = kind.mark(question, answer, language)
        if mark.fraction is not None:
            max_score += question["points"]
            score += question["points"] * mark.fraction
        marks[question["id"]] = {
            "fraction": mark.fraction,
            "points": None if mark.fraction is None else question["points"] * mark.fraction,
            "feedback": _feedback(spec, question, mark),
            "shown": kind.shown(question, answer, language),
            **({"kept": True} if question["id"] in kept else {}),
        }
    return Marked(marks, score, max_score)


def _feedback(spec: dict, question: dict, mark) -> list[str]:
    """The author's word to this very answer, else the hint, else the explanation where it may be shown by now."""
    if mark.feedback:
        return list(mark.feedback)
    if mark.fraction is not None and not mark.is_right:
        if question["hint"]:
            return [question["hint"]]
        if spec.get("explanations", ANSWERED) != ANSWERED:
            return []
    return [question["feedback"]] if question["feedback"] else []


@dataclass
class Standing:
    """Where a reader stands with one question."""

    question: dict
    tries: list[tuple[int, dict]] = field(default_factory=list)
    #: The answer that was right, kept for the next try.
    kept: object = None
    is_right: bool = False
    last_answer: object = None


@dataclass(frozen=True)
class QuizStanding:
    """Where a reader stands with a quiz."""

    questions: list[Standing]
    tries_used: int
    tries: int

    @property
    def open(self) -> list[dict]:
        """The questions to be asked in the next try."""
        return (
            []
            if self.is_used_up
            else [standing.question for standing in self.questions if not standing.is_right]
        )

    @property
    def is_used_up(self) -> bool:
        return bool(self.tries) and self.tries_used >= self.tries

    @property
    def kept(self) -> dict:
        """The right answers so far, by question."""
        return {standing.question["id"]: standing.kept for standing in self.questions if standing.is_right}

    @property
    def last_answers(self) -> dict:
        return {
            standing.question["id"]: standing.last_answer
            for standing in self.questions
            if standing.last_answer is not None
        }


def standing(version, attempts: list[Attempt], language: str) -> QuizStanding:
    """What the attempts of one reader say about the present version of a quiz.

    A question that was right stays right, unless the present version would not take the same answer any more.
    """
    questions = []
    for question in version.spec["questions"]:
        found = Standing(question)
        for attempt in attempts:
            mark = attempt.marks.get(question["id"])
            if mark is None:
                continue
            answer = attempt.answers.get(question["id"])
            if not mark.get("kept"):
                found.tries.append((attempt.number, mark))
            found.last_answer = answer
            found.is_right = _still_right(question, answer, mark, attempt.version_id == version.pk, language)
            found.kept = answer if found.is_right else None
        questions.append(found)
    return QuizStanding(questions, len(attempts), version.tries)


def _still_right(question: dict, answer, mark: dict, is_same_version: bool, language: str) -> bool:
    if mark["fraction"] not in (1, None):
        return False
    if is_same_version:
        return True
    again = kind_of(question).mark(question, answer, language)
    return again.fraction == mark["fraction"]
