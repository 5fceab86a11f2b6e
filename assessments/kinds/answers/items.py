"""What sets and lists share."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructValue

from assessments.kinds.answers import plain
from assessments.kinds.answers.base import Comparison, figures_problem, raw_rule, rule_of
from assessments.kinds.raw import MakeId
from assessments.shapes import AnswerSettings


class Items(Comparison):
    """Several values: numbers by the rule, texts without regard to case and accents."""

    expected_rows = 5
    expected_help = _("One value in each line. Where it is empty, it is taken from the solution.")

    def settings(self, value: StructValue) -> AnswerSettings:
        return {**rule_of(value)}

    def raw(self, source: dict, make_id: MakeId) -> dict:
        return {**raw_rule(source)}

    def problems_of_settings(self, cleaned: StructValue) -> dict:
        return figures_problem(cleaned)

    def parse(self, text: str) -> list:
        return plain.read_items(text)
