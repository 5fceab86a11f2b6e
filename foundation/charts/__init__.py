"""Charts drawn on the server as accessible SVG, from the same pasted cells as tables.

``draw(kind, table, alt, language)`` gives the drawing. Widths are per cent and heights pixels, so text keeps its size at
any width; bars mirror in languages written from right to left. Colours are classes of the style sheet.
"""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from foundation.charts import bar, heatmap, line, pyramid, threads
from foundation.charts.canvas import ChartError
from foundation.tabular import Table

KINDS = {
    "bar": bar.draw,
    "line": line.draw,
    "pyramid": pyramid.draw,
    "heatmap": heatmap.draw,
    "threads": threads.draw,
}

__all__ = ["KINDS", "ChartError", "draw"]


def draw(kind: str, table: Table, alt: str, language: str) -> SafeString:
    """The SVG of a chart. Raises ``ChartError`` where the table does not fit the kind."""
    drawing = KINDS[kind](table, language)
    size = (
        ("viewBox", f"0 0 {drawing.width} {drawing.height}") if drawing.width else ("height", drawing.height)
    )
    return format_html(
        '<svg class="chart chart--{}" width="100%" {}="{}" role="img" aria-label="{}" direction="ltr" '
        'focusable="false">{}</svg>',
        kind,
        *size,
        alt,
        mark_safe(drawing.svg()),  # every text was escaped by the canvas
    )
