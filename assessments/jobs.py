"""Marking notebooks and trying exercises, outside the request."""

from django.conf import settings
from django.dispatch import receiver

from assessments.actions.grading import begin_marking, give_up_marking, record_marks
from assessments.actions.trials import begin_trial, give_up_trial, record_trial
from assessments.marking import sandbox
from assessments.marking.runs import Ran
from assessments.marking.trial import data_sets, try_out
from assessments.signals import notebook_received, trial_asked
from assessments.spec.exercise import language_of
from assessments.spec.files import FilesMissing, data_files, materials_of
from foundation.jobs import beside, job


def _give_up(attempt_id: int) -> None:
    give_up_marking(attempt_id, "given_up")


@job(queue="grading", attempts=3, delays=(5, 60), give_up=_give_up)
def grade_attempt(attempt_id: int) -> str:
    """Run one notebook in the sandbox, on every data set, and mark the values that come out of it."""
    attempt = begin_marking(attempt_id)
    if attempt is None:
        return "nothing to mark"
    spec, notebook = attempt.version.asked, attempt.notebook.content
    result = sandbox.run(
        notebook,
        data_sets(data_files(spec), spec["hidden"]),
        [answer["name"] for answer in spec["answers"]],
        language=language_of(notebook, spec),
    )
    first = record_marks(
        attempt,
        runs=result.runs,
        # What stopped it on hidden data is not told: the message may hold some of them.
        outcome=result.errors[0],
        runtime=result.runtime,
        seconds=result.seconds,
    )
    return "marked" if first else "marked before"


def _give_up_trial(trial_id: int) -> None:
    give_up_trial(trial_id, "given_up")


@job(queue="grading", attempts=3, delays=(5, 60), give_up=_give_up_trial)
def try_exercise(trial_id: int) -> str:
    """Run starter, solution and known mistakes of an exercise through the same grader."""
    trial = begin_trial(trial_id)
    if trial is None:
        return "nothing to try"
    try:
        materials = materials_of(trial.definition, trial.files)
    except FilesMissing:
        give_up_trial(trial_id, "changed")
        return "changed meanwhile"
    ran: list[Ran] = []

    with sandbox.in_series() as run_one:

        def run(*args, **kwargs) -> Ran:
            ran.append(run_one(*args, **kwargs))
            return ran[-1]

        outcome = try_out(trial.definition, materials, run)
    record_trial(trial, outcome, runtime=ran[-1].runtime, seconds=round(sum(part.seconds for part in ran), 2))
    return "passed" if outcome.passed else "not passed"


@beside("grading")
def warm_sandboxes():
    """Start Python ahead of the notebooks: a mark then takes a fraction of a second."""
    from notebooks.grader import Limits, keep_warm

    return keep_warm(
        settings.GRADER_WARM, laboratory=settings.LAB_ROOT, limits=Limits(**settings.GRADER_LIMITS)
    )


@receiver(notebook_received)
def _enqueue(sender, attempt_id: int, **kwargs) -> None:
    grade_attempt.enqueue(attempt_id)


@receiver(trial_asked)
def _enqueue_trial(sender, trial_id: int, **kwargs) -> None:
    try_exercise.enqueue(trial_id)
