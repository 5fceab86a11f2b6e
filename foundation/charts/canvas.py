"""What the kinds of chart share: a canvas that escapes, room for words, and round steps for axes."""

import math
import textwrap
from decimal import Decimal

from django.utils.html import escape
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from foundation.language.numbers import format_number

#: The narrowest drawing in pixels: a phone of 320 less its gutters. What fits here fits everywhere.
NARROW = 288
#: Pixels that a letter of the charts' 13 px sans takes, generously.
LETTER = 7.4
#: Letters of one line of a name that has the whole width to itself.
LINE_LETTERS = 44


class ChartError(ValueError):
    """The table does not fit this kind of chart; the message says what it needs."""


class Canvas:
    """Collects SVG elements. ``x`` is in per cent of the width, ``y`` in pixels; right-to-left languages are mirrored."""

    def __init__(self, height: float, language: str):
        self.height = math.ceil(height)
        self.language = language
        self.is_mirrored = get_language_info(language.split("-", maxsplit=1)[0])["bidi"]
        self._parts: list[str] = []

    def rect(self, css: str, x: float, y: float, width: float, height: float, title: str = "") -> None:
        """A rectangle, with a title that a pointer finds where its figure is not written beside it."""
        left = 100 - x - width if self.is_mirrored else x
        self._parts.append(
            f'<rect class="{css}" x="{_per_cent(left)}" y="{_short(y)}" width="{_per_cent(max(width, 0))}" '
            f'height="{_short(max(height, 0))}"{_closed("rect", title)}'
        )

    def line(self, css: str, x1: float, y1: float, x2: float, y2: float) -> None:
        """A line."""
        a, b = (100 - x1, 100 - x2) if self.is_mirrored else (x1, x2)
        self._parts.append(
            f'<line class="{css}" x1="{_per_cent(a)}" y1="{_short(y1)}" x2="{_per_cent(b)}" y2="{_short(y2)}"/>'
        )

    def mark(self, css: str, x: float, y: float, path: str, title: str) -> None:
        """A small shape around a point: an inner drawing, because a path knows no per cent."""
        at = 100 - x if self.is_mirrored else x
        self._parts.append(
            f'<svg x="{_per_cent(at)}" y="{_short(y)}" overflow="visible"><path class="{css}" d="{path}"'
            f"{_closed('path', title)}</svg>"
        )

    def text(self, words: str, x: float, y: float, anchor: str = "start", css: str = "") -> None:
        """A line of text; ``anchor`` is start, middle or end in reading direction."""
        at = 100 - x if self.is_mirrored else x
        name = f' class="{css}"' if css else ""
        side = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._parts.append(f'<text{name} x="{_per_cent(at)}" y="{_short(y)}"{side}>{escape(words)}</text>')

    def upright(self, words: str, x: float, y: float) -> None:
        """A heading that rises from its column, for columns too narrow for it."""
        at, turn = (100 - x, 90) if self.is_mirrored else (x, -90)
        self._parts.append(
            f'<svg x="{_per_cent(at)}" y="{_short(y)}" overflow="visible"><text dy="4.5" '
            f'transform="rotate({turn})">{escape(words)}</text></svg>'
        )

    def curves(
        self, css: str, left: float, right: float, ends: list[tuple[float, float]], title: str
    ) -> None:
        """Curves from one side to the other that belong together: an inner drawing that stretches with the width."""
        x = 100 - right if self.is_mirrored else left
        a, b = (100, 0) if self.is_mirrored else (0, 100)
        drawn = "".join(
            f"M{a} {_short(y1)}C50 {_short(y1)} 50 {_short(y2)} {b} {_short(y2)}" for y1, y2 in ends
        )
        self._parts.append(
            f'<svg x="{_per_cent(x)}" width="{_per_cent(right - left)}" height="{self.height}" '
            f'viewBox="0 0 100 {self.height}" preserveAspectRatio="none"><path class="thread {css}" d="{drawn}"'
            f"{_closed('path', title)}</svg>"
        )

    def number(self, value, decimals: int | None = None) -> str:
        """A number as the reader writes it."""
        return format_number(value, decimals, self.language)

    def svg(self) -> str:
        """Everything drawn so far."""
        return "".join(self._parts)


def _closed(tag: str, title: str) -> str:
    return f"><title>{escape(title)}</title></{tag}>" if title else "/>"


def _short(value: float) -> str:
    """A number with one decimal at most: drawings travel over slow lines."""
    return f"{value:.1f}".removesuffix(".0")


def _per_cent(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def pixels(words: str) -> float:
    """About how wide words are, in pixels."""
    return LETTER * len(words)


def room(texts, least: float = 0, most: float = 100) -> float:
    """The per cent of the narrowest drawing that the longest of these texts needs, with a little air."""
    widest = max((pixels(text) for text in texts), default=0)
    return min(max(100 * (widest + 8) / NARROW, least), most)


def wrapped(words: str, letters: int = LINE_LETTERS, most: int = 3) -> list[str]:
    """Words in lines of so many letters; what does not fit in the last line is cut with an ellipsis."""
    return textwrap.wrap(words, max(letters, 6), max_lines=most, placeholder="…") or [""]


def axis_steps(low: float, high: float, wanted: int = 5) -> list[float]:
    """Round values from at most ``low`` to at least ``high``, about ``wanted`` of them (steps 1, 2, 2.5 or 5 × 10ⁿ)."""
    if high <= low:
        high = low + 1
    raw = (high - low) / max(wanted - 1, 1)
    power = 10 ** math.floor(math.log10(raw))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= raw - 1e-12)
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return [round(n * step, 10) for n in range(first, last + 1)]


def decimals_of(steps: list[float]) -> int:
    """How many decimals the labels of an axis need."""
    return max(
        (
            len(str(Decimal(str(step)).normalize()).partition(".")[2])
            for step in steps
            if "E" not in str(Decimal(str(step)).normalize())
        ),
        default=0,
    )


def scaled(steps: list[float]) -> tuple[float, str]:
    """A divisor that keeps the labels of an axis short, with the word for it (thousand, million)."""
    top = max(abs(steps[0]), abs(steps[-1]))
    if top >= 5_000_000:
        return 1_000_000, _("million")
    if top >= 10_000:
        return 1_000, _("thousand")
    return 1, ""


def series_columns(table, most: int = 3) -> list[int]:
    """The columns that hold numbers, after the first. Raises ``ChartError`` where there is none or there are too many."""
    found = [index for index, column in enumerate(table.columns) if index and column.is_numeric]
    if not found:
        raise ChartError(_("This chart needs a column of numbers after the first column."))
    if len(found) > most:
        raise ChartError(_("This chart shows at most %(most)s columns of numbers.") % {"most": most})
    return found
