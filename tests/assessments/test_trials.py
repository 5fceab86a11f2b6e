"""An exercise is tried before it is published: what passes, what is refused, and every way of publishing."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from assessments.actions.trials import KEPT, ask_for_trial, begin_trial, give_up_trial, record_trial
from assessments.marking.runs import Run, Tried
from assessments.marking.trial import Outcome, try_out
from assessments.models import Exercise, Trial
from assessments.spec.files import Materials
from tests.assessments.conftest import ANSWERS, HIDDEN, answer, hidden_set, ident, notebook, tried

VALUES = {"share": 918273.645, "label": ["ZEBRAMODEL"]}


# --- what comes of it ----------------------------------------------------------------------------------------------


def number(name="share", **own) -> dict:
    """An answer as a definition has it."""
    mistakes = [
        {"value": "", "formula": "", "formula_r": "", "tolerance": None, **mistake}
        for mistake in own.pop("mistakes", [])
    ]
    rule = {"compare": "absolute", "tolerance": 0.01}
    return {"name": name, "kind": "number", "points": 2, "typed": "", **rule, **own, "mistakes": mistakes}


def trial_of(
    answers, *solution, starter=(), formulas=None, errors=None, languages=("python",), hidden=1
) -> Outcome:
    """The outcome where the grader gives these values: for the solution on each data set, and for the starter."""
    definition = {
        "notebooks": {name: {"starter": "s", "solution": "t"} for name in languages},
        "data": [],
        "hidden": [{"t.csv": "a,b\n3,4\n"}] * hidden,
        "answers": answers,
    }
    notebooks = {
        name: {"starter": {"part": "starter"}, "solution": {"part": "solution"}} for name in languages
    }
    asked = []

    def run(notebook, sets, names, *, language, formulas=None):
        asked.append((notebook["part"], language, len(sets), dict(formulas or {})))
        left = solution if notebook["part"] == "solution" else (dict(starter),)
        stopped = errors or [None] * len(sets)
        runs = [Run(values, bool(error)) for values, error in zip(left, stopped, strict=False)]
        given = computed.get(language, {}) if formulas else {}
        return Tried(runs, stopped[: len(runs)], given)

    computed = formulas or {}
    outcome = try_out(definition, Materials(notebooks, {"t.csv": b"a,b\n1,2\n"}), run)
    trial_of.asked = asked
    json.dumps([outcome.values, outcome.report], allow_nan=False)
    return outcome


def test_a_solution_that_is_right_everywhere_passes_and_gives_the_values():
    found = trial_of([number(mistakes=[{"value": "0.095"}])], {"share": 9.5}, {"share": 4.0})
    assert found.passed
    assert found.values == {"expected": {"share": [9.5, 4.0]}, "mistakes": {"share": [0.095]}}
    assert found.report["typed"] == {"share": False}
    assert trial_of.asked == [("solution", "python", 2, {}), ("starter", "python", 1, {})]


def test_what_the_author_typed_is_checked_against_the_solution():
    assert trial_of([number(typed="9.505")], {"share": 9.5}, {"share": 4.0}).values["expected"]["share"] == [
        9.505,
        4.0,
    ]
    wrong = trial_of([number(typed="9.6")], {"share": 9.5}, {"share": 4.0})
    assert not wrong.passed
    row = wrong.report["languages"]["python"]["solution"]["answers"][0]
    assert (row["visible"], row["hidden"], row["points"]) == (False, [True], 0)


def test_a_solution_that_ends_with_an_error_does_not_pass():
    error = {"code": "cell", "cell": 2, "text": "KeyError: 'CIV'"}
    found = trial_of([number()], {"share": 9.5}, {"share": 4.0}, errors=[None, error])
    assert not found.passed
    assert found.report["languages"]["python"]["solution"]["errors"] == [None, error]
    assert not trial_of([number()], {"share": 9.5}, {}).passed
    assert not trial_of([number()], {"share": 9.5}).passed
    assert not trial_of([number()], {}).passed


def test_a_starter_must_not_even_look_right():
    assert trial_of([number()], {"share": 9.5}, {"share": 4.0}, starter={"share": 8}).passed
    found = trial_of([number()], {"share": 9.5}, {"share": 4.0}, starter={"share": 9.5})
    assert not found.passed
    assert found.report["languages"]["python"]["starter"] == {
        "points": 2,
        "of": 2,
        "right": ["share"],
        "ok": False,
    }


def test_hidden_data_that_give_the_same_are_told_and_do_no_harm():
    found = trial_of([number()], {"share": 9.5}, {"share": 9.5})
    assert found.passed
    assert found.report["typed"] == {"share": True}


@pytest.mark.parametrize(
    ("mistakes", "formulas", "problems"),
    [
        ([{"value": "0.095"}], {}, [""]),
        ([{"formula": "share / 100"}], {"share/0": 0.095}, [""]),
        ([{"formula": "shares / 100"}], {"share/0": None}, ["no_value"]),
        ([{"formula": "share"}], {"share/0": 9.5}, ["right"]),
        ([{"value": "9.508"}], {}, ["right"]),
        ([{"value": "7"}, {"value": "7.005"}], {}, ["", "other"]),
        ([{"value": "7", "tolerance": 0.001}, {"value": "7.005"}], {}, ["", ""]),
        ([{"value": "7", "tolerance": 5}, {"value": "11"}], {}, ["", "other"]),
    ],
)
def test_each_known_mistake_must_meet_its_own_feedback(mistakes, formulas, problems):
    found = trial_of(
        [number(mistakes=mistakes)], {"share": 9.5}, {"share": 4.0}, formulas={"python": formulas}
    )
    rows = found.report["languages"]["python"]["mistakes"]
    assert [row["problem"] for row in rows] == problems
    assert found.passed is (set(problems) == {""})


def test_mistakes_of_other_kinds_are_texts():
    text = {
        "name": "top",
        "kind": "text",
        "points": 1,
        "typed": "",
        "mistakes": [{"value": "Gabon", "formula": "", "formula_r": "", "tolerance": None}],
    }
    some = {
        "name": "few",
        "kind": "set",
        "points": 1,
        "typed": "CIV\nGAB",
        "compare": "exact",
        "tolerance": 0,
        "mistakes": [
            {"value": "CIV\nGHA", "formula": "", "formula_r": "", "tolerance": None},
            {"value": "", "formula": "few[:1]", "formula_r": "", "tolerance": None},
        ],
    }
    found = trial_of(
        [text, some],
        {"top": "Ghana", "few": ["GAB", "CIV"]},
        {"top": "Kenya", "few": ["KEN"]},
        formulas={"python": {"few/1": ["GAB"]}},
    )
    assert found.passed
    assert found.values["mistakes"] == {"top": [["Gabon"]], "few": [["CIV", "GHA"], ["GAB"]]}


def test_both_languages_must_pass_and_the_first_gives_the_values():
    answers = [
        number(mistakes=[{"formula": "share / 100", "formula_r": "share / 100"}, {"formula": "1 + share"}])
    ]
    given = {"python": {"share/0": 0.095, "share/1": 10.5}, "r": {"share/0": 0.0951}}
    found = trial_of(answers, {"share": 9.5}, {"share": 4}, formulas=given, languages=("python", "r"))
    assert found.passed
    assert found.values["mistakes"]["share"] == [0.095, 10.5]
    assert [len(found.report["languages"][name]["mistakes"]) for name in ("python", "r")] == [2, 1]
    assert trial_of.asked[1] == ("solution", "r", 2, {"share/0": "share / 100"})
    given["r"]["share/0"] = 3
    assert not trial_of(
        answers, {"share": 9.5}, {"share": 4}, formulas=given, languages=("python", "r")
    ).passed


# --- asked for, kept, given up --------------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


def as_draft(exercise: Exercise, **changed) -> Exercise:
    """A draft of a published exercise, with something changed."""
    for name, value in changed.items():
        setattr(exercise, name, value)
    exercise.save_revision()
    return Exercise.objects.get(pk=exercise.pk).get_latest_revision_as_object()


CHANGED = {"answers": json.dumps([answer("share", "1"), ANSWERS[1]])}


def test_a_trial_is_asked_for_once_and_its_job_is_written_with_it(write_exercise, bruno):
    exercise = write_exercise("T06", ANSWERS, publish=False)
    first, second = ask_for_trial(exercise, bruno), ask_for_trial(exercise)
    assert first == second
    assert (first.state, first.asked_by) == ("queued", bruno)
    job = DBTaskResult.objects.get(task_path="assessments.jobs.try_exercise")
    assert (job.queue_name, job.args_kwargs["args"]) == ("grading", [first.pk])
    begin_trial(first.pk)
    record_trial(first, Outcome({}, {"passed": False}), runtime="test", seconds=1)
    first.refresh_from_db()
    assert (first.state, begin_trial(first.pk)) == ("refused", None)
    assert ask_for_trial(exercise) != first
    assert not exercise.is_tried


def test_a_trial_that_is_given_up_can_be_asked_for_again_and_old_ones_are_forgotten(write_exercise):
    exercise = write_exercise("T06", ANSWERS, publish=False)
    for _time in range(KEPT + 5):
        give_up_trial(ask_for_trial(exercise).pk, "given_up")
    assert Trial.objects.count() == KEPT
    passed = tried(exercise, VALUES)
    for _time in range(KEPT + 5):
        give_up_trial(ask_for_trial(exercise).pk, "given_up")
    assert Trial.objects.passed(passed.content).get() == passed
    assert exercise.is_tried


# --- what is published was tried ------------------------------------------------------------------------------------


def test_nothing_is_published_untried(write_exercise):
    draft = write_exercise("T06", ANSWERS, publish=False)
    with pytest.raises(ValidationError):
        draft.save_revision().publish()
    draft.refresh_from_db()
    assert not draft.live
    tried(draft, VALUES)
    draft.save_revision().publish()
    draft.refresh_from_db()
    assert draft.live


@pytest.mark.parametrize(
    "changed",
    [
        CHANGED,
        {"answers": json.dumps([answer("share", "918273.645", points=2), ANSWERS[1]])},
        {"answers": json.dumps(ANSWERS[:1])},
        {"hidden": json.dumps([hidden_set(HIDDEN.replace("3", "4"))])},
        {"hidden": "[]"},
        {"data": "[]", "hidden": "[]"},
        {"solution": ContentFile(json.dumps(notebook("share = 1")).encode(), "s.ipynb")},
        {"starter": ContentFile(json.dumps(notebook("share = 1")).encode(), "s.ipynb")},
    ],
)
def test_whatever_marking_depends_on_asks_for_a_new_trial(hidden_exercise, changed):
    draft = as_draft(hidden_exercise, **changed)
    assert not draft.is_tried
    with pytest.raises(ValidationError):
        draft.latest_revision.publish()


@pytest.mark.parametrize(
    "changed", [{"title": "Parts"}, {"task": "<p>x</p>"}, {"minutes": 5}, {"tries": 2}, {"is_reviewed": True}]
)
def test_texts_and_settings_need_no_new_trial(hidden_exercise, changed):
    as_draft(hidden_exercise, **changed).latest_revision.publish()
    hidden_exercise.refresh_from_db()
    assert all(getattr(hidden_exercise, name) == value for name, value in changed.items())


def test_a_data_file_that_was_exchanged_asks_for_a_new_trial(hidden_exercise):
    document = hidden_exercise.data[0].value["document"]
    document.file.save("t.csv", ContentFile(b"a,b\n5,6\n"))
    document.save()
    assert not Exercise.objects.get(pk=hidden_exercise.pk).is_tried


def test_a_translation_shares_the_trial_and_one_with_its_own_starter_does_not(hidden_exercise):
    from wagtail.models import Locale

    french = hidden_exercise.copy_for_translation(Locale.objects.get_or_create(language_code="fr")[0])
    texts = json.loads(json.dumps(ANSWERS))
    texts[0]["value"] |= {"label": "Part", "hints": [{"type": "item", "id": ident("x"), "value": "Divisez."}]}
    texts[0]["value"]["mistakes"][0]["value"]["feedback"] = "L'autre année."
    french.title, french.answers = "Parts", json.dumps(texts)
    french.save()
    french.save_revision().publish()
    assert french.trial == hidden_exercise.trial
    share = french.spec()["answers"][0]
    assert (share["label"], share["hidden"], share["mistakes"][0]["feedback"]) == (
        "Part",
        [564738.25],
        "L'autre année.",
    )
    french.starter = ContentFile(json.dumps(notebook("part = 1")).encode(), "fr.ipynb")
    with pytest.raises(ValidationError):
        french.save()


def test_an_exercise_of_earlier_years_stays_published_and_is_not_published_anew(exercise):
    Trial.objects.all().delete()
    old = Exercise.objects.get(pk=exercise.pk)
    assert old.live
    old.save_revision()  # a draft
    with pytest.raises(ValidationError):
        old.latest_revision.publish()
    old.unpublish()
    assert not Exercise.objects.get(pk=exercise.pk).live


def test_a_translation_made_on_the_editors_side_shares_the_trial(hidden_exercise):
    from wagtail.models import Locale
    from wagtail_localize.models import Translation, TranslationSource

    french, _made = Locale.objects.get_or_create(language_code="fr")
    source, _made = TranslationSource.get_or_create_from_instance(hidden_exercise)
    # Values, formulas and hidden data are the same in every language: nothing of them is sent to translators.
    asked = {segment.string.data for segment in source.stringsegment_set.all()}
    assert {"ZEBRAHINT one", "ZEBRAFEEDBACK: last year", "Share", "Two numbers"} <= asked
    assert not [text for text in asked if "918273" in text or "ZEBRAHIDDEN" in text or "ZEBRAMODEL" in text]
    translation = Translation.objects.create(source=source, target_locale=french)
    with transaction.atomic():
        made, _created = translation.source.create_or_update_translation(french, publish=True, fallback=True)
    assert made.trial == hidden_exercise.trial
    assert made.definition() == hidden_exercise.definition()
    # Without a trial of it nothing goes out.
    Trial.objects.all().delete()
    with pytest.raises(ValidationError):
        source.create_or_update_translation(french, publish=True, fallback=True)
