"""The pyramid of age and sex: bars are people per single year of age, heights are years, so areas are people."""

from django.utils.translation import gettext as _

from foundation.charts.canvas import Canvas, ChartError, axis_steps, decimals_of, room, scaled

TOP, PER_YEAR, LEAST = 26, 3.0, 15.0


def draw(table, language: str) -> Canvas:
    """Draw the pyramid. Columns: age group, width of the group in years, males, females (counts)."""
    if len(table.columns) < 4 or not all(column.is_numeric for column in table.columns[1:4]):
        raise ChartError(_("A pyramid needs four columns: age group, years in the group, males, females."))
    groups = [
        (str(row[0] or ""), float(row[1] or 1), float(row[2] or 0), float(row[3] or 0), row)
        for row in table.rows
    ]
    if min(min(group[1:4]) for group in groups) < 0:
        raise ChartError(_("A pyramid counts people and years: no number in it is below nought."))
    heights = [max(LEAST, years * PER_YEAR) for _label, years, *_counts in groups]
    bottom = TOP + sum(heights)
    canvas = Canvas(bottom + 40, language)
    names = room([group[0] for group in groups] + [table.columns[0].label], least=12, most=30)
    side = (98 - names) / 2
    middle, reach = names + side, _scale(canvas, groups, names, side, bottom)
    y = bottom
    for (label, years, male, female, row), height in zip(groups, heights, strict=True):
        y -= height
        for css, count, is_left, column in (("f5", male, True, 2), ("f1", female, False, 3)):
            width = reach(count / years)
            title = f"{label}, {table.columns[column].label}: {canvas.number(row[column] or 0)}"
            canvas.rect(css, middle - width if is_left else middle, y + 0.5, width, height - 1, title)
        canvas.text(label, 0, y + height / 2 + 4.5, css="t-ink")
    canvas.text(table.columns[0].label, 0, 15)
    canvas.text(table.columns[2].label, middle - 2, 15, "end", "t-b")
    canvas.text(table.columns[3].label, middle + 2, 15, "start", "t-b")
    return canvas


def _scale(canvas: Canvas, groups, names: float, side: float, bottom: float):
    """Draw the scale to both sides; give the function from people per year of age to width."""
    most = max(max(male, female) / years for _label, years, male, female, _row in groups) or 1.0
    steps = axis_steps(0.0, most, 4)
    divisor, unit = scaled(steps)
    places = decimals_of([step / divisor for step in steps])

    def reach(value: float) -> float:
        return side * value / steps[-1]

    for step in steps:
        label = canvas.number(step / divisor, places)
        for at in {names + side + reach(step), names + side - reach(step)}:
            canvas.line("ax" if step == 0 else "g", at, TOP, at, bottom)
            canvas.text(label, at, bottom + 18, "end" if at > 95 else "middle")
    if unit:
        canvas.text(unit, names + side, bottom + 34, "middle")
    return reach
