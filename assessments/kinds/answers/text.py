"""A text, compared without regard to capitals, accents and spaces."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.kinds.answers import plain
from assessments.kinds.answers.base import AnswerBlock, Comparison, Verdict
from assessments.shapes import AnswerSettings


class TextAnswerBlock(AnswerBlock):
    """A word or a short text."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        label_format = "{name}"
        description = _("A word or a short text: the name of a region, a code.")


class Text(Comparison):
    """Right where it is one of the texts that are accepted."""

    name = "text"
    block = TextAnswerBlock
    expected_rows = 2
    expected_help = _(
        "One text in each line; any of them is right. Where it is empty, it is taken from the solution."
    )

    def parse(self, text: str) -> list[str]:
        return [line.strip() for line in text.splitlines() if line.strip()]

    def shape(self, answer: AnswerSettings) -> str:
        return gettext("a text")

    def sample(self, expected: Any) -> Any:
        return expected[0] if isinstance(expected, list) and expected else expected

    def compare(self, answer: AnswerSettings, given: Any, expected: Any) -> Verdict:
        if not isinstance(given, str):
            return Verdict(False, "not_a_text")
        accepted = expected if isinstance(expected, list) else [expected]
        return Verdict(any(plain.plain_text(given) == plain.plain_text(text) for text in accepted))
