"""What somebody has handed in and begun, by activity."""

from collections.abc import Iterable
from uuid import UUID

from assessments.models import Activity, ActivityVersion, Attempt, Draft


def desk(
    versions: Iterable[ActivityVersion], user, scope: UUID | None
) -> tuple[dict[int, list[Attempt]], dict[int, Draft]]:
    """One reader's attempts and drafts by activity. Two queries, fewer where nothing can be there."""
    versions = list(versions)
    attempts: dict[int, list[Attempt]] = {}
    drafts: dict[int, Draft] = {}
    if scope is None or not versions:
        return attempts, drafts
    ids = [version.activity_id for version in versions]
    for attempt in Attempt.objects.filter(scope=scope, activity__in=ids).order_by("number"):
        attempts.setdefault(attempt.activity_id, []).append(attempt)
    notebooks = [v.activity_id for v in versions if v.activity.kind == Activity.Kind.NOTEBOOK]
    if notebooks:
        rows = Draft.objects.filter(scope=scope, user=user, activity__in=notebooks).defer("notebook")
        drafts = {draft.activity_id: draft for draft in rows}
    return attempts, drafts


def attempts_at(activity: Activity, scope: UUID) -> list[Attempt]:
    """The attempts under one scope, the first one first."""
    return list(Attempt.objects.filter(activity=activity, scope=scope).order_by("number"))


def marks_so_far(activity: Activity, scope: UUID) -> list[dict]:
    """The marks of what was handed in and marked under one scope, the oldest first."""
    rows = Attempt.objects.filter(activity=activity, scope=scope, state=Attempt.State.MARKED)
    return list(rows.order_by("number").values_list("marks", flat=True))


def place_in_queue(attempt: Attempt) -> int:
    """How many notebooks are marked before this one is done, this one included."""
    return Attempt.objects.waiting().filter(activity__kind=Activity.Kind.NOTEBOOK, pk__lte=attempt.pk).count()
