"""The tile map of the African Union's member states: one square each, shaded in five steps, each leading to its country."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

SIZE = 40
#: Column and row of each member state's square (two-letter codes).
PLACES = {
    "MA": (3, 0), "DZ": (4, 0), "TN": (5, 0), "LY": (6, 0), "EG": (7, 0),
    "EH": (2, 1), "MR": (3, 1), "ML": (4, 1), "NE": (5, 1), "TD": (6, 1), "SD": (7, 1), "ER": (8, 1),
    "CV": (0, 2), "SN": (2, 2), "GM": (3, 2), "BF": (4, 2), "NG": (5, 2), "CF": (6, 2), "SS": (7, 2), "ET": (8, 2), "DJ": (9, 2),
    "GW": (2, 3), "GN": (3, 3), "CI": (4, 3), "BJ": (5, 3), "CM": (6, 3), "UG": (7, 3), "KE": (8, 3), "SO": (9, 3),
    "SL": (2, 4), "LR": (3, 4), "GH": (4, 4), "TG": (5, 4), "GQ": (6, 4), "CG": (7, 4), "RW": (8, 4), "SC": (10, 4),
    "ST": (5, 5), "GA": (6, 5), "CD": (7, 5), "BI": (8, 5), "TZ": (9, 5), "KM": (10, 5),
    "AO": (6, 6), "ZM": (7, 6), "MW": (8, 6), "MZ": (9, 6), "MG": (10, 6), "MU": (11, 6),
    "NA": (6, 7), "BW": (7, 7), "ZW": (8, 7), "ZA": (6, 8), "LS": (7, 8), "SZ": (8, 8),
}  # fmt: skip


@dataclass(frozen=True)
class Tile:
    """One country: its two-letter code, its name, what to read aloud, its shade (1 to 5, or 0 for no figure), where it leads."""

    code: str
    name: str
    spoken: str
    shade: int
    url: str = ""


def draw(tiles: Iterable[Tile], alt: str) -> SafeString:
    """The SVG of the map. Squares that lead somewhere are links, so the drawing is a group and not one picture."""
    parts = []
    for tile in tiles:
        if tile.code not in PLACES:
            continue
        column, row = PLACES[tile.code]
        x, y = column * SIZE + 1, row * SIZE + 1
        css = f"q{tile.shade}" if tile.shade else "qna"
        square = (
            f'<title>{escape(tile.spoken)}</title><rect class="{css}" x="{x}" y="{y}" width="38" height="38"/>'
            f'<text class="on-{css}" x="{x + 19}" y="{y + 25}" aria-hidden="true">{escape(tile.code)}</text>'
        )
        parts.append(
            f'<a href="{escape(tile.url)}" aria-label="{escape(tile.spoken)}">{square}</a>'
            if tile.url
            else f"<g>{square}</g>"
        )
    return format_html(
        '<svg class="tilemap" viewBox="0 0 480 362" role="group" aria-label="{}" direction="ltr">{}</svg>',
        alt,
        mark_safe("".join(parts)),  # every text was escaped above
    )


def shade(value: float, limits: tuple[float, ...]) -> int:
    """The shade of a value: 1 below the first limit, one more for each limit reached."""
    return 1 + sum(value >= limit for limit in limits)
