"""Marking a notebook: the values come out of the sandbox, the comparison is ours. It happens exactly once."""

from django.db import transaction
from django.utils import timezone

from assessments import signals
from assessments.actions.attempts import announce, as_marked
from assessments.marking.notebook import mark_answers
from assessments.marking.runs import Run
from assessments.models import Activity, Attempt
from assessments.shapes import Stop


def begin_marking(attempt_id: int) -> Attempt | None:
    """The attempt, if it still waits for its mark; ``None`` where it was marked or given up meanwhile."""
    changed = Attempt.objects.filter(pk=attempt_id).waiting().update(state=Attempt.State.MARKING)
    if not changed:
        return None
    return Attempt.objects.select_related("version", "activity", "notebook").get(pk=attempt_id)


@transaction.atomic
def record_marks(
    attempt: Attempt, *, runs: list[Run], outcome: Stop | None, runtime: str, seconds: float
) -> bool:
    """Keep the marks; only the first to come is taken (a job that was thought dead may come second).

    ``runs`` has what the notebook left on each data set, the visible one first. Values of the others are not kept.
    """
    earlier = list(
        Attempt.objects.filter(
            scope=attempt.scope,
            activity=attempt.activity_id,
            state=Attempt.State.MARKED,
            number__lt=attempt.number,
        ).values_list("marks", flat=True)
    )
    marked = mark_answers(attempt.version.asked["answers"], runs, earlier, attempt.version.language)
    fields = {
        **as_marked(attempt.version, marked),
        "outcome": outcome or {},
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


@transaction.atomic
def mark_again(attempt_id: int) -> bool:
    """Put a notebook that could not be marked back into the queue; asked twice, it is queued once.

    Only what has failed is taken, and its old job is at its end: so one job waits, and it is marked exactly once.
    """
    changed = Attempt.objects.filter(
        pk=attempt_id, state=Attempt.State.FAILED, activity__kind=Activity.Kind.NOTEBOOK
    ).update(state=Attempt.State.QUEUED, marked_at=None, outcome={})
    if changed:
        signals.notebook_received.send(sender=Attempt, attempt_id=attempt_id)
    return bool(changed)
