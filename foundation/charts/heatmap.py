"""The heat map: a matrix whose cells are shaded in five steps and carry their number."""

from django.utils.translation import gettext as _

from foundation.charts.canvas import Canvas, ChartError

ROW, HEAD, LABEL = 34, 40, 30.0


def draw(table, language: str) -> Canvas:
    """Draw the matrix. The first column names the rows, every other column is numbers; a blank cell is no figure."""
    columns = list(range(1, len(table.columns)))
    if not columns or len(columns) > 12:
        raise ChartError(_("A heat map needs one to twelve columns of numbers after the first column."))
    values = sorted(float(v) for index in columns for v in table.numbers(index) if v is not None)
    if not values:
        raise ChartError(_("A heat map needs numbers in its cells."))
    low, high = values[0], values[-1]
    canvas = Canvas(HEAD + ROW * len(table.rows) + 6, language)
    width = (100 - LABEL) / len(columns)
    for place, index in enumerate(columns):
        canvas.text(table.columns[index].label, LABEL + width * (place + 0.5), HEAD - 10, "middle")
    for number, row in enumerate(table.rows):
        y = HEAD + ROW * number
        canvas.text(str(row[0] or ""), 0, y + ROW / 2 + 5, css="t-ink")
        for place, index in enumerate(columns):
            value = row[index]
            shade = "qna" if value is None or isinstance(value, str) else _shade(float(value), low, high)
            shown = "" if shade == "qna" else canvas.number(value, table.columns[index].decimals)
            x = LABEL + width * place
            canvas.rect(shade, x, y, width - 0.5, ROW - 2)
            canvas.text(shown, x + (width - 0.5) / 2, y + ROW / 2 + 4, "middle")
    return canvas


def _shade(value: float, low: float, high: float) -> str:
    return f"q{min(5, 1 + int(5 * (value - low) / ((high - low) or 1)))}"
