import contextlib
import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation import charts, tabular

CELLS = "Country\t2010\t2020\nGabon\t270829\t416651\nChad\t417,034\t\n"


def test_pasted_cells_become_columns_and_rows():
    table = tabular.read(CELLS)
    assert [(column.label, column.is_numeric) for column in table.columns] == [
        ("Country", False),
        ("2010", True),
        ("2020", True),
    ]
    assert table.rows == (("Gabon", Decimal(270829), Decimal(416651)), ("Chad", Decimal(417034), None))
    assert table.shown("en")[1] == ["Chad", "417,034", ""]


def test_years_at_the_head_of_rows_are_not_grouped():
    assert tabular.read("Year\tStock\n2010\t5\n2020\t6").shown("en")[0] == ["2010", "5"]


@pytest.mark.parametrize("text", ["", "one line", "a\tb\n1\t2\t3"])
def test_what_is_no_table_is_refused_in_a_sentence(text):
    with pytest.raises(tabular.DataError, match=r"\.$"):
        tabular.read(text)


def test_a_cell_that_looks_like_a_formula_is_text_in_the_csv():
    table = tabular.read("Name\tNote\nx\t=HYPERLINK(1)\ny\t@SUM(1)")
    assert "'=HYPERLINK(1)" in tabular.to_csv(table)
    assert "'@SUM(1)" in tabular.to_csv(table)


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("bar", CELLS),
        ("line", "Year\tA\tB\n2010\t1\t5\n2020\t2\t\n2024\t3\t9"),
        ("pyramid", "Age\tYears\tMale\tFemale\n0–4\t5\t113733\t112739\n5–11\t7\t224362\t220747"),
        ("heatmap", CELLS),
        ("threads", CELLS),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_kind_of_chart_is_well_formed_and_named(kind, cells, language):
    drawn = ET.fromstring(charts.draw(kind, tabular.read(cells), 'What "it" shows <b>', language))
    svg = drawn.find("svg")
    assert svg.attrib["aria-label"] == 'What "it" shows <b>'
    assert svg.attrib["role"] == "img"
    assert svg.attrib["direction"] == ("rtl" if language == "ar" else "ltr")
    assert len(list(svg.iter())) > 8


def test_a_chart_is_mirrored_for_readers_from_right_to_left():
    def left_of_first_bar(language):
        svg = charts.draw("bar", tabular.read(CELLS), "x", language)
        rect = next(
            element
            for element in ET.fromstring(svg).iter()
            if element.tag == "rect"
            and element.attrib.get("class") == "f1"
            and "%" in element.attrib["width"]
        )
        return float(rect.attrib["x"].rstrip("%")), float(rect.attrib["width"].rstrip("%"))

    x, width = left_of_first_bar("en")
    mirrored, same = left_of_first_bar("ar")
    assert (mirrored, same) == (pytest.approx(100 - x - width, abs=0.02), width)


def texts(drawn):
    return [
        element.text
        for element in ET.fromstring(drawn).iter()
        if element.tag in ("text", "li") and element.text
    ]


def test_a_missing_figure_breaks_the_line_and_draws_no_bar():
    gap = tabular.read("Year\tA\n2000\t5\n2010\t\n2020\t6\n2024\t7")
    lines = [
        e
        for e in ET.fromstring(charts.draw("line", gap, "x", "en")).iter("line")
        if e.attrib["class"] == "l1"
    ]
    assert len(lines) == 1
    bars = ET.fromstring(charts.draw("bar", tabular.read("C\tA\nx\t5\ny\t"), "x", "en"))
    assert [e.attrib["class"] for e in bars.iter("rect")] == ["f1"]


def test_figures_at_the_ends_of_lines_are_shown_only_where_none_hides_another():
    far = charts.draw("line", tabular.read("Y\tA\tB\n2000\t1\t9\n2024\t2\t8.5"), "x", "en")
    near = charts.draw("line", tabular.read("Y\tA\tB\n2000\t1\t9\n2024\t8.4\t8.5"), "x", "en")
    assert ("8.5" in texts(far), "8.5" in texts(near)) == (True, False)


def test_a_heat_map_of_twelve_columns_has_a_drawing_of_its_own_for_phones():
    months = tabular.read("P\t" + "\t".join(f"Month {n}" for n in range(12)) + "\nA\t" + "\t".join("1" * 12))
    classes = [
        svg.attrib["class"] for svg in ET.fromstring(charts.draw("heatmap", months, "x", "en")).findall("svg")
    ]
    assert classes == ["chart chart--heatmap chart--wide", "chart chart--heatmap chart--narrow"]


def test_the_classes_of_a_heat_map_are_named():
    table = tabular.read("P\tA\tB\nx\t1\t9\ny\t4\t")
    drawn = ET.fromstring(charts.draw("heatmap", table, "x", "en"))
    names = ["".join(item.itertext()) for item in drawn.iter("li")]
    assert (names[0], names[-1]) == ("under 2", "no figure")


@pytest.mark.parametrize(
    ("kind", "cells"), [("line", "A\tB\nx\t1\ny\t2"), ("pyramid", "A\tB\nx\t1"), ("bar", "A\tB\nx\ty")]
)
def test_a_chart_that_does_not_fit_is_refused_in_a_sentence(kind, cells):
    with pytest.raises(charts.ChartError, match=r"\.$"):
        charts.draw(kind, tabular.read(cells), "x", "en")


@given(st.text(max_size=400))
def test_no_text_breaks_the_reader(text):
    try:
        table = tabular.read(text)
    except tabular.DataError:
        return
    assert tabular.to_csv(table).count("\n") > len(table.rows)
    for kind in charts.KINDS:
        with contextlib.suppress(charts.ChartError):
            assert ET.fromstring(charts.draw(kind, table, "x", "en")).get("class") == "drawn"


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        ("3,5 4", ["3.5", "4"]),
        ("1.234,5 2.000", ["1234.5", "2000"]),
        ("0,125 0,250", ["0.125", "0.250"]),
        ("0.125 1,250", ["0.125", "1250"]),
        ("1,234 5,678", ["1234", "5678"]),
        ("1,234 5.5", ["1234", "5.5"]),
        ("1234,567 8", ["1234.567", "8"]),
        ("−3,5 1.234.567,8", ["-3.5", "1234567.8"]),
        ("٣٫٥ ٤", ["3.5", "4"]),
    ],
)
def test_decimals_are_read_as_the_spreadsheet_wrote_them(cells, numbers):
    table = tabular.read("\n".join(["Country\tShare", *(f"x\t{cell}" for cell in cells.split())]))
    assert table.numbers(1) == [Decimal(number) for number in numbers]


def test_a_column_that_writes_decimals_in_two_manners_is_text():
    table = tabular.read("Country\tShare\nGabon\t3,5\nChad\t5.5")
    assert (table.columns[1].is_numeric, table.rows[0][1]) == (False, "3,5")
