"""Answers without a notebook. Where hidden data decide, a number that was typed in is practice; else it is an attempt."""

from uuid import UUID

from django.db import transaction

from accounts.models import User
from assessments.actions.attempts import keep_marked, keep_once, refuse_notebook
from assessments.actions.practice import PracticeRefused, practise
from assessments.marking.notebook import mark_answers
from assessments.marking.runs import Run
from assessments.models import ActivityVersion, AnswerSheet, Attempt
from assessments.shapes import Marks, Said, Value
from assessments.spec.exercise import can_be_typed


def counts(version: ActivityVersion) -> bool:
    """Whether typed answers are marked: nothing else is asked of a notebook than what stands on the sheet."""
    return not version.asked["hidden"] and all(map(can_be_typed, version.asked["answers"]))


def practise_on_sheet(
    *,
    version: ActivityVersion,
    user: User,
    scope: UUID,
    typed: dict[str, str],
    values: dict[str, Value],
    earlier: list[Marks],
) -> AnswerSheet:
    """Look at what was typed, and keep it with what was said, so that it is there again."""
    said: dict[str, Said] = {}
    for name, value in values.items():
        try:
            seen = practise(version=version, user=user, name=name, value=value, earlier=earlier)
        except PracticeRefused as refused:
            said[name] = {"code": refused.code}
            continue
        said[name] = {
            "fraction": int(seen.is_right),
            "code": seen.code,
            "detail": seen.detail,
            "feedback": seen.feedback,
        }
    sheet, _made = AnswerSheet.objects.update_or_create(
        user=user, activity=version.activity, scope=scope, defaults={"typed": typed, "said": said}
    )
    return sheet


def submit_sheet(
    *,
    version: ActivityVersion,
    user: User,
    scope: UUID,
    token: UUID,
    typed: dict[str, str],
    values: dict[str, Value],
) -> Attempt:
    """Keep and mark typed answers as one try of the exercise."""

    def keep(attempts: list[Attempt], number: int) -> Attempt:
        refuse_notebook(version, attempts)
        earlier = [attempt.marks for attempt in attempts if attempt.state == Attempt.State.MARKED]
        marked = mark_answers(version.asked["answers"], [Run(values)], earlier, version.language)
        return keep_marked(version, user, scope, token, number, typed, marked)

    with transaction.atomic():
        AnswerSheet.objects.update_or_create(
            user=user, activity=version.activity, scope=scope, defaults={"typed": typed, "said": {}}
        )
    return keep_once(version.activity, user, scope, token, keep)
