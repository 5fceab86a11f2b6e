"""Charts drawn on the server as accessible SVG, from the same pasted cells as tables.

``draw(kind, table, alt, language)`` gives the drawing with its legend. Widths are per cent and heights pixels, so text
keeps its size at any width; everything mirrors in languages written from right to left. Colours are classes of the style
sheet, and never the only thing that tells two series apart.
"""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from foundation.charts import bar, heatmap, line, pyramid, threads
from foundation.charts.canvas import Canvas, ChartError
from foundation.tabular import Table

KINDS = {"bar": bar, "line": line, "pyramid": pyramid, "heatmap": heatmap, "threads": threads}

__all__ = ["KINDS", "ChartError", "draw"]


def draw(kind: str, table: Table, alt: str, language: str) -> SafeString:
    """The drawing and its legend. Raises ``ChartError`` where the table does not fit the kind."""
    module = KINDS[kind]
    wide = module.draw(table, language)
    narrow = module.draw_narrow(table, language) if hasattr(module, "draw_narrow") else None
    drawings = _svg(kind, wide, alt, " chart--wide" if narrow else "")
    if narrow:
        drawings += _svg(kind, narrow, alt, " chart--narrow")
    marks = module.legend(table, language) if hasattr(module, "legend") else []
    return format_html(
        '<div class="drawn" dir="{}">{}{}</div>',
        "rtl" if wide.is_mirrored else "ltr",
        _legend(marks),
        drawings,
    )


def _svg(kind: str, drawing: Canvas, alt: str, css: str) -> SafeString:
    return format_html(
        '<svg class="chart chart--{}{}" width="100%" height="{}" role="img" aria-label="{}" direction="{}" '
        'focusable="false">{}</svg>',
        kind,
        css,
        drawing.height,
        alt,
        "rtl" if drawing.is_mirrored else "ltr",
        mark_safe(drawing.svg()),  # every text was escaped by the canvas
    )


def _legend(marks: list[tuple[str, str]]) -> SafeString:
    if not marks:
        return SafeString("")
    items = format_html_join(
        "",
        '<li><svg viewBox="0 0 {} 14" width="{}" height="14" aria-hidden="true" focusable="false">{}</svg>{}</li>',
        ((wide := 28 if "M0 7H28" in mark else 14, wide, mark_safe(mark), name) for mark, name in marks),
    )
    return format_html('<ul class="legend" role="list">{}</ul>', items)
