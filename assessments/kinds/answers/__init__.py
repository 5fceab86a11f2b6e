"""The kinds of named answer: under the contract of :mod:`assessments.kinds.answers.base`."""

from assessments.kinds.answers.base import Comparison, SameTextBlock, Verdict
from assessments.kinds.answers.frame import WholeFrame
from assessments.kinds.answers.list_of import ListOf
from assessments.kinds.answers.number import Number
from assessments.kinds.answers.set_of import SetOf
from assessments.kinds.answers.table import Table
from assessments.kinds.answers.text import Text
from assessments.shapes import DefinedAnswer, NamedAnswer

#: By name, in the order in which the editor offers them.
COMPARISONS: dict[str, Comparison] = {
    comparison.name: comparison for comparison in (Number(), Text(), SetOf(), ListOf(), Table(), WholeFrame())
}

__all__ = ["COMPARISONS", "Comparison", "SameTextBlock", "Verdict", "answer_blocks", "comparison_of"]


def comparison_of(answer: NamedAnswer | DefinedAnswer) -> Comparison:
    """The kind of an answer of a specification. Older ones named two rules for numbers as kinds of their own."""
    return COMPARISONS.get(answer["kind"]) or COMPARISONS["number"]


def answer_blocks() -> list:
    """The blocks of named answers, as the editor offers them."""
    return [(name, comparison.block(comparison)) for name, comparison in COMPARISONS.items()]
