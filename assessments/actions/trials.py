"""Trying an exercise before it is published: asked for, done by a job, kept with its report."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from assessments import signals
from assessments.marking.trial import Outcome
from assessments.models import Exercise, Trial
from assessments.shapes import Definition, TrialFiles
from assessments.spec.exercise import content_hash

#: Trials of one exercise that did not pass and are kept, so that nobody's drafts fill the disk.
KEPT = 10


def ask_for_trial(exercise: Exercise, user: User | None = None) -> Trial:
    """The trial of this very content, to be done by a job; one that waits already is the same."""
    definition = exercise.definition()
    content = content_hash(definition)
    found = Trial.objects.of(content).waiting().first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            trial = Trial.objects.create(
                content=content,
                exercise_key=exercise.translation_key,
                definition=definition,
                files=files_of(exercise),
                asked_by=user,
            )
            _forget_old(exercise)
            signals.trial_asked.send(sender=Trial, trial_id=trial.pk)
    except IntegrityError:
        # Somebody asked at the same moment.
        return Trial.objects.of(content).waiting()[0]
    return trial


def files_of(exercise: Exercise) -> TrialFiles:
    """Where the files are that a definition names by their hashes."""
    return {
        "notebooks": {
            language: {part: file.name for part, file in files.items()}
            for language, files in exercise.notebook_files().items()
        },
        "data": {
            child.value["name"]: child.value["document"].pk
            for child in exercise.data
            if child.value["document"]
        },
    }


def _forget_old(exercise: Exercise) -> None:
    rows = Trial.objects.filter(exercise_key=exercise.translation_key).exclude(state=Trial.State.PASSED)
    old = rows.order_by("-pk").values_list("pk", flat=True)[KEPT:]
    Trial.objects.filter(pk__in=list(old)).delete()


def begin_trial(trial_id: int) -> Trial | None:
    """The trial, if it still waits."""
    if not Trial.objects.filter(pk=trial_id).waiting().update(state=Trial.State.RUNNING):
        return None
    return Trial.objects.get(pk=trial_id)


def record_trial(trial: Trial, outcome: Outcome, *, runtime: str, seconds: float) -> None:
    """Keep what came of it."""
    state = Trial.State.PASSED if outcome.passed else Trial.State.REFUSED
    Trial.objects.filter(pk=trial.pk).waiting().update(
        state=state,
        values=outcome.values,
        report=outcome.report,
        runtime=runtime,
        seconds=seconds,
        finished_at=timezone.now(),
    )


def keep_trial(definition: Definition, exercise_key: UUID, outcome: Outcome, *, runtime: str) -> Trial:
    """A trial that was made before this school was laid out, and whose result was kept with the exercise."""
    content = content_hash(definition)
    found = Trial.objects.passed(content).first()
    if found is not None:
        return found
    return Trial.objects.create(
        content=content,
        exercise_key=exercise_key,
        state=Trial.State.PASSED if outcome.passed else Trial.State.REFUSED,
        definition=definition,
        values=outcome.values,
        report=outcome.report,
        runtime=runtime,
        finished_at=timezone.now(),
    )


def give_up_trial(trial_id: int, reason: str) -> None:
    """Say that it could not be tried; it may be asked for again."""
    Trial.objects.filter(pk=trial_id).waiting().update(
        state=Trial.State.FAILED, report={"reason": reason}, finished_at=timezone.now()
    )


def forget_trials(exercise: Exercise) -> None:
    """Remove every trial of an exercise and its translations."""
    Trial.objects.filter(exercise_key=exercise.translation_key).delete()
