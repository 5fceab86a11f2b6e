"""A quiz for one reader: the marks, and where the reader stands with each question."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import QueryDict

from assessments.blocks.activities import ANSWERED
from assessments.forms.quiz import QuizForm
from assessments.kinds.questions import Mark, kind_of
from assessments.marking.runs import Marked
from assessments.models import ActivityVersion, Attempt
from assessments.shapes import Answer, AnswerMark, Marks, Question, QuizSpec


def mark_quiz(spec: QuizSpec, answers: dict[str, Answer], language: str, kept: Iterable[str] = ()) -> Marked:
    """Mark the answers to a quiz. ``kept`` names the questions that were right before and were not asked again."""
    marks: Marks = {}
    score = max_score = 0.0
    for question in spec["questions"]:
        kind, answer = kind_of(question), answers.get(question["id"])
        mark = kind.mark(question, answer, language)
        if mark.fraction is not None:
            max_score += question["points"]
            score += question["points"] * mark.fraction
        said: AnswerMark = {
            "fraction": mark.fraction,
            "points": None if mark.fraction is None else question["points"] * mark.fraction,
            "feedback": _feedback(spec, question, mark),
            "shown": kind.shown(question, answer, language),
        }
        if question["id"] in kept:
            said["kept"] = True
        marks[question["id"]] = said
    return Marked(marks, score, max_score)


def _feedback(spec: QuizSpec, question: Question, mark: Mark) -> list[str]:
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
class QuestionStanding:
    """Where a reader stands with one question."""

    question: Question
    tries: list[tuple[int, AnswerMark]] = field(default_factory=list)
    #: The answer that was right, kept for the next try.
    kept: Answer = None
    is_right: bool = False
    last_answer: Answer = None

    def take(self, attempt: Attempt, version: ActivityVersion) -> None:
        """Count one more try, as the version that is asked today sees it.

        A question that was right stays right, unless this version would not take the same answer any more.
        """
        mark = attempt.marks.get(self.question["id"])
        if mark is None:
            return
        answer = attempt.answers.get(self.question["id"])
        kind = kind_of(self.question)
        if kind.is_ours:
            # Words of ours were kept in the language of the moment; they are told in the reader's.
            mark = {**mark, "shown": kind.shown(self.question, answer, version.language)}
        if not mark.get("kept"):
            self.tries.append((attempt.number, mark))
        self.last_answer = answer
        self.is_right = self._is_still_right(answer, mark, attempt.version_id == version.pk, version.language)
        self.kept = answer if self.is_right else None

    def _is_still_right(self, answer: Answer, mark: AnswerMark, is_same_version: bool, language: str) -> bool:
        if mark["fraction"] not in (1, None):
            return False
        if is_same_version:
            return True
        again = kind_of(self.question).mark(self.question, answer, language)
        return again.fraction == mark["fraction"]


@dataclass
class QuizStanding:
    """Where a reader stands with a quiz, try by try."""

    version: ActivityVersion
    questions: list[QuestionStanding]
    attempts: list[Attempt] = field(default_factory=list)

    def take(self, attempt: Attempt) -> None:
        """Count one more try, after those before it."""
        self.attempts.append(attempt)
        for question in self.questions:
            question.take(attempt, self.version)

    @property
    def tries(self) -> int:
        return self.version.tries

    @property
    def tries_used(self) -> int:
        return len(self.attempts)

    @property
    def open(self) -> list[Question]:
        """The questions to be asked in the next try."""
        if self.is_used_up:
            return []
        return [standing.question for standing in self.questions if not standing.is_right]

    @property
    def is_used_up(self) -> bool:
        return bool(self.tries) and self.tries_used >= self.tries

    @property
    def kept(self) -> dict[str, Answer]:
        """The right answers so far, by question."""
        return {standing.question["id"]: standing.kept for standing in self.questions if standing.is_right}

    @property
    def last_answers(self) -> dict[str, Answer]:
        return {
            standing.question["id"]: standing.last_answer
            for standing in self.questions
            if standing.last_answer is not None
        }

    def form(self, *, seed: str, data: QueryDict | None = None) -> QuizForm:
        """The form of the open questions; ``seed`` makes the order of options the reader's own."""
        return QuizForm(
            data,
            questions=self.open,
            seed=seed,
            language=self.version.language,
            earlier=self.last_answers,
            auto_id=f"a{self.version.activity.key.hex[:8]}_%s",
        )


def standing(version: ActivityVersion, attempts: Iterable[Attempt]) -> QuizStanding:
    """What the attempts of one reader, the first one first, say about the present version of a quiz."""
    where = QuizStanding(version, [QuestionStanding(question) for question in version.spec["questions"]])
    for attempt in attempts:
        where.take(attempt)
    return where
