"""Horizontal bars: one row for each category, up to three series; long names stay readable on a phone."""

from foundation.charts.canvas import Canvas, axis_steps, decimals_of, scaled, series_columns

ROW, BAR, TOP = 18, 14, 8
LABEL_LINE = 20
COLOURS = ("f1", "f5", "f3")


def draw(table, language: str) -> Canvas:
    """Draw the bars: the category's name above its bars, the value at their end."""
    series = series_columns(table)
    values = [value for index in series for value in table.numbers(index) if value is not None]
    steps = axis_steps(min(0.0, float(min(values))), max(0.0, float(max(values))))
    low, high = steps[0], steps[-1]
    legend = LABEL_LINE if len(series) > 1 else 0
    group = LABEL_LINE + ROW * len(series) + 6
    bottom = TOP + legend + group * len(table.rows)
    canvas = Canvas(bottom + 28, language)

    def x(value: float) -> float:
        return 1 + 83 * (value - low) / (high - low)

    divisor, unit = scaled(steps)
    places = decimals_of([step / divisor for step in steps])
    for step in steps:
        canvas.line("ax" if step == 0 else "g", x(step), TOP + legend, x(step), bottom)
        canvas.text(
            canvas.number(step / divisor, places), x(step), bottom + 16, "start" if step == low else "middle"
        )
    if unit:
        canvas.text(unit, 99, bottom + 16, "end")
    if legend:
        _legend(canvas, table, series)
    for number, row in enumerate(table.rows):
        y = TOP + legend + group * number
        canvas.text(str(row[0] or ""), 1, y + 15, css="t-ink")
        for place, index in enumerate(series):
            value = row[index]
            top = y + LABEL_LINE + ROW * place
            if value is None:
                continue
            at, zero = x(float(value)), x(0.0)
            shown = canvas.number(value, table.columns[index].decimals)
            canvas.rect(COLOURS[place], min(at, zero), top, abs(at - zero), BAR, f"{row[0]}: {shown}")
            canvas.text(shown, max(at, zero) + 1, top + 11, css="t-ink")
    return canvas


def _legend(canvas: Canvas, table, series: list[int]) -> None:
    for place, index in enumerate(series):
        canvas.rect(COLOURS[place], 1 + 33 * place, 2, 2.5, 10)
        canvas.text(table.columns[index].label, 5 + 33 * place, 12)
