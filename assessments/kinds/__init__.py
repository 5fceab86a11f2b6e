"""The kinds of question: one module each, under the contract of :mod:`assessments.kinds.base`."""

from assessments.kinds.base import Asked, Kind, Mark, Part
from assessments.kinds.fill_table import FillTable
from assessments.kinds.matching import Matching
from assessments.kinds.multiple_choice import MultipleChoice
from assessments.kinds.numeric import Numeric
from assessments.kinds.ordering import Ordering
from assessments.kinds.short_text import ShortText
from assessments.kinds.single_choice import SingleChoice
from assessments.kinds.true_false import TrueFalse

#: By name, in the order in which the editor offers them.
KINDS: dict[str, Kind] = {
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

__all__ = ["KINDS", "Asked", "Kind", "Mark", "Part", "kind_of"]


def kind_of(question: dict) -> Kind:
    """The kind of a question of a specification."""
    return KINDS[question["kind"]]
