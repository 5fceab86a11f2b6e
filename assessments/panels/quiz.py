"""A quiz: the form, every try with its feedback, what is right where it may be told."""

from assessments.forms.quiz import QuizForm
from assessments.kinds.questions import kind_of
from assessments.kinds.questions.fill_table import grid
from assessments.marking.quiz import QuestionStanding, QuizStanding
from assessments.models import Attempt
from assessments.panels.reader import Reader


def quiz_context(where: QuizStanding, reader: Reader, form: QuizForm | None) -> dict:
    """What the panel of a quiz shows. ``form`` is one that was sent and has errors."""
    form = form or where.form(seed=reader.seed)
    return {
        "form": form,
        "where": where,
        "questions": [
            _question(found, number, where, form) for number, found in enumerate(where.questions, start=1)
        ],
        "last": where.attempts[-1] if where.attempts else None,
        "number": where.tries_used + 1,
        "has_form": bool(form.fields),
        "best": _best(where.attempts),
    }


def _best(attempts: list[Attempt]) -> dict | None:
    marked = [attempt for attempt in attempts if attempt.state == Attempt.State.MARKED and attempt.max_score]
    if not marked:
        return None
    best = max(marked, key=lambda attempt: attempt.score / attempt.max_score)  # type: ignore[operator]
    return {"score": best.score, "max_score": best.max_score, "is_passed": any(a.is_passed for a in marked)}


def _question(found: QuestionStanding, number: int, where: QuizStanding, form: QuizForm) -> dict:
    question, kind = found.question, kind_of(found.question)
    is_open = question["id"] in form.asks
    is_settled = bool(found.tries) and (found.is_right or where.is_used_up)
    fields = form.bound(question["id"]) if is_open else []
    said = {text for _number, mark in found.tries for text in mark["feedback"]}
    return {
        "number": number,
        "id": f"{form.auto_id % 'x'}{number}",  # type: ignore[operator]
        "question": question,
        "template": kind.template,
        "fields": fields,
        "grid": grid(question, fields),
        "errors": list(dict.fromkeys(error for bound, _part in fields for error in bound.errors)),
        "first_error": next((_target(bound) for bound, _part in fields if bound.errors), ""),
        "tries": found.tries,
        "is_marked": kind.is_marked(question),
        "is_ours": kind.is_ours,
        "is_settled": is_settled,
        "is_right": found.is_right,
        # What is right leaves the server here and nowhere else.
        "answer": kind.explain(question, where.version.language) if is_settled else "",
        "explanation": question["feedback"] if is_settled and question["feedback"] not in said else "",
    }


def _target(bound) -> str:
    """The id that a link to a field must name: of several boxes or buttons the first."""
    return f"{bound.auto_id}_0" if bound.use_fieldset else bound.auto_id
