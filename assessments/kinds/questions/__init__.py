"""The kinds of question: one module each, under the contract of :mod:`assessments.kinds.questions.base`."""

from typing import Any

from django import forms
from wagtail.blocks import StructValue

from assessments.kinds.questions.base import AnswerField, Asked, Kind, Mark
from assessments.kinds.questions.fill_table import FillTable, grid
from assessments.kinds.questions.matching import Matching
from assessments.kinds.questions.multiple_choice import MultipleChoice
from assessments.kinds.questions.numeric import Numeric
from assessments.kinds.questions.ordering import Ordering
from assessments.kinds.questions.short_text import ShortText
from assessments.kinds.questions.single_choice import SingleChoice
from assessments.kinds.questions.true_false import TrueFalse
from assessments.shapes import Question

#: By name, in the order in which the editor offers them.
KINDS: dict[str, Kind[Any]] = {
    kind.name: kind
    for kind in (
        SingleChoice(),
        MultipleChoice(),
        TrueFalse(),
        Numeric(),
        Matching(),
        Ordering(),
        ShortText(),
        FillTable(),
    )
}

__all__ = ["KINDS", "AnswerField", "Asked", "Kind", "Mark", "as_asked", "kind_of", "question_spec"]


def kind_of(question: Question) -> Kind[Any]:
    """The kind of a question of a specification."""
    return KINDS[question["kind"]]


def question_spec(name: str, identity: str, value: StructValue) -> Any:
    """The specification of a question, from its block's value."""
    return {
        "id": identity,
        "kind": name,
        "stem": value["stem"],
        "points": int(value["points"] or 1),
        "hint": value["hint"] or "",
        "feedback": value["feedback"] or "",
        "source": value["source"] or "",
        **KINDS[name].spec(value),
    }


def as_asked(question: Question, number: int, language: str) -> dict:
    """A question as a template shows it to somebody who cannot answer: an editor, a reader of a printed body."""
    form = forms.Form(auto_id=f"p{number}_%s")
    asked = kind_of(question).fields(Asked(question, "preview", language))
    form.fields = {part.name: part.field for part in asked}
    fields = [(form[part.name], part) for part in asked]
    return {
        "number": number,
        "id": f"p{question['id'][:8]}{number}",
        "question": question,
        "template": kind_of(question).template,
        "fields": fields,
        "grid": grid(question, fields),
    }
