"""Publishing what is asked."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from assessments.models import Activity, ActivityVersion, Exercise
from assessments.spec.activity import ActivitySpec
from assessments.spec.exercise import content_hash


@transaction.atomic
def publish_activities(*, language: str, activities: Iterable[ActivitySpec]) -> None:
    """Make a new version of each activity that says something new; old versions stay as they are.

    An exercise that is not published, or was not tried as it is, makes none: its readers keep the version before.
    """
    activities = [asked for asked in activities if asked.is_ready]
    for asked in activities:
        Activity.objects.get_or_create(key=asked.key, defaults={"kind": asked.kind, **_settings(asked)})
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
        settings = _settings(asked)
        if any(getattr(activity, name) != value for name, value in settings.items()):
            # Another exercise was chosen in the same block, or another attempt counts.
            Activity.objects.filter(pk=activity.pk).update(**settings)
        last = current.get(activity.pk)
        if last is not None and last.sha256 == content_hash([asked.title, asked.spec]):
            continue
        ActivityVersion.objects.create(
            activity=activity,
            language=language,
            number=(last.number if last else 0) + 1,
            title=asked.title,
            spec=asked.spec,
        )


def republish_exercise(exercise: Exercise) -> None:
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


def _settings(asked: ActivitySpec) -> dict:
    """What the activity itself keeps of its present versions."""
    key = asked.spec.get("exercise_key")
    return {"exercise_key": UUID(key) if key else None, "counts": asked.spec.get("counts", "best")}
