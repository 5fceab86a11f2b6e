"""What the kinds of chart share: a canvas that escapes, and round steps for axes."""

import math
from decimal import Decimal

from django.utils.html import escape
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from foundation.numbers import format_number


class ChartError(ValueError):
    """The table does not fit this kind of chart; the message says what it needs."""


class Canvas:
    """Collects SVG elements. ``x`` is in per cent of the width, ``y`` in pixels; right-to-left languages are mirrored."""

    def __init__(self, height: int, language: str, width: int = 0):
        self.height = height
        #: The width of the view box for drawings that scale as a whole; 0 for those laid out in per cent.
        self.width = width
        self.language = language
        self.is_mirrored = get_language_info(language.split("-", maxsplit=1)[0])["bidi"]
        self._parts: list[str] = []

    def rect(self, css: str, x: float, y: float, width: float, height: float, title: str = "") -> None:
        """A rectangle, with a title that a pointer or a reader of the drawing finds."""
        left = 100 - x - width if self.is_mirrored else x
        inside = f"<title>{escape(title)}</title>" if title else ""
        self._parts.append(
            f'<rect class="{css}" x="{left:.2f}%" y="{y:.1f}" width="{max(width, 0):.2f}%" height="{max(height, 0):.1f}">{inside}</rect>'
        )

    def line(self, css: str, x1: float, y1: float, x2: float, y2: float) -> None:
        """A line."""
        a, b = (100 - x1, 100 - x2) if self.is_mirrored else (x1, x2)
        self._parts.append(f'<line class="{css}" x1="{a:.2f}%" y1="{y1:.1f}" x2="{b:.2f}%" y2="{y2:.1f}"/>')

    def dot(self, css: str, x: float, y: float, title: str) -> None:
        """A point of a series."""
        at = 100 - x if self.is_mirrored else x
        self._parts.append(
            f'<circle class="{css}" cx="{at:.2f}%" cy="{y:.1f}" r="3.5"><title>{escape(title)}</title></circle>'
        )

    def text(self, words: str, x: float, y: float, anchor: str = "start", css: str = "") -> None:
        """A line of text; ``anchor`` is start, middle or end in reading direction."""
        at = 100 - x if self.is_mirrored else x
        if self.is_mirrored:
            anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
        name = f' class="{css}"' if css else ""
        self._parts.append(
            f'<text{name} x="{at:.2f}%" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'
        )

    def text_at(self, words: str, x: float, y: float, anchor: str = "start", css: str = "") -> None:
        """A line of text at a place of the view box."""
        at = self.width - x if self.is_mirrored else x
        if self.is_mirrored:
            anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
        name = f' class="{css}"' if css else ""
        self._parts.append(
            f'<text{name} x="{at:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'
        )

    def threads(self, css: str, paths: list[tuple[float, float, float, float]], title: str) -> None:
        """Curves of the view box that belong together, under one title."""
        drawn = []
        for x1, y1, x2, y2 in paths:
            a, b = (self.width - x1, self.width - x2) if self.is_mirrored else (x1, x2)
            middle = (a + b) / 2
            drawn.append(f"M{a:g} {y1:.1f}C{middle:g} {y1:.1f} {middle:g} {y2:.1f} {b:g} {y2:.1f}")
        self._parts.append(
            f'<path class="thread {css}" d="{"".join(drawn)}"><title>{escape(title)}</title></path>'
        )

    def number(self, value, decimals: int | None = None) -> str:
        """A number as the reader writes it."""
        return format_number(value, decimals, self.language)

    def svg(self) -> str:
        """Everything drawn so far."""
        return "".join(self._parts)


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
