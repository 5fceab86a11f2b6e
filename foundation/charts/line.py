"""Lines over years: up to three series, told apart by colour, stroke and shape, with points that carry their value."""

from itertools import pairwise

from django.utils.translation import gettext as _

from foundation.charts.canvas import (
    NARROW,
    Canvas,
    ChartError,
    axis_steps,
    decimals_of,
    pixels,
    room,
    scaled,
    series_columns,
)
from foundation.tabular import NUMBER

TOP, HEIGHT = 22, 210
#: Stroke, fill and shape of the points: a dot, a square, a triangle.
STYLES = (
    ("l1", "f1", "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0"),
    ("l2 dash", "f2", "M-3.2-3.2h6.4v6.4h-6.4z"),
    ("l3 dots", "f3", "M0-4.4L4.2 3H-4.2z"),
)
#: Pixels between two figures at the ends of lines, so that both can be read.
APART = 15


def draw(table, language: str) -> Canvas:
    """Draw the lines. The first column holds years or other numbers in rising order."""
    series = series_columns(table)
    years = [str(row[0] or "") for row in table.rows]
    if not all(NUMBER.match(year) for year in years) or len(years) < 2:
        raise ChartError(_("This chart needs years or numbers in the first column, in at least two rows."))
    xs = [float(year.replace(",", "").replace("−", "-").replace(" ", "")) for year in years]
    canvas = Canvas(TOP + HEIGHT + 26, language)
    y, left = _scale(canvas, table, series)
    lasts = _last_figures(canvas, table, series, y)
    right = 100 - room([shown for _y, shown in lasts], least=4, most=36)
    low, span = min(xs), (max(xs) - min(xs)) or 1

    def x(value: float) -> float:
        return left + (right - left) * (value - low) / span

    _years(canvas, [(x(at), year) for at, year in zip(xs, years, strict=True)])
    for place, index in enumerate(series):
        _series(canvas, table, index, STYLES[place], [x(at) for at in xs], y)
    for at, shown in lasts:
        canvas.text(shown, right + 2, at + 4.5, css="t-ink")
    return canvas


def legend(table, language: str) -> list[tuple[str, str]]:
    """The strokes and shapes of the series with their names; none where there is one series."""
    series = series_columns(table)
    if len(series) == 1:
        return []
    return [
        (
            f'<path class="{stroke}" d="M0 7H28"/><path class="{fill}" transform="translate(14 7)" d="{shape}"/>',
            table.columns[index].label,
        )
        for (stroke, fill, shape), index in zip(STYLES, series, strict=False)
    ]


def _scale(canvas: Canvas, table, series: list[int]):
    """Draw the scale: each number on its own line. Gives the function from value to height, and where years begin."""
    values = [float(value) for index in series for value in table.numbers(index) if value is not None]
    low, high = min(values), max(values)
    # A scale that starts at nought is the honest default; only values far from it start higher, as the axis then says.
    steps = axis_steps(0.0 if 0 <= low < 0.6 * high else low, high)
    divisor, unit = scaled(steps)
    places = decimals_of([step / divisor for step in steps])
    labels = [canvas.number(step / divisor, places) for step in steps]
    base = 0.0 if steps[0] <= 0 <= steps[-1] else steps[0]

    def y(value: float) -> float:
        return TOP + HEIGHT * (1 - (value - steps[0]) / (steps[-1] - steps[0]))

    for step, label in zip(steps, labels, strict=True):
        canvas.line("ax" if step == base else "g", 0, y(step), 100, y(step))
        canvas.text(f"{label} {unit}" if unit and step == steps[-1] else label, 0, y(step) - 4)
    return y, room(labels, least=8, most=30)


def _years(canvas: Canvas, places: list[tuple[float, str]]) -> None:
    """Name as many years as have room, the first and the last always."""
    apart = 100 * (max(pixels(year) for _at, year in places) + 6) / NARROW
    first, *middle, last = sorted(places)
    shown = [first]
    for place in middle:
        if place[0] - shown[-1][0] >= apart and last[0] - place[0] >= apart:
            shown.append(place)
    for at, year in [*shown, last]:
        canvas.line("g2", at, TOP + HEIGHT, at, TOP + HEIGHT + 5)
        canvas.text(year, at, TOP + HEIGHT + 20, "middle")


def _last_figures(canvas: Canvas, table, series: list[int], y) -> list[tuple[float, str]]:
    """The heights and the words of the last row's figures; none where two would run into each other."""
    found = [
        (y(float(value)), canvas.number(value, table.columns[index].decimals))
        for index in series
        if (value := table.numbers(index)[-1]) is not None
    ]
    heights = sorted(height for height, _shown in found)
    return found if all(after - before >= APART for before, after in pairwise(heights)) else []


def _series(canvas: Canvas, table, index: int, style, xs: list[float], y) -> None:
    """One line; where a figure is missing the line is broken, because nothing was measured there."""
    column, values = table.columns[index], table.numbers(index)
    stroke, fill, shape = style
    for (x1, before), (x2, after) in pairwise(zip(xs, values, strict=True)):
        if before is not None and after is not None:
            canvas.line(stroke, x1, y(float(before)), x2, y(float(after)))
    for number, (at, value) in enumerate(zip(xs, values, strict=True)):
        if value is not None:
            shown = canvas.number(value, column.decimals)
            canvas.mark(fill, at, y(float(value)), shape, f"{column.label}, {table.rows[number][0]}: {shown}")
