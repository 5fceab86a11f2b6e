"""What tables share."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.kinds.answers import plain
from assessments.kinds.answers.base import Comparison, value_in_words
from assessments.shapes import AnswerSettings

#: How many rows or columns are named to the trainee, and with how many letters.
NAMED, LETTERS = 3, 40


def named(things: Iterable) -> list[str]:
    """The first few names, shortened: they come from the trainee's notebook."""
    return [str(thing)[:LETTERS] for thing in list(things)[:NAMED]]


class Tables(Comparison):
    """Cells with the names of their columns."""

    expected_rows = 5
    expected_help = _(
        "Cells parted by commas, with the names of the columns in the first line. Where it is empty, it is taken from the solution."
    )

    def problem(self, text: str) -> Any:
        frame = plain.read_frame(text)
        if not frame.rows or any(len(row) != len(frame.columns) for row in frame.rows):
            return _("Every line needs as many cells as the first line has names of columns.")
        return ""

    def parse(self, text: str) -> dict:
        return plain.read_frame(text).plain()

    def shown(self, answer: AnswerSettings, given: Any, language: str) -> str:
        frame = self._frame(answer, given)
        return value_in_words(frame.plain() if frame else given, language)

    def _frame(self, answer: AnswerSettings, value: Any) -> plain.Frame | None:
        return plain.as_frame(value)
