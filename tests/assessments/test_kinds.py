"""Every kind of question: right, wrong, known mistake, partly right, nonsense, very long, right to left."""

import pytest

from assessments.forms.quiz import QuizForm
from assessments.kinds.questions import KINDS, Asked, kind_of
from assessments.kinds.questions.numeric import readings, within
from tests.assessments.conftest import SECRETS, one, quiz

NONSENSE = [
    "",
    "x" * 5000,
    "\u0000",
    "<script>alert(1)</script>",
    "٣٫٥ أ",
    "1e999",
    "NaN",
    "٪",
    "-",
    "1,2,3.4.5",
    "🙂" * 50,
]


def asked(kind: str, seed: str = "7") -> tuple[dict, Asked]:
    question = one(kind)
    return question, Asked(question, seed, "en")


def option(question: dict, text: str) -> str:
    return next(o["id"] for o in question["options"] if o["text"] == text)


def filled(question: dict, values: dict, seed: str = "7") -> QuizForm:
    return QuizForm(values, questions=[question], seed=seed, language="en")


def mark(kind: str, answer, language: str = "en"):
    question = one(kind)
    return kind_of(question).mark(question, answer, language)


def test_there_are_eight_kinds():
    assert list(KINDS) == [
        "single_choice",
        "multiple_choice",
        "true_false",
        "numeric",
        "matching",
        "ordering",
        "short_text",
        "fill_table",
    ]


def test_single_choice_gives_the_feedback_of_the_chosen_option():
    question = one("single_choice")
    right = mark("single_choice", [option(question, "Person")])
    wrong = mark("single_choice", [option(question, "Permit")])
    silent = mark("single_choice", [option(question, "Household")])
    assert (right.fraction, right.feedback) == (1, ("Yes. ZEBRAFEEDBACK",))
    assert (wrong.fraction, wrong.feedback) == (0, ("A permit is a record. ZEBRAFEEDBACK",))
    assert (silent.fraction, silent.feedback) == (0, ())


def test_multiple_choice_counts_right_ticks_and_takes_back_wrong_ones():
    question = one("multiple_choice")
    birth, citizenship, religion = (option(question, text) for text in ("Birth", "Citizenship", "Religion"))
    assert mark("multiple_choice", [birth, citizenship]).fraction == 1
    assert mark("multiple_choice", [birth]).fraction == 0.5
    assert mark("multiple_choice", [birth, religion]).fraction == 0
    assert mark("multiple_choice", [birth, citizenship, religion]).fraction == 0.5
    assert mark("multiple_choice", [birth]).feedback == ()
    assert mark("multiple_choice", [religion]).feedback == ("Not this. ZEBRAFEEDBACK",)


def test_true_false():
    assert mark("true_false", False).fraction == 1
    assert mark("true_false", True).fraction == 0
    assert mark("true_false", None).fraction == 0
    assert mark("true_false", 0).fraction == 0


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("918273.645", "en"),
        ("918,273.645", "en"),
        ("918 273,645", "fr"),
        ("918 273,645", "fr"),
        ("918\u202f273,645", "fr"),
        ("918.273,645", "es"),
        ("918.273,645", "pt"),
        ("٩١٨٬٢٧٣٫٦٤٥", "ar"),
        ("٩١٨٢٧٣٫٦٤٥", "ar"),
        ("918273,645", "en"),
        (" 918273.65 ", "en"),
    ],
)
def test_numeric_reads_numbers_as_people_write_them(text, language):
    assert mark("numeric", text, language).fraction == 1


def test_numeric_tolerance_first_then_known_mistakes():
    assert mark("numeric", "918273.66").fraction == 0
    assert mark("numeric", "918273.66").feedback == ()
    assert mark("numeric", "564737.5").feedback == ("ZEBRAFEEDBACK the other year",)


def test_the_border_of_the_tolerance_counts():
    assert within(1.50, 1.49, 0.01)
    assert within(1.48, 1.49, 0.01)
    assert not within(1.5001, 1.49, 0.01)
    assert within(3, 3, 0)
    assert not within(3.0000001, 3, 0)


def test_a_mark_that_means_two_things_is_read_both_ways():
    assert readings("1,234", "en") == [1234.0, 1.234]
    assert readings("1.234", "es") == [1234.0, 1.234]
    assert readings("1,49", "en") == [1.49]


def test_matching_counts_each_pair():
    question = one("matching")
    census, permits = question["pairs"]
    kind = kind_of(question)
    assert kind.mark(question, {census["id"]: census["id"], permits["id"]: permits["id"]}, "en").fraction == 1
    assert (
        kind.mark(question, {census["id"]: census["id"], permits["id"]: census["id"]}, "en").fraction == 0.5
    )
    nothing = question["distractors"][0]["id"]
    assert kind.mark(question, {census["id"]: nothing, permits["id"]: nothing}, "en").fraction == 0


def test_matching_to_the_same_text_is_right_whichever_was_chosen():
    question = one("matching")
    question["pairs"][1]["right"] = question["pairs"][0]["right"]
    first, second = question["pairs"]
    answer = {first["id"]: first["id"], second["id"]: first["id"]}
    assert kind_of(question).mark(question, answer, "en").fraction == 1


def test_ordering_counts_each_place():
    question = one("ordering")
    first, second, third = (item["id"] for item in question["items"])
    assert mark("ordering", [first, second, third]).fraction == 1
    assert mark("ordering", [first, third, second]).fraction == pytest.approx(1 / 3)
    assert mark("ordering", [third, first, second]).fraction == 0


def test_ordering_refuses_two_things_in_one_place():
    question, ask = asked("ordering")
    values = {f"{ask.name}-{ask.token(item['id'])}": "1" for item in question["items"]}
    form = filled(question, values)
    assert not form.is_valid()
    assert "Two steps stand in place 1" in str(form.errors)


@pytest.mark.parametrize(
    "text", ["Another EDITION, I think", "edition", "une édition révisée", "zebraaccept"]
)
def test_short_text_folds_case_and_accents(text):
    assert mark("short_text", text).fraction == 1


def test_short_text_right_to_left():
    question = one("short_text") | {"accept": ["الطبعة"]}
    kind = kind_of(question)
    assert kind.mark(question, "لأنّ الطَّبعه مختلفة", "ar").fraction == 1
    assert kind.mark(question, "لا أعرف", "ar").fraction == 0


def test_short_text_without_words_is_not_marked():
    question = one("short_text") | {"accept": []}
    assert kind_of(question).mark(question, "anything", "en").fraction is None
    assert not kind_of(question).is_marked(question)


def test_fill_table_counts_each_cell_that_is_asked():
    assert mark("fill_table", {"0.0": "918 273,6", "1.1": "٥٦٤٧٣٨"}, "ar").fraction == 1
    assert mark("fill_table", {"0.0": "918273.645", "1.1": "5"}).fraction == 0.5
    assert mark("fill_table", {"0.1": "5"}).fraction == 0


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize(
    "answer", [*NONSENSE, None, [], {}, ["x"], {"x": "y"}, 3, [None], [["a"]], {"0.0": None}]
)
def test_nonsense_that_was_kept_is_wrong_and_never_an_error(kind, answer):
    question = one(kind)
    found = kind_of(question).mark(question, answer, "ar")
    assert found.fraction == 0
    assert isinstance(kind_of(question).shown(question, answer, "ar"), str)
    assert isinstance(kind_of(question).normalise(question, answer), str)


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("text", NONSENSE)
def test_nonsense_in_every_field_is_an_error_of_the_field_or_a_wrong_answer(kind, text):
    question, ask = asked(kind)
    names = [part.name for part in kind_of(question).fields(ask)]
    form = filled(question, dict.fromkeys(names, text))
    if form.is_valid():
        assert kind_of(question).mark(question, form.answers[question["id"]], "en").fraction == 0
    else:
        assert form.errors


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_form_gives_nothing_away(kind):
    question, _ask = asked(kind)
    html = str(QuizForm(questions=[question], seed="7", language="en"))
    for secret in SECRETS:
        assert secret not in html
    for thing in question.get("options", []) + question.get("pairs", []) + question.get("items", []):
        assert thing["id"] not in html


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_right_answer_through_the_form_is_right(kind):
    question, ask = asked(kind)
    kind_ = kind_of(question)
    form = filled(question, right_values(question, ask))
    assert form.is_valid(), form.errors
    answer = form.answers[question["id"]]
    assert kind_.mark(question, answer, "en").fraction == 1
    assert kind_.explain(question, "en")
    # What was answered is shown again in the next form.
    shown = kind_.fields(ask, answer)
    assert {part.name: part.initial for part in shown} == dict(right_values(question, ask).items())


def right_values(question: dict, ask: Asked) -> dict:
    """The form's values that answer a test question rightly."""
    name = ask.name
    match question["kind"]:
        case "single_choice":
            return {name: ask.token(option(question, "Person"))}
        case "multiple_choice":
            return {name: [ask.token(option(question, text)) for text in ("Birth", "Citizenship")]}
        case "true_false":
            return {name: "false"}
        case "numeric":
            return {name: "918273.645"}
        case "matching":
            return {f"{name}-{place}": ask.token(pair["id"]) for place, pair in enumerate(question["pairs"])}
        case "ordering":
            return {
                f"{name}-{ask.token(item['id'])}": str(place)
                for place, item in enumerate(question["items"], start=1)
            }
        case "short_text":
            return {name: "It is zebraaccept."}
        case _:
            return {f"{name}-0-0": "918273.645", f"{name}-1-1": "564738"}


def test_the_order_is_the_readers_own_and_stable():
    question = one("ordering")
    question["items"] = [{"id": str(n), "text": str(n)} for n in range(8)]
    orders = {
        seed: tuple(part.field.label for part in kind_of(question).fields(Asked(question, seed, "en")))
        for seed in "abcdef"
    }
    again = tuple(part.field.label for part in kind_of(question).fields(Asked(question, "a", "fr")))
    assert orders["a"] == again
    assert len(set(orders.values())) == 6


def test_an_option_is_called_otherwise_for_each_reader():
    question = one("single_choice")
    chosen = question["options"][0]["id"]
    assert Asked(question, "1", "en").token(chosen) != Asked(question, "2", "en").token(chosen)


def test_the_block_of_the_cms_refuses_a_question_without_a_right_option():
    from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

    for correct in ([], [0, 1]):
        options = [{"text": "a", "correct": 0 in correct}, {"text": "b", "correct": 1 in correct}]
        with pytest.raises((StructBlockValidationError, StreamBlockValidationError)):
            quiz([{"id": "B", "kind": "single_choice", "stem": "?", "options": options}])


def test_a_table_needs_as_many_cells_as_columns():
    from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

    with pytest.raises((StructBlockValidationError, StreamBlockValidationError)):
        quiz(
            [
                {
                    "id": "B",
                    "kind": "fill_table",
                    "stem": "?",
                    "columns": ["a", "b"],
                    "rows": ["r"],
                    "cells": [[{"answer": 1}]],
                }
            ]
        )
