import gzip
import re
from pathlib import Path

import pytest
from rcssmin import cssmin

from foundation.static_files import SHEETS
from school.style import tokens
from school.views import style

FOLDER = Path(__file__).resolve().parent.parent.parent / "static" / "css"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def sheet(name):
    return COMMENT.sub("", (FOLDER / f"{name}.css").read_text())


@pytest.mark.parametrize("name", (*SHEETS, "screens/style", "screens/workbench"))
def test_every_rule_is_closed(name):
    depth = 0
    for number, line in enumerate(
        COMMENT.sub(lambda m: "\n" * m[0].count("\n"), (FOLDER / f"{name}.css").read_text()).split("\n"), 1
    ):
        starts_anew = line.startswith((".", "@", ":root", "["))
        assert not (starts_anew and depth), (
            f"{name}.css line {number} begins inside a rule that was not closed"
        )
        depth += line.count("{") - line.count("}")
    assert depth == 0


@pytest.mark.parametrize("name", (*SHEETS, "screens/style", "screens/workbench"))
def test_sides_are_named_by_reading_direction(name):
    physical = r"(?<![\w-])(margin|padding|border|inset)?-?(left|right)(?=\s*:)|float:\s*(left|right)|text-align:\s*left"
    assert re.findall(physical, sheet(name)) == []


def test_the_style_sheets_stay_small():
    joined = "\n".join((FOLDER / f"{name}.css").read_text() for name in SHEETS)
    assert len(gzip.compress(cssmin(joined).encode(), 9)) <= 14 * 1024


@pytest.mark.parametrize(
    "swatch", style.swatches(style.PAPER) + style.swatches(style.DATA), ids=lambda s: s.shade.name
)
def test_every_colour_can_be_read_on_its_ground(swatch):
    assert min(swatch.shade.light_contrast, swatch.shade.dark_contrast) >= swatch.least


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000", "#ffffff", 21.0), ("#777777", "#fff", 4.48), ("#fff", "#fff", 1.0)]
)
def test_contrast_is_computed_as_wcag_defines_it(one, other, ratio):
    assert tokens.contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert tokens.contrast(other, one) == pytest.approx(ratio, abs=0.01)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr", "pt", "es", "ar"])
def test_the_style_page_shows_every_component_in_the_readers_language(client, language):
    html = client.get(f"/{language}/style/").content.decode()
    assert f'<html lang="{language}"' in html
    assert html.count('<svg class="chart ') == 6 + html.count("chart--narrow")
    assert html.count('<table class="tbl') == 2 + 6
    for part in (
        "btn--danger",
        "field--error",
        "callout--stop",
        "quiz__done",
        "check--off",
        "pager",
        "tilemap",
    ):
        assert part in html
