"""Several values in their order."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.kinds.answers import plain
from assessments.kinds.answers.base import AnswerBlock, Verdict, compare_block, tolerance_block
from assessments.kinds.answers.items import Items
from assessments.kinds.answers.set_of import SetOf
from assessments.shapes import AnswerSettings


class ListAnswerBlock(AnswerBlock):
    """Values in their order."""

    compare = compare_block()
    tolerance = tolerance_block(0)

    class Meta:
        icon = "list-ol"
        label = _("List in order")
        label_format = "{name}"
        description = _("Several values in their order: the five largest, a value for each year.")


class ListOf(Items):
    """The same values in the same order."""

    name = "list"
    block = ListAnswerBlock

    def shape(self, answer: AnswerSettings) -> str:
        return gettext("a list in its order")

    def compare(self, answer: AnswerSettings, given: Any, expected: Any) -> Verdict:
        mine, wanted = plain.as_items(given), plain.as_items(expected)
        if mine is None or wanted is None:
            return Verdict(False, "not_a_list")
        if len(mine) != len(wanted):
            return Verdict(False, "length", {"count": len(mine)})
        different = sum(not plain.same(a, b, answer) for a, b in zip(mine, wanted, strict=True))
        if not different:
            return Verdict(True)
        if SetOf().compare(answer, mine, wanted).right:
            return Verdict(False, "order")
        return Verdict(False, "items", {"count": different})
