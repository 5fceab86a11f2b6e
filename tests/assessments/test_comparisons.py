"""How the values that come out of a notebook are compared, kind by kind; nonsense is wrong and never an error."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.kinds.answers import COMPARISONS, plain, words
from assessments.marking.notebook import mark_answer
from assessments.marking.runs import Run

TABLE = {
    "keys": ["iso3", "year"],
    "columns": [
        {"name": "share", "compare": "absolute", "tolerance": 0.01},
        {"name": "name", "compare": "exact", "tolerance": 0},
    ],
}
FRAME = {"compare": "absolute", "tolerance": 0.01, "any_order": False}


def frame(columns, *rows) -> dict:
    return {"__frame__": True, "columns": columns, "rows": [list(row) for row in rows]}


def series(index, values) -> dict:
    return {"__series__": True, "index": index, "values": values}


def compare(kind, value, expected, **settings):
    return COMPARISONS[kind].compare({"kind": kind, **settings}, value, expected)


@pytest.mark.parametrize(
    ("rule", "tolerance", "expected", "value", "right"),
    [
        ("absolute", 0.01, 9.5, 9.509, True),
        ("absolute", 0.01, 9.5, 9.51, True),
        ("absolute", 0.01, 9.5, 9.52, False),
        ("absolute", 0, 3, 3, True),
        ("relative", 1, 200, 202, True),
        ("relative", 1, 200, 202.1, False),
        ("relative", 1, -200, -198, True),
        ("relative", 5, 0, 0.001, False),
        ("figures", 3, 9.5449, 9.54, True),
        ("figures", 3, 9.54, 9.5449, True),
        ("figures", 3, 9.54, 9.55, False),
        ("figures", 2, 12345, 12000, True),
        ("figures", 2, 12345, 11000, False),
        ("figures", 3, 0, 0, True),
        ("figures", 3, 0, 0.0001, False),
        ("figures", 3, 5e-324, 5e-324, True),
        ("exact", 0.5, 12, 12, True),
        ("exact", 0.5, 12, 12.001, False),
        ("max", 0.01, 5, 4, True),
        ("max", 0.01, 5, 5.01, True),
        ("max", 0.01, 5, 5.5, False),
        ("max", 0.01, 5, -1e9, True),
    ],
)
def test_a_number_is_compared_by_its_rule(rule, tolerance, expected, value, right):
    assert compare("number", value, expected, compare=rule, tolerance=tolerance).right is right


@pytest.mark.parametrize(
    "value",
    [
        "9.5",
        True,
        "NaN",
        float("nan"),
        10**400,
        [9.5],
        "Infinity",
        {},
        series(["a"], [9.5]),
        frame(["a"], [9.5]),
    ],
)
def test_what_is_no_single_number_is_told(value):
    assert compare("number", value, 9.5, compare="absolute", tolerance=1).code == "not_a_number"
    assert not compare("number", True, 1, compare="exact", tolerance=0).right


@given(st.floats(allow_nan=False, allow_infinity=False), st.floats(min_value=0, max_value=1e6))
def test_the_expected_number_itself_is_right_by_every_rule(number, tolerance):
    for rule in ("absolute", "relative", "exact", "max"):
        assert plain.near(number, number, {"compare": rule, "tolerance": tolerance})
    for figures in (1, 4, 15):
        assert plain.near(number, number, {"compare": "figures", "tolerance": figures})


@given(
    st.floats(min_value=-1e12, max_value=1e12).filter(lambda number: abs(number) > 1e-12), st.integers(1, 10)
)
def test_a_number_written_to_its_figures_is_right_and_one_unit_further_is_not(number, figures):
    rule = {"compare": "figures", "tolerance": figures}
    assert plain.near(float(f"{number:.{figures - 1}e}"), number, rule)
    unit = 2 * plain.half_a_unit(number, figures)
    assert not plain.near(number + 1.01 * unit, number, rule)


@given(st.floats(1e-6, 1e9), st.floats(0.01, 50))
def test_per_cent_are_of_the_expected_number(number, per_cent):
    rule = {"compare": "relative", "tolerance": per_cent}
    assert plain.near(number * (1 + per_cent / 101), number, rule)
    assert not plain.near(number * (1 + per_cent / 95), number, rule)


@pytest.mark.parametrize(
    ("value", "expected", "right", "code"),
    [
        (" EDITION ", "Édition", True, ""),
        ("édition", ["nothing", "Edition"], True, ""),
        ("Ghana", "Gabon", False, ""),
        (5, "5", False, "not_a_text"),
        (["Gabon"], "Gabon", False, "not_a_text"),
    ],
)
def test_a_text_is_compared_without_case_and_accents(value, expected, right, code):
    verdict = compare("text", value, expected)
    assert (verdict.right, verdict.code) == (right, code)


@pytest.mark.parametrize(
    ("value", "right", "code", "detail"),
    [
        (["CIV", "GAB", "NGA"], True, "", {}),
        (["nga", "civ", "gab", "gab"], True, "", {}),
        (series([0, 1, 2], ["NGA", "CIV", "GAB"]), True, "", {}),
        (["CIV", "GAB"], False, "set", {"foreign": 0, "missing": 1}),
        (["CIV", "GAB", "NGA", "EGY", "TCD", "TCD"], False, "set", {"foreign": 2, "missing": 0}),
        ("CIV", False, "set", {"foreign": 0, "missing": 2}),
        ({"CIV": 1}, False, "not_a_list", {}),
        (None, False, "not_a_list", {}),
    ],
)
def test_a_set_has_no_order(value, right, code, detail):
    verdict = compare("set", value, ["CIV", "GAB", "NGA"], compare="exact", tolerance=0)
    assert (verdict.right, verdict.code, verdict.detail) == (right, code, detail)


@pytest.mark.parametrize(
    ("value", "right", "code", "detail"),
    [
        ([1.0, 2.004, 3], True, "", {}),
        (series(["a", "b", "c"], [1, 2, 3]), True, "", {}),
        ([3, 2, 1], False, "order", {}),
        ([1, 2, 4], False, "items", {"count": 1}),
        ([1, 2], False, "length", {"count": 2}),
        (1, False, "length", {"count": 1}),
        ({}, False, "not_a_list", {}),
    ],
)
def test_a_list_has_an_order(value, right, code, detail):
    verdict = compare("list", value, [1, 2, 3], compare="absolute", tolerance=0.01)
    assert (verdict.right, verdict.code, verdict.detail) == (right, code, detail)


@given(
    st.lists(st.one_of(st.integers(), st.text(max_size=5)), unique_by=plain.plain_text),
    st.randoms(),
)
def test_a_set_is_the_same_in_any_order_and_a_list_is_not(items, random):
    mixed = random.sample(items, len(items))
    assert compare("set", mixed, items, compare="exact", tolerance=0).right
    verdict = compare("list", mixed, items, compare="exact", tolerance=0)
    assert verdict.right is (mixed == items)
    assert verdict.code == ("" if mixed == items else "order")


EXPECTED = frame(
    ["iso3", "year", "share", "name"], ["CIV", 2020, 9.5, "Côte d'Ivoire"], ["GAB", 2020, 17.9, "Gabon"]
)


@pytest.mark.parametrize(
    ("value", "right", "code", "detail"),
    [
        (EXPECTED, True, "", {}),
        (
            frame(
                ["name", "share", "year", "iso3", "more"],
                ["gabon", 17.905, 2020.0, "GAB", 1],
                ["Cote d'Ivoire", 9.5, 2020, " CIV", 2],
            ),
            True,
            "",
            {},
        ),
        (frame(["iso3", "year", "share"], ["CIV", 2020, 9.5]), False, "columns", {"names": ["name"]}),
        (
            frame(["iso3", "year", "share", "name"], ["CIV", 2020, 9.5, "x"], ["GAB", 2010, 17.9, "Gabon"]),
            False,
            "rows",
            {
                "wrong": 1,
                "keys": ["CIV, 2020"],
                "foreign": 1,
                "foreign_keys": ["GAB, 2010"],
                "missing": 1,
            },
        ),
        (
            frame(["iso3", "year", "share", "name"], ["CIV", 2020, 1, "x"], ["CIV", 2020, 2, "x"]),
            False,
            "keys_twice",
            {},
        ),
        ({"__frame__": True, "columns": ["a"], "rows": [[1, 2]]}, False, "not_a_table", {}),
        ({"__frame__": True, "columns": 5, "rows": None}, False, "not_a_table", {}),
        ([[1]], False, "not_a_table", {}),
    ],
)
def test_a_table_is_compared_by_its_keys(value, right, code, detail):
    verdict = compare("table", value, EXPECTED, **TABLE)
    assert (verdict.right, verdict.code, verdict.detail) == (right, code, detail)
    assert "17.9" not in json.dumps(verdict.detail)


def test_a_table_of_one_key_and_one_column_may_be_a_series_a_dictionary_or_an_index_without_name():
    one = {"keys": ["iso3"], "columns": [{"name": "share", "compare": "absolute", "tolerance": 0.01}]}
    expected = frame(["iso3", "share"], ["CIV", 9.5], ["GAB", 17.9])
    for value in (
        series(["GAB", "CIV"], [17.9, 9.5]),
        {"CIV": 9.5, "GAB": 17.9},
        frame(["index", "share"], ["CIV", 9.5], ["GAB", 17.9]),
    ):
        assert compare("table", value, expected, **one).right
    two = {"keys": ["iso3", "year"], "columns": one["columns"]}
    wide = frame(["iso3", "year", "share"], ["CIV", 2020, 9.5])
    assert compare("table", series([["CIV", 2020]], [9.5]), wide, **two).right
    assert compare("table", series(["CIV"], [9.5]), wide, **two).code == "not_a_table"


@pytest.mark.parametrize(
    ("value", "right", "code"),
    [
        (frame(["b", "a"], [2, "x"], [4, "y"]), True, ""),
        (frame(["a", "b"], ["y", 4], ["x", 2]), False, "lines"),
        (frame(["a", "b", "c"], ["x", 2, 1], ["y", 4, 1]), False, "columns"),
        (frame(["a"], ["x"], ["y"]), False, "columns"),
        (frame(["a", "b"], ["x", 2]), False, "row_count"),
        (frame(["a", "b"], ["x", 2], ["y", "NaN"]), False, "lines"),
        (5, False, "not_a_table"),
    ],
)
def test_a_whole_frame_ignores_the_order_of_columns(value, right, code):
    verdict = compare("frame", value, frame(["a", "b"], ["x", 2], ["y", 4]), **FRAME)
    assert (verdict.right, verdict.code) == (right, code)


def test_a_whole_frame_in_any_order_of_rows_with_missing_figures():
    expected = frame(["a", "b"], ["x", 2], ["y", "NaN"])
    mixed = frame(["a", "b"], ["y", None], ["x", 2.001])
    assert compare("frame", mixed, expected, **FRAME | {"any_order": True}).right
    assert compare("frame", mixed, expected, **FRAME).detail == {"wrong": 2, "places": ["1", "2"]}


NONSENSE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["__frame__", "__series__", "columns", "rows", "index", "values", "x"]), inner
        )
    ),
    max_leaves=12,
)


@given(NONSENSE)
def test_nonsense_is_wrong_and_can_be_kept(value):
    right = {
        "number": 1e9,
        "text": "ZEBRA",
        "set": [1, "ZEBRA"],
        "list": [1, "ZEBRA"],
        "table": EXPECTED,
        "frame": EXPECTED,
    }
    for kind, expected in right.items():
        settings = {
            "compare": "absolute",
            "tolerance": 0.01,
            "any_order": True,
            **(TABLE if kind == "table" else {}),
        }
        answer = {
            "name": "v",
            "kind": kind,
            "points": 1,
            "expected": expected,
            "hidden": [],
            "mistakes": [{"value": expected, "tolerance": None, "feedback": "ZEBRA"}],
            **settings,
        }
        mark = mark_answer(answer, [Run({"v": value})], "en")
        assert mark["fraction"] == 0
        json.dumps(mark, allow_nan=False)
        words.sentence(mark.get("code", ""), mark.get("detail", {}), "v")


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("number", "9.5", 9.5),
        ("text", "Côte d'Ivoire\n\n Ivory Coast ", ["Côte d'Ivoire", "Ivory Coast"]),
        ("set", "CIV\n2020\n", ["CIV", 2020.0]),
        ("list", " 1.5 \nGAB", [1.5, "GAB"]),
        ("table", "iso3,share\nCIV,9.5\nGAB,\n", frame(["iso3", "share"], ["CIV", 9.5], ["GAB", None])),
        ("frame", 'a;b\n"x; y";2', frame(["a", "b"], ["x; y", 2.0])),
    ],
)
def test_what_an_author_types_is_read(kind, text, value):
    assert COMPARISONS[kind].parse(text) == value
    assert not COMPARISONS[kind].problem(text)
    assert str(COMPARISONS[kind].shape({"keys": ["iso3"], "columns": [{"name": "share"}]}))


def test_a_bound_holds_for_all_data_and_any_other_value_is_the_solutions():
    number = COMPARISONS["number"]
    assert number.elsewhere({"compare": "max", "typed": "2.5"}, 2.31) == 2.5
    assert number.elsewhere({"compare": "absolute", "typed": "2.5"}, 2.31) == 2.31


@pytest.mark.parametrize("text", ["", "a,b\n", "a,b\n1\n"])
def test_a_table_without_cells_is_told(text):
    assert COMPARISONS["table"].problem(text)


def test_a_number_that_cannot_be_read_is_told():
    for text in ("9,5", "about 5", "inf", "nan"):
        assert COMPARISONS["number"].problem(text)


def test_a_value_is_shown_as_the_reader_writes_numbers():
    shown = COMPARISONS["number"].shown({}, 1234.5678901234, "fr")
    assert shown == "1\u202f234,5679"
    assert COMPARISONS["list"].shown({}, [1.5, "x"], "en") == "1.5; x"
    assert COMPARISONS["table"].shown(TABLE, EXPECTED, "en") == "2 × 4"
    assert len(COMPARISONS["text"].shown({}, "x" * 5000, "en")) == 120
    assert math.isfinite(len(shown))
