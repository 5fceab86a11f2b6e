"""Publishing what is asked."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from assessments.models import Activity, ActivityVersion
from assessments.models.activities import fingerprint
from assessments.specs import ActivitySpec


@transaction.atomic
def publish_activities(*, language: str, activities: Iterable[ActivitySpec]) -> None:
    """Make a new version of each activity that says something new; old versions stay as they are."""
    activities = list(activities)
    for asked in activities:
        Activity.objects.get_or_create(
            key=asked.key, defaults={"kind": asked.kind, "exercise_key": _exercise_key(asked)}
        )
    # The lock keeps two publishers from giving the same number to two versions.
    rows = Activity.objects.select_for_update().filter(key__in=[asked.key for asked in activities])
    by_key = {activity.key: activity for activity in rows.order_by("pk")}
    current = {
        version.activity_id: version
        for version in ActivityVersion.objects.current().filter(
            activity__in=by_key.values(), language=language
        )
    }
    for asked in activities:
        activity = by_key[asked.key]
        if activity.exercise_key != _exercise_key(asked):
            # Another exercise was chosen in the same block.
            activity.exercise_key = _exercise_key(asked)
            activity.save(update_fields=["exercise_key"])
        last = current.get(activity.pk)
        if last is not None and last.sha256 == fingerprint(asked.title, asked.spec):
            continue
        ActivityVersion.objects.create(
            activity=activity,
            language=language,
            number=(last.number if last else 0) + 1,
            title=asked.title,
            spec=asked.spec,
        )


def republish_exercise(exercise) -> None:
    """Give the activities that show this exercise a new version in its language."""
    spec, language = exercise.spec(), exercise.locale.language_code
    keys = (
        ActivityVersion.objects.filter(activity__exercise_key=exercise.translation_key, language=language)
        .values_list("activity__key", flat=True)
        .distinct()
    )
    publish_activities(
        language=language,
        activities=[ActivitySpec(key, Activity.Kind.NOTEBOOK, str(exercise), spec) for key in keys],
    )


def _exercise_key(asked: ActivitySpec) -> UUID | None:
    key = asked.spec.get("exercise_key")
    return UUID(key) if key else None
