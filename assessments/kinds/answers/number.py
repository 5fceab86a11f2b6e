"""A number: within a tolerance, within so many per cent, to so many figures, exactly, or at most."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue

from assessments.kinds.answers import plain
from assessments.kinds.answers.base import (
    RULES,
    AnswerBlock,
    Comparison,
    Verdict,
    compare_block,
    figures_problem,
    raw_rule,
    rule_of,
    tolerance_block,
)
from assessments.kinds.raw import MakeId
from assessments.shapes import AnswerSettings, DefinedAnswer, Mistake, Rule


class NumberAnswerBlock(AnswerBlock):
    """A number, with what is near enough."""

    unit = blocks.CharBlock(label=_("Unit"), required=False, max_length=60)
    compare = compare_block([*RULES, (plain.MAXIMUM, _("at most this, and the tolerance"))])
    tolerance = tolerance_block()

    class Meta:
        icon = "decimal"
        label = _("Number")
        label_format = "{name}"
        description = _("One number: a share, a count, a rate.")


class Number(Comparison):
    """Numbers are compared as numbers, never as they are printed."""

    name = "number"
    block = NumberAnswerBlock

    def settings(self, value: StructValue) -> AnswerSettings:
        return {**rule_of(value)}

    def raw(self, source: dict, make_id: MakeId) -> dict:
        rule = raw_rule(source)
        if source.get("kind") in (plain.EXACT, plain.MAXIMUM):
            rule = {"compare": source["kind"], "tolerance": float(source.get("tolerance", 0))}
        return {"unit": source.get("unit") or "", **rule}

    def problem(self, text: str) -> Any:
        return (
            ""
            if plain.read_number(text) is not None
            else _("Write a number, with a point before the decimals.")
        )

    def problems_of_settings(self, cleaned: StructValue) -> dict:
        return figures_problem(cleaned)

    def parse(self, text: str) -> float | None:
        return plain.read_number(text)

    def shape(self, answer: AnswerSettings) -> str:
        return gettext("one number")

    def compare(self, answer: AnswerSettings, given: Any, expected: Any) -> Verdict:
        number, target = plain.as_number(given), plain.as_number(expected)
        if number is None:
            return Verdict(False, "not_a_number")
        return Verdict(target is not None and plain.near(number, target, answer))

    def is_mistake(self, answer: AnswerSettings, given: Any, mistake: Mistake) -> bool:
        number, wrong = plain.as_number(given), plain.as_number(mistake["value"])
        if number is None or wrong is None:
            return False
        tolerance = mistake.get("tolerance")
        if tolerance is not None:
            return plain.near(number, wrong, {"tolerance": tolerance})
        # "At most" is no way to know a wrong value again.
        rule: Rule = answer if answer.get("compare") != plain.MAXIMUM else {"tolerance": answer["tolerance"]}
        return plain.near(number, wrong, rule)

    def elsewhere(self, answer: DefinedAnswer, from_solution: Any) -> Any:
        """A bound that the author set holds for all data."""
        typed = answer.get("typed") or ""
        if answer.get("compare") == plain.MAXIMUM and typed.strip():
            return self.parse(typed)
        return from_solution
