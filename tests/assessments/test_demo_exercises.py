"""The demonstration's exercises and the text format of quizzes."""

import json
import shutil

import pytest
import yaml
from wagtail.documents import get_document_model

from assessments.models import Exercise, Trial
from assessments.spec.exercise import language_of
from demonstration import CONTENT, exercises
from demonstration.exercise_format import as_notebook, folders
from demonstration.exercise_table import FILE, table
from demonstration.exercise_trials import KeptTrial, NotTriedYet
from demonstration.quiz import quiz_value

pytestmark = pytest.mark.django_db


@pytest.fixture
def locales(site_tree, settings, tmp_path):
    from wagtail.models import Locale

    settings.MEDIA_ROOT = tmp_path
    return {locale.language_code: locale for locale in Locale.objects.all()}


def test_exercises_load_in_every_language_they_have(locales):
    exercises.load(CONTENT, locales)
    first = Exercise.objects.filter(code="E01")
    assert sorted(first.values_list("locale__language_code", flat=True)) == ["ar", "en", "fr"]
    assert first.values("translation_key").distinct().count() == 1
    french = first.get(locale=locales["fr"])
    assert french.live
    assert french.is_demonstration
    spec = french.spec()
    assert [answer["name"] for answer in spec["answers"]] == [
        "share_civ",
        "female_tcd",
        "growth_uga",
        "pooled_share",
    ]
    assert spec["answers"][0]["label"] == "Part des migrants, Côte d'Ivoire, 2020"
    assert spec["answers"][0]["expected"] == 9.545951
    assert spec["answers"][0]["mistakes"][0]["feedback"].startswith("Vérifiez l'unité")
    # The formula was computed by the grader, once, and is kept as a value.
    assert abs(spec["answers"][0]["mistakes"][0]["value"] - 0.09545951) < 1e-8
    assert spec["answers"][0]["hints"][0] == "Quelles sont les deux colonnes de l'année 2020 ?"
    assert spec["data"][0]["name"] == "e01_stock.csv"
    assert [list(files) for files in spec["hidden"]] == [["e01_stock.csv"]]
    assert len(spec["answers"][0]["hidden"]) == 1
    assert spec["trial"]
    assert "<strong>Côte d'Ivoire</strong>" in spec["task"]
    assert french.starter_notebook()["nbformat"] == 4


def test_what_was_changed_since_it_was_tried_is_not_loaded(locales, tmp_path):
    content = tmp_path / "content"
    shutil.copytree(CONTENT / "exercises" / "e02", content / "exercises" / "e02")
    exercises.load(content, locales)
    solution = content / "exercises" / "e02" / "solution.py"
    solution.write_text(solution.read_text() + "foreign_born = 7\n")
    with pytest.raises(NotTriedYet):
        exercises.load(content, locales)
    (content / "exercises" / "e02" / "trial.json").unlink()
    with pytest.raises(NotTriedYet):
        exercises.load(content, locales)


def test_a_translated_text_needs_no_new_trial_and_a_forged_file_is_of_no_use(locales, tmp_path):
    content = tmp_path / "content"
    shutil.copytree(CONTENT / "exercises" / "e02", content / "exercises" / "e02")
    described = content / "exercises" / "e02" / "exercise.yaml"
    described.write_text(described.read_text().replace("title: Who is a migrant?", "title: Who migrates?"))
    exercises.load(content, locales)
    assert Exercise.objects.get(code="E02", locale=locales["en"]).title.startswith("Who migrates?")
    assert Trial.objects.count() == len({e.trial.content for e in Exercise.objects.all()})


def test_the_definition_of_the_folder_is_that_of_the_loaded_exercise(locales):
    exercises.load(CONTENT, locales)
    for folder in folders(CONTENT):
        for language in folder.languages:
            exercise = Exercise.objects.get(code=folder.code, locale=locales[language])
            assert exercise.definition() == folder.definition(language)


def test_the_table_of_exercises_is_current(settings):
    kept = [(folder, KeptTrial.read(folder)) for folder in folders(CONTENT)]
    assert (settings.BASE_DIR / FILE).read_text(encoding="utf-8") == table(kept)


def test_every_exercise_has_a_hidden_data_set_and_a_typed_in_number_rarely_passes():
    for folder in folders(CONTENT):
        assert folder.hidden_blocks()
        typed = KeptTrial.read(folder).outcome.report["typed"]
        # A pattern that hides enough cells, and an error that is small enough, are right whatever the data.
        rarely = {"E15": ["mape"], "E16": ["hidden_cells"]}
        assert [name for name, passes in typed.items() if passes] == rarely.get(folder.code, [])


def test_exercises_in_r_are_loaded_and_were_tried_with_their_own_mistakes(locales):
    exercises.load(CONTENT, locales)
    in_r = {"E01", "E04", "E05", "E06", "E07", "E08", "E09", "E11", "E14", "E17"}
    for folder in folders(CONTENT):
        spec = Exercise.objects.get(code=folder.code, locale=locales["en"]).spec()
        report = KeptTrial.read(folder).outcome.report["languages"]
        assert ("r" in spec["notebooks"], "r" in report) == (folder.code in in_r, folder.code in in_r)
        if folder.code in in_r:
            formulas = sum(
                "formula" in m for a in folder.described["answers"] for m in a.get("mistakes") or []
            )
            assert report["r"]["solution"]["points"] == report["python"]["solution"]["points"] > 0
            assert report["r"]["starter"]["points"] == 0
            assert len([row for row in report["r"]["mistakes"] if row["ok"]]) == formulas > 0


def test_a_script_becomes_a_notebook():
    script = "# %% [markdown]\n# # A title\n#\n# Words.\n# %%\nx = 1\n\n# %%\n\n# %%\ny = ...\n"
    notebook = json.loads(as_notebook(script, "python"))
    assert [("".join(cell["source"]), cell["cell_type"]) for cell in notebook["cells"]] == [
        ("# A title\n\nWords.", "markdown"),
        ("x = 1", "code"),
        ("y = ...", "code"),
    ]
    in_r = json.loads(as_notebook("x <- 1", "r"))
    assert language_of(in_r, {"notebooks": {"python": {}, "r": {}}}) == "r"


def test_a_second_load_changes_nothing(locales):
    exercises.load(CONTENT, locales)
    before = list(Exercise.objects.order_by("pk").values("pk", "latest_revision_id", "starter"))
    exercises.load(CONTENT, locales)
    assert list(Exercise.objects.order_by("pk").values("pk", "latest_revision_id", "starter")) == before


def test_removing_leaves_nothing(locales, tmp_path, django_capture_on_commit_callbacks):
    exercises.load(CONTENT, locales)
    with django_capture_on_commit_callbacks(execute=True):
        exercises.remove()
    assert not Exercise.objects.exists()
    assert not Trial.objects.exists()
    assert not get_document_model().objects.exists()
    # The documents' files are deleted by a job of Wagtail's own.
    assert not [path for path in (tmp_path / "exercises").rglob("*") if path.is_file()]
    exercises.remove()


def test_every_quiz_of_the_lessons_becomes_a_quiz_that_can_be_published():
    from assessments.blocks import QuizBlock
    from assessments.blocks.activities import quiz_spec

    block, seen = QuizBlock(), set()
    for file in sorted((CONTENT / "courses").glob("*/*/*.yaml")):
        for part in yaml.safe_load(file.read_text(encoding="utf-8")).get("body") or []:
            if part["type"] == "quiz":
                value = block.to_python(quiz_value(part["questions"], title=part.get("title", "")))
                spec = quiz_spec(block.clean(value))
                assert len(spec["questions"]) == len(part["questions"])
                seen |= {question["kind"] for question in spec["questions"]}
    assert "numeric" in seen


def test_ids_are_the_same_in_every_language():
    english = quiz_value([{"id": "X1", "kind": "ordering", "stem": "Order", "items": ["one", "two"]}])
    french = quiz_value([{"id": "X1", "kind": "ordering", "stem": "Ordre", "items": ["un", "deux"]}])
    assert english["questions"][0]["id"] == french["questions"][0]["id"]
    assert [item["id"] for item in english["questions"][0]["value"]["items"]] == [
        item["id"] for item in french["questions"][0]["value"]["items"]
    ]
