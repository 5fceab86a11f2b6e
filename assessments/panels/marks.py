"""What is marked in a notebook exercise, and what came of it: the part of a panel that changes."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from assessments.kinds.answers import comparison_of, words
from assessments.models import ActivityVersion, Attempt
from assessments.panels.reader import Reader, query_of, tongues
from assessments.shapes import ExerciseSpec, NamedAnswer


def marks(
    version: ActivityVersion,
    attempts: list[Attempt],
    reader: Reader,
    *,
    refusal: str = "",
    place_in_queue: int | None = None,
) -> SafeString:
    """What is marked in a notebook exercise, and what came of it: the part of the panel that changes."""
    spec = version.asked
    marked = [attempt for attempt in attempts if attempt.state == Attempt.State.MARKED]
    shown = marked[-1] if marked else None
    last = attempts[-1] if attempts else None
    is_waiting = last is not None and last.is_waiting
    status = f"{reverse('assessments:status', args=[version.activity.key])}?{query_of(version, reader)}"
    context = {
        "anchor": f"activity-{version.activity.key}",
        "version": version,
        "answers": [_named(answer, shown) for answer in spec["answers"]],
        "right": sum(mark["fraction"] == 1 for mark in shown.marks.values()) if shown else 0,
        "shown": shown,
        "earlier": [
            {"attempt": attempt, "answers": [_named(answer, attempt) for answer in spec["answers"]]}
            for attempt in reversed(attempts)
            if attempt is not shown and attempt.state == Attempt.State.MARKED
        ],
        "last": last,
        "is_waiting": is_waiting,
        "has_failed": last is not None and last.state == Attempt.State.FAILED,
        "place_in_queue": place_in_queue,
        "status_url": status if is_waiting else "",
        "next": reader.next,
        "refusal": refusal,
        "limits": _limits(spec, attempts),
        **tongues(version.language),
    }
    return render_to_string("assessments/_marks.html", context)


def _limits(spec: ExerciseSpec, attempts: list[Attempt]) -> dict:
    """What the trainer set for handing in: how many are left (``None``: no limit), the pause, what counts."""
    used = sum(attempt.state != Attempt.State.FAILED for attempt in attempts)
    left = max(0, spec["tries"] - used) if spec["tries"] else None
    return {"left": left, "pause": spec["pause"], "last_counts": spec["counts"] == "last"}


def _named(answer: NamedAnswer, attempt: Attempt | None) -> dict:
    """A named answer as the reader may see it: what it is called, and what the last notebook had in it."""
    mark = attempt.marks.get(answer["name"]) if attempt else None
    return {
        "name": answer["name"],
        "label": answer["label"],
        "unit": answer["unit"],
        "points": answer["points"],
        "shape": comparison_of(answer).shape(answer),
        "mark": mark,
        "told": words.sentence(mark.get("code", ""), mark.get("detail", {}), answer["name"]) if mark else "",
    }
