"""Marking the values that came out of a notebook. The expected values never entered the sandbox; the comparison is ours."""

from collections.abc import Iterable

from assessments.kinds.answers import comparison_of, plain
from assessments.kinds.answers.words import EMPTY, MISSING, STOPPED, TYPED_IN
from assessments.marking.runs import Marked, Run
from assessments.shapes import AnswerMark, Marks, NamedAnswer, Value

#: Nothing was given: no hint is released by it.
NOT_GIVEN = (MISSING, EMPTY)


def mark_answer(answer: NamedAnswer, runs: list[Run], language: str) -> AnswerMark:
    """Mark one named answer: the comparison first, then the known mistakes; then the same with every hidden data set.

    The first run is the one on the data that everybody sees. Of the others only right or wrong is told, never a value.
    """
    name, values = answer["name"], runs[0].values
    if name not in values:
        return _wrong("", MISSING)
    given = values[name]
    if plain.is_blank(given):
        return _wrong("", EMPTY)
    comparison = comparison_of(answer)
    shown = comparison.shown(answer, given, language)
    verdict = comparison.compare(answer, given, answer["expected"])
    if not verdict.right:
        place = known_mistake(answer, given)
        if place is None:
            return _wrong(shown, verdict.code, verdict.detail)
        return _wrong(shown) | {"mistake": place, "feedback": [answer["mistakes"][place]["feedback"]]}
    return _elsewhere(answer, runs[1:], shown)


def mark_answers(
    answers: list[NamedAnswer], runs: list[Run], earlier: Iterable[Marks], language: str
) -> Marked:
    """Mark all named answers; ``earlier`` are the marks of the tries before, which have released hints."""
    marks: Marks = {}
    for answer in answers:
        name = answer["name"]
        before = [marked[name] for marked in earlier if name in marked]
        marks[name] = with_hints(answer, mark_answer(answer, runs, language), before)
    score = float(sum(mark["points"] or 0 for mark in marks.values()))
    return Marked(marks, score, float(sum(answer["points"] for answer in answers)))


def _elsewhere(answer: NamedAnswer, runs: list[Run], shown: str) -> AnswerMark:
    """The mark of an answer that is right with the data that everybody sees."""
    hidden = answer.get("hidden") or []
    for expected, run in zip(hidden, runs, strict=False):
        if not _is_right(answer, run, expected):
            return _wrong(shown, STOPPED if run.stopped else TYPED_IN)
    if len(runs) < len(hidden):
        # It was not run on all of them: the first run used up the time, or ended everything.
        return _wrong(shown, STOPPED)
    return {"fraction": 1, "points": answer["points"], "feedback": [], "shown": shown}


def _is_right(answer: NamedAnswer, run: Run, expected: Value) -> bool:
    given = run.values.get(answer["name"])
    return not plain.is_blank(given) and comparison_of(answer).compare(answer, given, expected).right


def _wrong(shown: str, code: str = "", detail: dict | None = None) -> AnswerMark:
    mark: AnswerMark = {"fraction": 0, "points": 0, "feedback": [], "shown": shown}
    if code:
        mark["code"] = code
    if detail:
        mark["detail"] = detail
    return mark


def known_mistake(answer: NamedAnswer, given: Value) -> int | None:
    """The place of the first known mistake that a value is."""
    comparison = comparison_of(answer)
    for place, mistake in enumerate(answer["mistakes"]):
        if mistake["value"] is not None and comparison.is_mistake(answer, given, mistake):
            return place
    return None


def is_tried(mark: AnswerMark) -> bool:
    """Whether something was given that was not right."""
    return mark["fraction"] != 1 and mark.get("code") not in NOT_GIVEN


def with_hints(answer: NamedAnswer, mark: AnswerMark, earlier: Iterable[AnswerMark]) -> AnswerMark:
    """A mark with the hints that are released by now: one for each notebook in which this answer was wrong."""
    if not is_tried(mark):
        return mark
    wrong = 1 + sum(is_tried(before) for before in earlier)
    return mark | {"hints": (answer.get("hints") or [])[:wrong]}
