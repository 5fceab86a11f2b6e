"""Marking a notebook: the values come out of the sandbox, the comparison is ours. It happens exactly once."""

import math

from django.db import transaction
from django.utils import timezone

from assessments.actions.attempts import announce
from assessments.kinds.numeric import known_mistake, within
from assessments.models import Attempt
from foundation.numbers import format_number
from foundation.search.analyser import fold

#: Words to the trainee that are put into their language when they are shown.
MISSING, EMPTY, NOT_A_NUMBER = "missing", "empty", "not_a_number"
#: How the sandbox writes the three dots that a starter leaves where the work is to be done.
DOTS = "<ellipsis>"
SHOWN_LENGTH = 120


def begin_marking(attempt_id: int) -> Attempt | None:
    """The attempt, if it still waits for its mark; ``None`` where it was marked or given up meanwhile."""
    changed = Attempt.objects.filter(pk=attempt_id).waiting().update(state=Attempt.State.MARKING)
    if not changed:
        return None
    return Attempt.objects.select_related("version", "activity", "notebook").get(pk=attempt_id)


@transaction.atomic
def record_marks(attempt: Attempt, *, values: dict, outcome: dict, runtime: str, seconds: float) -> bool:
    """Keep the marks; only the first to come is taken (a job that was thought dead may come second)."""
    answers = attempt.version.spec["answers"]
    marks = {answer["name"]: mark_value(answer, values, attempt.version.language) for answer in answers}
    score = float(sum(mark["points"] for mark in marks.values()))
    max_score = float(sum(answer["points"] for answer in answers))
    fields = {
        "state": Attempt.State.MARKED,
        "marked_at": timezone.now(),
        "marks": marks,
        "score": score,
        "max_score": max_score,
        "is_passed": attempt.version.is_passed(score, max_score),
        "outcome": outcome,
        "runtime": runtime,
        "seconds": seconds,
    }
    if not Attempt.objects.filter(pk=attempt.pk).waiting().update(**fields):
        return False
    for name, value in fields.items():
        setattr(attempt, name, value)
    announce(attempt)
    return True


def give_up_marking(attempt_id: int, reason: str) -> None:
    """Say that an attempt could not be marked; the trainee may hand in again."""
    Attempt.objects.filter(pk=attempt_id).waiting().update(
        state=Attempt.State.FAILED, marked_at=timezone.now(), outcome={"code": reason}
    )


def mark_value(answer: dict, values: dict, language: str) -> dict:
    """Mark one named answer: tolerance first, then the known mistakes, then the hint."""
    if answer["name"] not in values:
        return {"fraction": 0, "points": 0, "feedback": [], "shown": "", "code": MISSING}
    value = values[answer["name"]]
    if value is None or value == DOTS:
        return {"fraction": 0, "points": 0, "feedback": [], "shown": "", "code": EMPTY}
    if answer["kind"] == "text":
        right = isinstance(value, str) and _plain(value) == _plain(answer["expected"])
        return _mark(answer, right, str(value)[:SHOWN_LENGTH], [])
    number = _number(value)
    if number is None:
        return {
            "fraction": 0,
            "points": 0,
            "feedback": [answer["hint"]] if answer["hint"] else [],
            "shown": str(value)[:SHOWN_LENGTH],
            "code": NOT_A_NUMBER,
        }
    right = _agrees(answer, number)
    feedback = None if right else known_mistake([number], answer["mistakes"])
    return _mark(
        answer, right, format_number(float(f"{number:.8g}"), None, language), [feedback] if feedback else []
    )


def _mark(answer: dict, right: bool, shown: str, feedback: list[str]) -> dict:
    if not right and not feedback and answer["hint"]:
        feedback = [answer["hint"]]
    return {
        "fraction": int(right),
        "points": answer["points"] if right else 0,
        "feedback": feedback,
        "shown": shown,
    }


def _agrees(answer: dict, number: float) -> bool:
    if answer["kind"] == "exact":
        return within(number, answer["expected"], 0)
    if answer["kind"] == "max":
        return number <= answer["expected"] + answer["tolerance"]
    return within(number, answer["expected"], answer["tolerance"])


def _number(value) -> float | None:
    """A finite number; a yes or no is none, though Python counts with it."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _plain(text: str) -> str:
    return " ".join(fold(text).split())
