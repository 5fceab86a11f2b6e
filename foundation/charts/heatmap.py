"""The heat map: a matrix whose cells are shaded in up to five round classes and carry their number."""

import math
from bisect import bisect_right
from itertools import pairwise

from django.utils.translation import gettext as _

from foundation.charts.canvas import NARROW, Canvas, ChartError, decimals_of, pixels, room, wrapped

ROW, LINE, AIR = 34, 18, 0.5
#: Where the largest number is so many times the middle one, classes of equal width would leave all but it in the first.
SKEWED = 20
#: The least width in pixels of the drawing for wide paper, where there is one for phones too.
WIDE = 560


def draw(table, language: str) -> Canvas:
    """Draw the matrix with the rows' names beside it."""
    return _draw(table, language, is_beside=True, across=WIDE)


def draw_narrow(table, language: str) -> Canvas | None:
    """The drawing for phones, with the rows' names above the cells; none where the first drawing fits."""
    canvas = Canvas(0, language)
    names, cells = _names_room(table), [text for row in _shown(canvas, table) for text in row]
    width = (100 - names) / (len(table.columns) - 1)
    if (
        room(cells) <= width
        and max(_wide(column.label) for column in table.columns[1:]) <= width * NARROW / 100
    ):
        return None
    return _draw(table, language, is_beside=False, across=NARROW)


def legend(table, language: str) -> list[tuple[str, str]]:
    """The classes with their limits."""
    canvas, limits = Canvas(0, language), _limits(_values(table))
    places = decimals_of(limits)
    shown = [canvas.number(limit, places) for limit in limits]
    names = [_("%(low)s to under %(high)s") % {"low": a, "high": b} for a, b in pairwise(shown)]
    if shown:
        first, last = _("under %(limit)s"), _("%(limit)s and more")
        names = [first % {"limit": shown[0]}, *names, last % {"limit": shown[-1]}]
    marks = [
        (f'<rect class="{_shade(n, len(names))}" width="14" height="14"/>', name)
        for n, name in enumerate(names)
    ]
    if any(value is None for index in range(1, len(table.columns)) for value in table.numbers(index)):
        marks.append(('<rect class="qna" x=".5" y=".5" width="13" height="13"/>', _("no figure")))
    return marks


def _draw(table, language: str, is_beside: bool, across: int) -> Canvas:
    columns = range(1, len(table.columns))
    limits = _limits(_values(table))
    left = _names_room(table) if is_beside else 0.0
    width = (100 - left) / len(columns)
    labels = [table.columns[index].label for index in columns]
    is_upright = max(_wide(label) for label in labels) > width * across / 100
    head = 14 + min(150, max(pixels(label) for label in labels)) if is_upright else _head(labels)
    names = [
        wrapped(str(row[0] or ""), int(left * NARROW / 100 / 7)) if is_beside else wrapped(str(row[0] or ""))
        for row in table.rows
    ]
    heights = [max(ROW, LINE * len(name)) if is_beside else ROW + LINE * len(name) + 4 for name in names]
    canvas = Canvas(head + sum(heights) + 2, language)
    for place, label in enumerate(labels):
        _heading(canvas, label, left + width * (place + 0.5), head, is_upright)
    y = head
    for row, name, height, shown in zip(table.rows, names, heights, _shown(canvas, table), strict=True):
        cells = y if is_beside else y + LINE * len(name) + 2
        begin = y + (height - LINE * len(name)) / 2 + 12 if is_beside else y + 14
        for number, line in enumerate(name):
            canvas.text(line, 0, begin + LINE * number, css="t-ink")
        for place, index in enumerate(columns):
            value = row[index] if table.columns[index].is_numeric else None
            css = "qna" if value is None else _shade(bisect_right(limits, float(value)), len(limits) + 1)
            x, tall = left + width * place, (height if is_beside else ROW) - 2
            is_written = shown[place] and pixels(shown[place]) <= (width - AIR) * across / 100
            title = f"{row[0]}, {table.columns[index].label}: {shown[place] or _('no figure')}"
            canvas.rect(css, x, cells, width - AIR, tall, "" if is_written else title)
            if is_written:
                canvas.text(shown[place], x + (width - AIR) / 2, cells + tall / 2 + 5, "middle", f"on-{css}")
        y += height
    return canvas


def _heading(canvas: Canvas, label: str, x: float, head: float, is_upright: bool) -> None:
    if is_upright:
        canvas.upright(wrapped(label, 22, 1)[0], x, head - 6)
        return
    lines = _lines(label)
    for number, line in enumerate(reversed(lines)):
        canvas.text(line, x, head - 8 - 15 * number, "middle")


def _lines(label: str) -> list[str]:
    return wrapped(label, max(8, len(label) // 2 + 1), 2) if len(label) > 10 else [label]


def _wide(label: str) -> float:
    return max(pixels(line) for line in _lines(label)) + 4


def _head(labels: list[str]) -> float:
    return 10 + 15 * max(len(_lines(label)) for label in labels) + 2


def _names_room(table) -> float:
    return room([str(row[0] or "") for row in table.rows], least=12, most=34)


def _shown(canvas: Canvas, table) -> list[list[str]]:
    return [
        [
            canvas.number(cell, column.decimals) if column.is_numeric and cell is not None else ""
            for cell, column in zip(row[1:], table.columns[1:], strict=True)
        ]
        for row in table.rows
    ]


def _values(table) -> list[float]:
    """All numbers, sorted. Raises ``ChartError`` where the table is no matrix of numbers."""
    if not 2 <= len(table.columns) <= 13:
        raise ChartError(_("A heat map needs one to twelve columns of numbers after the first column."))
    found = sorted(
        float(value)
        for index in range(1, len(table.columns))
        if table.columns[index].is_numeric
        for value in table.numbers(index)
        if value is not None
    )
    if not found:
        raise ChartError(_("A heat map needs numbers in its cells."))
    return found


def _limits(values: list[float]) -> list[float]:
    """Round limits between at most five classes: of equal width, or powers of ten where a few numbers dwarf the rest."""
    low, high = values[0], values[-1]
    if low == high:
        return []
    middle = values[len(values) // 2]
    if low >= 0 and middle > 0 and high / middle > SKEWED:
        top = math.floor(math.log10(high))
        return [
            float(10**power) for power in range(max(top - 3, math.floor(math.log10(middle)) - 1), top + 1)
        ]
    power = 10.0 ** (math.floor(math.log10(high - low)) - 1)
    for step in (m * scale for scale in (power, 10 * power, 100 * power) for m in (1, 2, 2.5, 5)):
        first, last = math.floor(low / step + 1e-9), math.floor(high / step + 1e-9)
        if last - first < 5:
            return [round(step * n, 10) for n in range(first + 1, last + 1)]
    return []


def _shade(place: int, classes: int) -> str:
    """The shade of a class: the classes are spread over the five shades from the lightest to the darkest."""
    return f"q{1 + round(place * 4 / max(classes - 1, 1))}"
