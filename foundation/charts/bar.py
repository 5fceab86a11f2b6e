"""Horizontal bars: one row for each category, up to three series; long names stay readable on a phone."""

from foundation.charts.canvas import Canvas, axis_steps, decimals_of, room, scaled, series_columns, wrapped

ROW, BAR, TOP, LINE, GAP, FOOT, UNIT = 18, 14, 4, 17, 9, 36, 16
COLOURS = ("f1", "f5", "f3")
#: At most this part of the width is left free beside the bars for the figures at their ends.
MOST_ROOM = 38


def draw(table, language: str) -> Canvas:
    """Draw the bars: the category's name above its bars, the figure at their end."""
    series = series_columns(table)
    names = [wrapped(str(row[0] or "")) for row in table.rows]
    canvas = Canvas(TOP + sum(LINE * len(name) + ROW * len(series) + GAP for name in names) + FOOT, language)
    x, zero = _axis(canvas, table, series)
    y = float(TOP)
    for name, row in zip(names, table.rows, strict=True):
        for line in name:
            canvas.text(line, 0, y + 12, css="t-ink")
            y += LINE
        canvas.line("ax", zero, y - 2, zero, y + ROW * len(series) - ROW + BAR + 2)
        for place, index in enumerate(series):
            if row[index] is not None:
                shown = canvas.number(row[index], table.columns[index].decimals)
                _bar(canvas, COLOURS[place], y, (x(float(row[index])), zero), shown)
            y += ROW
        y += GAP
    return canvas


def legend(table, language: str) -> list[tuple[str, str]]:
    """The colours of the series with their names; none where there is one series."""
    series = series_columns(table)
    if len(series) == 1:
        return []
    return [
        (f'<rect class="{COLOURS[place]}" width="14" height="14"/>', table.columns[index].label)
        for place, index in enumerate(series)
    ]


def _axis(canvas: Canvas, table, series: list[int]):
    """Draw the scale; give the function from value to place, and the place of nought."""
    shown = [
        (value, canvas.number(value, table.columns[index].decimals))
        for index in series
        for value in table.numbers(index)
        if value is not None
    ]
    low, high = min(0.0, float(min(shown)[0])), max(0.0, float(max(shown)[0]))
    before = room([text for value, text in shown if value < 0], most=MOST_ROOM) if low < 0 else 0.3
    after = room([text for value, text in shown if value >= 0], most=MOST_ROOM) if high > 0 else 0.3
    span = (100 - before - after) / ((high - low) or 1)

    def x(value: float) -> float:
        return before + (value - low) * span

    # The longest bar takes the whole width, so the scale ends at its last round number.
    steps = [step for step in axis_steps(low, high) if before - 2 <= x(step) <= 100 - after + 2]
    divisor, unit = scaled(steps)
    places = decimals_of([step / divisor for step in steps])
    if not unit:
        canvas.height -= UNIT
    bottom = canvas.height - FOOT + (0 if unit else UNIT)
    for step in steps:
        canvas.line("g", x(step), TOP, x(step), bottom)
        anchor = "start" if x(step) < 3 else "end" if x(step) > 97 else "middle"
        canvas.text(canvas.number(step / divisor, places), x(step), bottom + 15, anchor)
    if unit:
        canvas.text(unit, 100, bottom + 31, "end")
    return x, x(0.0)


def _bar(canvas: Canvas, css: str, y: float, ends: tuple[float, float], shown: str) -> None:
    at, zero = ends
    canvas.rect(css, min(at, zero), y, max(abs(at - zero), 0.15), BAR)
    if at < zero:
        canvas.text(shown, at - 1.2, y + 11.5, "end", "t-ink")
    else:
        canvas.text(shown, at + 1.2, y + 11.5, css="t-ink")
