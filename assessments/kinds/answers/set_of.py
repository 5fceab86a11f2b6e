"""Several values whose order does not matter."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.kinds.answers import plain
from assessments.kinds.answers.base import AnswerBlock, Verdict, compare_block, tolerance_block
from assessments.kinds.answers.items import Items
from assessments.shapes import AnswerSettings


class SetAnswerBlock(AnswerBlock):
    """Values in any order."""

    compare = compare_block()
    tolerance = tolerance_block(0)

    class Meta:
        icon = "list-ul"
        label = _("Set")
        label_format = "{name}"
        description = _("Several values whose order does not matter: the countries above a threshold.")


class SetOf(Items):
    """Every value that belongs, and none that does not; twice the same counts once."""

    name = "set"
    block = SetAnswerBlock

    def shape(self, answer: AnswerSettings) -> str:
        return gettext("a list or a set; the order does not matter")

    def compare(self, answer: AnswerSettings, given: Any, expected: Any) -> Verdict:
        mine, wanted = plain.as_items(given), plain.as_items(expected)
        if mine is None or wanted is None:
            return Verdict(False, "not_a_list")
        if len(mine) > plain.MOST_ROWS:
            return Verdict(False, "set")
        foreign = sum(not any(plain.same(item, one, answer) for one in wanted) for item in _once(mine))
        missing = sum(not any(plain.same(item, one, answer) for item in mine) for one in _once(wanted))
        if foreign or missing:
            return Verdict(False, "set", {"foreign": foreign, "missing": missing})
        return Verdict(True)


def _once(items: list) -> list:
    """Each value once, in its order."""
    return list({plain.key_of([item]): item for item in items}.values())
