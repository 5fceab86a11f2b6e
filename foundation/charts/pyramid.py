"""The pyramid of age and sex: bars are people per single year of age, heights are years, so areas are people."""

from django.utils.translation import gettext as _

from foundation.charts.canvas import Canvas, ChartError, axis_steps, scaled

TOP, MIDDLE, SIDE = 26, 57.0, 40.0
PER_YEAR, LEAST = 3.0, 14.0


def draw(table, language: str) -> Canvas:
    """Draw the pyramid. Columns: age group, width of the group in years, males, females (counts)."""
    if len(table.columns) < 4 or not all(column.is_numeric for column in table.columns[1:4]):
        raise ChartError(_("A pyramid needs four columns: age group, years in the group, males, females."))
    groups = [
        (str(row[0] or ""), float(row[1] or 1), float(row[2] or 0), float(row[3] or 0), row)
        for row in table.rows
    ]
    top_value = max(max(male, female) / years for _, years, male, female, _ in groups)
    steps = axis_steps(0.0, top_value, 4)
    divisor, unit = scaled(steps)
    heights = [max(LEAST, years * PER_YEAR) for _, years, *_ in groups]
    bottom = TOP + sum(heights)
    canvas = Canvas(int(bottom) + 28, language)
    for step in steps:
        reach = SIDE * step / steps[-1]
        for at in {MIDDLE + reach, MIDDLE - reach}:
            canvas.line("ax" if step == 0 else "g", at, TOP, at, bottom)
            canvas.text(canvas.number(step / divisor), at, bottom + 18, "middle")
    y = bottom
    for (label, years, male, female, row), height in zip(groups, heights, strict=True):
        y -= height
        for css, count, is_left, column in (("f5", male, True, 2), ("f1", female, False, 3)):
            width = SIDE * (count / years) / steps[-1]
            title = f"{label}, {table.columns[column].label}: {canvas.number(row[column])}"
            canvas.rect(css, MIDDLE - width if is_left else MIDDLE, y + 0.5, width, height - 1, title)
        canvas.text(label, 0, y + height / 2 + 5, css="t-ink")
    canvas.text(table.columns[0].label, 0, 15)
    canvas.text(table.columns[2].label, MIDDLE - 2, 15, "end", "t-b")
    canvas.text(table.columns[3].label, MIDDLE + 2, 15, "start", "t-b")
    if unit:
        canvas.text(unit, 0, bottom + 18)
    return canvas
