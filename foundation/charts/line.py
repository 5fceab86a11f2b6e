"""Lines over years: up to three series, each named at its end, with points that carry their value."""

from itertools import pairwise

from django.utils.translation import gettext as _

from foundation.charts.canvas import Canvas, ChartError, axis_steps, decimals_of, scaled, series_columns
from foundation.tabular import NUMBER

TOP, HEIGHT = 34, 200
STYLES = (("l1", "f1"), ("l2 dash", "f2"), ("l3", "f3"))


def draw(table, language: str) -> Canvas:
    """Draw the lines. The first column holds years or other numbers in rising order."""
    series = series_columns(table)
    years = [str(row[0] or "") for row in table.rows]
    if not all(NUMBER.match(year) for year in years) or len(years) < 2:
        raise ChartError(_("This chart needs years or numbers in the first column, in at least two rows."))
    xs = [float(year.replace(",", "")) for year in years]
    values = [float(value) for index in series for value in table.numbers(index) if value is not None]
    low = min(values)
    # A scale that starts at nought is the honest default; only values far from it start higher, as the axis then says.
    steps = axis_steps(0.0 if low >= 0 and low < 0.6 * max(values) else low, max(values))
    divisor, unit = scaled(steps)
    places = decimals_of([step / divisor for step in steps])
    canvas = Canvas(TOP + HEIGHT + 28, language)

    def x(value: float) -> float:
        return 14 + 80 * (value - xs[0]) / ((xs[-1] - xs[0]) or 1)

    def y(value: float) -> float:
        return TOP + HEIGHT * (1 - (value - steps[0]) / (steps[-1] - steps[0]))

    for step in steps:
        canvas.line("ax" if step == steps[0] else "g", 14, y(step), 96, y(step))
        canvas.text(canvas.number(step / divisor, places), 12, y(step) + 4, "end")
    if unit:
        canvas.text(unit, 1, 12)
    every = max(1, round(len(xs) / 6))
    for number, year in enumerate(years):
        if number % every == 0 or number == len(years) - 1:
            canvas.text(year, x(xs[number]), TOP + HEIGHT + 20, "middle")
    for place, index in enumerate(series):
        _series(canvas, table, index, STYLES[place], xs, x, y)
        canvas.rect(STYLES[place][1], 14 + 28 * place, 4, 2.5, 10)
        canvas.text(table.columns[index].label, 17.5 + 28 * place, 13)
    return canvas


def _series(canvas, table, index, style, xs, x, y) -> None:
    column = table.columns[index]
    points = [(xs[n], float(v), v) for n, v in enumerate(table.numbers(index)) if v is not None]
    for (x1, y1, _v), (x2, y2, _w) in pairwise(points):
        canvas.line(style[0], x(x1), y(y1), x(x2), y(y2))
    for at, value, exact in points:
        shown = canvas.number(exact, column.decimals)
        canvas.dot(style[1], x(at), y(value), f"{column.label}, {at:g}: {shown}")
