"""Handing in: an attempt is kept once, whatever the network repeats."""

import math
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from assessments import signals
from assessments.actions.earlier_versions import keep_earlier_version
from assessments.marking.quiz import QuizStanding, mark_quiz, standing
from assessments.marking.runs import Marked
from assessments.models import Activity, ActivityVersion, Attempt, Draft, SubmittedNotebook
from assessments.shapes import Answer, Notebook

RETRIES = 5
#: Keeps one attempt, given those before it and its number.
Keep = Callable[[list[Attempt], int], Attempt]


class AttemptRefused(Exception):
    """The attempt is not taken."""


class TriesUsedUp(AttemptRefused):
    """There are no tries left."""


class StillWaiting(AttemptRefused):
    """The last notebook is not marked yet: one at a time."""


class TooSoon(AttemptRefused):
    """The pause between two notebooks is not over."""

    def __init__(self, minutes: int):
        super().__init__(f"{minutes} minutes to wait")
        self.minutes = minutes


class TokenTaken(AttemptRefused):
    """The token of this form belongs to another attempt."""


class NothingToAnswer(AttemptRefused):
    """Every question was answered rightly before."""


class SameAsBefore(AttemptRefused):
    """Nothing was changed since the last try: it would only cost one."""


def submit_quiz(
    *,
    version: ActivityVersion,
    user: User,
    scope: UUID,
    token: UUID,
    answers: dict[str, Answer],
    asked: QuizStanding | None = None,
) -> Attempt:
    """Keep and mark one try at a quiz. Answers that were right before stay; only open questions are taken.

    ``asked`` is where the form found its reader: looked up again where another try has come in between.
    """

    def keep(attempts: list[Attempt], number: int) -> Attempt:
        where = asked if asked is not None and attempts is asked.attempts else standing(version, attempts)
        _refuse(where)
        given = {
            question["id"]: answers[question["id"]] for question in where.open if question["id"] in answers
        }
        if _is_unchanged(where, given):
            raise SameAsBefore
        marked = mark_quiz(version.spec, where.kept | given, version.language, kept=where.kept)
        return keep_marked(version, user, scope, token, number, where.kept | given, marked)

    return keep_once(version.activity, user, scope, token, keep, asked.attempts if asked else None)


def submit_notebook(
    *,
    version: ActivityVersion,
    user: User,
    scope: UUID,
    token: UUID,
    notebook: Notebook,
    written_at: datetime | None = None,
) -> Attempt:
    """Keep one notebook, to be marked by a job that is written in the same transaction."""

    def keep(attempts: list[Attempt], number: int) -> Attempt:
        refuse_notebook(version, attempts)
        attempt = Attempt.objects.create(
            activity=version.activity,
            version=version,
            user=user,
            scope=scope,
            number=number,
            idempotency_key=token,
            written_at=written_at,
            state=Attempt.State.QUEUED,
        )
        SubmittedNotebook.objects.create(attempt=attempt, content=notebook)
        signals.notebook_received.send(sender=Attempt, attempt_id=attempt.pk)
        return attempt

    return keep_once(version.activity, user, scope, token, keep)


def refuse_notebook(version: ActivityVersion, attempts: list[Attempt]) -> None:
    """Refuse another notebook where the exercise's limits say so. What we could not mark does not count."""
    counted = [attempt for attempt in attempts if attempt.state != Attempt.State.FAILED]
    if any(attempt.is_waiting for attempt in attempts):
        raise StillWaiting
    if version.tries and len(counted) >= version.tries:
        raise TriesUsedUp
    if version.pause and counted:
        left = counted[-1].submitted_at + timedelta(minutes=version.pause) - timezone.now()
        if left > timedelta():
            raise TooSoon(math.ceil(left / timedelta(minutes=1)))


def keep_once(
    activity: Activity,
    user: User,
    scope: UUID,
    token: UUID,
    keep: Keep,
    attempts: list[Attempt] | None = None,
) -> Attempt:
    """Run ``keep`` once for this token. Two at the same time: the database's constraints let one pass, the other looks again.

    ``attempts`` are those that were read already: where another has come since, its number is taken, and they are read again.
    """
    for _round in range(RETRIES):
        found = Attempt.objects.filter(idempotency_key=token).first()
        if found is not None:
            if (found.user_id, found.scope, found.activity_id) != (user.pk, scope, activity.pk):
                raise TokenTaken
            return found
        if attempts is None:
            attempts = list(Attempt.objects.filter(scope=scope, activity=activity).order_by("number"))
        number = (attempts[-1].number if attempts else 0) + 1
        try:
            with transaction.atomic():
                return keep(attempts, number)
        except IntegrityError:
            attempts = None
    raise StillWaiting


def _refuse(where: QuizStanding) -> None:
    if where.is_used_up:
        raise TriesUsedUp
    if not where.open:
        raise NothingToAnswer


def _is_unchanged(where: QuizStanding, given: dict[str, Answer]) -> bool:
    """Whether the last try at this very version had the same answers."""
    if not given or not where.attempts or where.attempts[-1].version_id != where.version.pk:
        return False
    return all(given.get(question["id"]) == where.last_answers.get(question["id"]) for question in where.open)


def keep_marked(
    version: ActivityVersion,
    user: User,
    scope: UUID,
    token: UUID,
    number: int,
    answers: dict[str, Answer],
    marked: Marked,
) -> Attempt:
    """Keep one try that is marked at once, and tell of it."""
    attempt = Attempt.objects.create(
        activity=version.activity,
        version=version,
        user=user,
        scope=scope,
        number=number,
        idempotency_key=token,
        answers=answers,
        **as_marked(version, marked),
    )
    announce(attempt)
    return attempt


def as_marked(version: ActivityVersion, marked: Marked) -> dict:
    """What an attempt keeps of its marks."""
    return {
        "state": Attempt.State.MARKED,
        "marked_at": timezone.now(),
        "marks": marked.marks,
        "score": marked.score,
        "max_score": marked.max_score,
        "is_passed": version.is_passed(marked.score, marked.max_score),
    }


def announce(attempt: Attempt) -> None:
    """Tell, once it is kept for good, that an attempt was marked."""
    key = attempt.activity.key
    transaction.on_commit(
        lambda: signals.attempt_graded.send(
            sender=Attempt,
            scope=attempt.scope,
            activity_key=key,
            user_id=attempt.user_id,
            score=attempt.score,
            max_score=attempt.max_score,
            is_passed=attempt.is_passed,
        )
    )


class DraftConflict(Exception):
    """The draft was saved from another place since."""

    def __init__(self, draft: Draft | None):
        super().__init__("The draft was saved from another place since.")
        self.draft = draft


@transaction.atomic
def save_draft(
    *,
    activity: Activity,
    user: User,
    scope: UUID,
    number: int,
    notebook: Notebook,
    language: str = "python",
    milestone: bool = False,
) -> Draft:
    """Save a draft over the one with this number (0: there was none); ``DraftConflict`` where it is another by now.

    ``milestone`` where all of it is replaced: what was there stays among the earlier versions, however new it is.
    """
    whose = {"activity": activity, "user": user, "scope": scope, "language": language}
    found = Draft.objects.select_for_update().filter(**whose).first()
    if found is None:
        if number != 0:
            raise DraftConflict(None)
        try:
            with transaction.atomic():
                return Draft.objects.create(**whose, notebook=notebook)
        except IntegrityError:
            found = Draft.objects.get(**whose)
    if found.number != number:
        raise DraftConflict(found)
    keep_earlier_version(found, found.saved_at, notebook, for_certain=milestone)
    found.number += 1
    found.notebook = notebook
    found.save()
    return found
