"""Marking notebooks, outside the request."""

from django.conf import settings
from django.dispatch import receiver

from assessments.actions.grading import begin_marking, give_up_marking, record_marks
from assessments.exercise_files import data_files
from assessments.signals import notebook_received
from foundation.jobs import beside, job


class NoRuntime(Exception):
    """The laboratory's runtime is not there: ours to mend, so the job is tried again."""


def _give_up(attempt_id: int) -> None:
    give_up_marking(attempt_id, "given_up")


@job(queue="grading", attempts=3, delays=(5, 60), give_up=_give_up)
def grade_attempt(attempt_id: int) -> str:
    """Run one notebook in the sandbox and mark the values that come out of it."""
    # Imported here: only the worker needs the sandbox.
    from notebooks.grader import Limits, Refusal, grade

    attempt = begin_marking(attempt_id)
    if attempt is None:
        return "nothing to mark"
    spec = attempt.version.spec
    result = grade(
        attempt.notebook.content,
        [data_files(spec)],
        [answer["name"] for answer in spec["answers"]],
        limits=Limits(**settings.GRADER_LIMITS),
        laboratory=settings.LAB_ROOT,
    )
    outcome: dict = {}
    if result.error is not None:
        if result.error.name == Refusal.NO_RUNTIME:
            raise NoRuntime(result.error.message)
        outcome = {
            "code": str(result.error.name),
            "cell": result.error.cell,
            "text": f"{result.error.kind}: {result.error.message}"[:600] if result.error.kind else "",
        }
    first = record_marks(
        attempt, values=result.values, outcome=outcome, runtime=result.runtime_version, seconds=result.seconds
    )
    return "marked" if first else "marked before"


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
