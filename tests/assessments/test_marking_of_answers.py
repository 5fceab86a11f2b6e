"""How the named answers of a notebook are marked: on every data set, with known mistakes and released hints."""

import json

import pytest

from assessments.kinds.answers import words
from assessments.marking.notebook import mark_answer, with_hints
from assessments.marking.runs import Run

SHARE = {
    "name": "share",
    "kind": "number",
    "compare": "absolute",
    "tolerance": 0.01,
    "points": 3,
    "expected": 9.5,
    "hidden": [4.25, 7.0],
    "hints": ["one", "two", "three"],
    "mistakes": [
        {"value": 0.095, "tolerance": 0.001, "feedback": "per cent"},
        {"value": 4.25, "tolerance": None, "feedback": "other year"},
    ],
}


def marked(*values, stopped=()) -> dict:
    runs = [Run({} if v is None else {"share": v}, place in stopped) for place, v in enumerate(values)]
    return mark_answer(SHARE, runs, "en")


def test_points_are_given_for_what_is_right_on_every_data_set():
    assert marked(9.5, 4.25, 7.0) == {"fraction": 1, "points": 3, "feedback": [], "shown": "9.5"}


@pytest.mark.parametrize(
    ("values", "stopped", "code"),
    [
        ((9.5, 9.5, 9.5), (), "typed_in"),
        ((9.5, 4.25, 9.5), (), "typed_in"),
        ((9.5, None, 7.0), (), "typed_in"),
        ((9.5, "<ellipsis>", 7.0), (), "typed_in"),
        ((9.5, None, 7.0), (1,), "stopped"),
        ((9.5, 4.25), (), "stopped"),
        ((9.5,), (), "stopped"),
    ],
)
def test_a_value_that_does_not_follow_the_data_gets_no_points(values, stopped, code):
    mark = marked(*values, stopped=stopped)
    assert (mark["fraction"], mark["points"], mark["code"], mark["shown"]) == (0, 0, code, "9.5")
    assert "4.25" not in json.dumps(mark)
    assert "other data" in words.sentence(code, {}, "share")


def test_a_known_mistake_is_met_on_the_visible_data_alone():
    assert marked(0.0953, 4.25, 7.0)["feedback"] == ["per cent"]
    assert marked(4.251, 4.25, 7.0)["mistake"] == 1
    assert marked(5, 4.25, 7.0).get("mistake") is None


def test_hints_are_released_one_with_each_wrong_notebook():
    wrong, right, nothing = {"fraction": 0}, {"fraction": 1}, {"fraction": 0, "code": "empty"}
    assert with_hints(SHARE, wrong, [])["hints"] == ["one"]
    assert with_hints(SHARE, wrong, [wrong, right, nothing])["hints"] == ["one", "two"]
    assert with_hints(SHARE, wrong, [wrong] * 9)["hints"] == ["one", "two", "three"]
    assert "hints" not in with_hints(SHARE, right, [wrong])
    assert "hints" not in with_hints(SHARE, nothing, [wrong])


def test_answers_of_older_versions_are_marked_as_they_were():
    from assessments.spec.exercise import upgraded

    old = {
        "starter": {"file": "x", "sha256": ""},
        "programming_language": "r",
        "answers": [
            {
                "name": "v",
                "kind": "exact",
                "expected": 12.0,
                "tolerance": 0.01,
                "points": 1,
                "hint": "Look.",
                "mistakes": [],
            }
        ],
    }
    spec = upgraded(old)
    assert spec["notebooks"] == {"r": {"starter": {"file": "x", "sha256": ""}}}
    assert mark_answer(spec["answers"][0], [Run({"v": 12})], "en")["fraction"] == 1
    mark = mark_answer(spec["answers"][0], [Run({"v": 12.005})], "en")
    assert with_hints(spec["answers"][0], mark, [])["hints"] == ["Look."]
    assert upgraded(spec) is spec
