"""What somebody has handed in."""

from collections.abc import Iterable
from uuid import UUID

from assessments.models import Activity, Attempt
from assessments.shapes import Marks


def attempts_by_activity(activity_ids: Iterable[int], scope: UUID) -> dict[int, list[Attempt]]:
    """The attempts under one scope by activity, the first one first; only activities that were tried are in it. One query."""
    found: dict[int, list[Attempt]] = {}
    for attempt in Attempt.objects.filter(scope=scope, activity__in=list(activity_ids)).order_by("number"):
        found.setdefault(attempt.activity_id, []).append(attempt)
    return found


def attempts_at(activity: Activity, scope: UUID) -> list[Attempt]:
    """The attempts under one scope, the first one first."""
    return list(Attempt.objects.filter(activity=activity, scope=scope).order_by("number"))


def marks_so_far(activity: Activity, scope: UUID) -> list[Marks]:
    """The marks of what was handed in and marked under one scope, the oldest first."""
    rows = Attempt.objects.filter(activity=activity, scope=scope, state=Attempt.State.MARKED)
    return list(rows.order_by("number").values_list("marks", flat=True))


def place_in_queue(attempt: Attempt) -> int:
    """How many notebooks are marked before this one is done, this one included."""
    return Attempt.objects.waiting().filter(activity__kind=Activity.Kind.NOTEBOOK, pk__lte=attempt.pk).count()
