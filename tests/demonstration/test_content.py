"""The demonstration course, read as text: what a lesson must hold before anybody loads it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from foundation.facts.files import TABLES, rows

CONTENT = Path(__file__).resolve().parents[2] / "demonstration" / "content"
COURSES = CONTENT / "courses"
LESSONS = sorted(COURSES.glob("*/*/*.yaml"))
TRANSLATIONS = [path for path in LESSONS if path.parent.name != "en"]
LANGUAGES = ("en", "fr", "pt", "es", "ar")

REQUIRED = {
    "heading": {"text"},
    "text": {"text"},
    "note": {"text"},
    "table": {"title", "columns", "rows", "source"},
    "chart": {"kind", "title", "units", "alt", "columns", "rows", "source"},
    "figure": {"drawing", "title", "alt", "source"},
    "equation": {"mathml", "spoken"},
    "callout": {"tone", "title", "text"},
    "worked_example": {"title", "steps", "result"},
    "glossary": {"terms"},
    "try_it": {"question", "answer"},
    "download": {"title", "file"},
    "media": {"title"},
    "quiz": {"title", "questions"},
    "notebook": {"exercise"},
}
OPTIONAL = {
    "table": {"units", "total", "note", "edition", "accessed", "licence", "blank_meaning"},
    "chart": {"note", "edition", "accessed", "licence", "blank_meaning", "total"},
    "figure": {"note", "licence"},
}
ANSWERS = {
    "single_choice": {"options"},
    "multiple_choice": {"options"},
    "true_false": {"answer"},
    "numeric": {"answer", "tolerance"},
    "matching": {"pairs"},
    "ordering": {"items"},
    "short_text": {"accept", "model_answer"},
    "fill_table": {"columns", "rows", "cells"},
}
# French needs about a quarter more words than English for the same thought, Arabic fewer.
WORDS = {"en": (400, 900), "fr": (400, 1150), "ar": (300, 900)}


def load(path: Path) -> dict:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return "-".join(path.relative_to(COURSES).with_suffix("").parts)


def questions(lesson: dict) -> list[dict]:
    return [q for block in lesson["body"] if block["type"] == "quiz" for q in block["questions"]]


def prose(lesson: dict) -> str:
    """What the reader reads from beginning to end; tables, examples and quizzes are not counted."""
    parts = [lesson["lead"]]
    for block in lesson["body"]:
        if block["type"] in ("text", "note", "callout"):
            parts.append(block["text"])
    return "\n".join(parts)


def outline(lesson: dict) -> list[tuple]:
    """The shape of a lesson, without its words: equal in every language."""
    shape: list[tuple] = []
    for block in lesson["body"]:
        kind = block["type"]
        if kind == "quiz":
            shape.append(
                (kind, [(q["id"], q["kind"], len(q.get("options", ()))) for q in block["questions"]])
            )
        elif kind in ("table", "chart"):
            shape.append((kind, len(block["columns"]), len(block["rows"])))
        elif kind == "worked_example":
            shape.append((kind, len(block["steps"])))
        else:
            shape.append((kind, block.get("drawing"), block.get("exercise"), tuple(block.get("terms", ()))))
    return shape


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_every_block_has_its_fields(path):
    lesson = load(path)
    assert {"code", "slug", "title", "minutes", "lead", "goals", "body"} == set(lesson)
    assert lesson["code"] == path.stem, "the code is quoted, and is the name of the file"
    assert 2 <= len(lesson["goals"]) <= 4
    for block in lesson["body"]:
        missing = REQUIRED[block["type"]] - set(block)
        assert not missing, f"{block['type']} lacks {missing}"
        if block["type"] in OPTIONAL:
            assert not set(block) - REQUIRED[block["type"]] - OPTIONAL[block["type"]] - {"type"}
    assert 3 <= sum(block["type"] == "heading" for block in lesson["body"]) <= 5


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_every_figure_is_sourced_and_whole(path):
    for block in load(path)["body"]:
        if block["type"] in ("table", "chart", "figure"):
            assert str(block["source"]).strip()
        if block["type"] in ("table", "chart"):
            numeric = [bool(column.get("numeric")) for column in block["columns"]]
            rows = block["rows"] + ([block["total"]] if block.get("total") else [])
            for row in rows:
                assert len(row) == len(numeric), row
                for value, is_number in list(zip(row, numeric, strict=True))[1:]:
                    if is_number and value is not None:
                        assert isinstance(value, (int, float)), f"{value!r} is not a raw number"
                    elif value is None:
                        assert block.get("blank_meaning") or block.get("note"), "a blank is explained"
                    else:
                        assert isinstance(value, str | int | float) and not isinstance(value, bool), row
        if block["type"] == "figure":
            drawing, language = block["drawing"], path.parent.name
            candidates = [CONTENT / "figures" / f"{drawing}.{lang}.svg" for lang in (language, "en")]
            assert any(file.exists() for file in candidates), drawing
        if block["type"] == "download":
            assert (CONTENT / block["file"]).is_file()


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_every_question_can_be_marked(path):
    asked = questions(load(path))
    assert len({q["id"] for q in asked}) == len(asked)
    for question in asked:
        for field in {"id", "kind", "stem", "feedback", "source"} | ANSWERS[question["kind"]]:
            assert question.get(field) not in (None, ""), f"{question['id']} lacks {field}"
        for option in question.get("options", ()):
            assert option.get("correct") or option.get("feedback"), f"{question['id']}: say why it tempts"
        if question["kind"] == "single_choice":
            assert sum(bool(option.get("correct")) for option in question["options"]) == 1
        if question["kind"] == "numeric":
            for mistake in question.get("mistakes", ()):
                apart = abs(mistake["value"] - question["answer"])
                assert apart > question["tolerance"] + mistake["tolerance"], question["id"]
        if question["kind"] == "fill_table":
            assert len(question["cells"]) == len(question["rows"])
            assert all(len(row) == len(question["columns"]) for row in question["cells"])


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_prose_is_written_and_of_a_readable_length(path):
    text = prose(load(path))
    low, high = WORDS.get(path.parent.name, (350, 1150))
    assert low <= len(text.split()) <= high
    assert not re.search(r"\b(lorem|placeholder|todo|tbd|xxx)\b", path.read_text(encoding="utf-8"), re.I)


@pytest.mark.parametrize("path", TRANSLATIONS, ids=name)
def test_a_translation_has_the_shape_of_its_source(path):
    source, lesson = load(path.parents[1] / "en" / path.name), load(path)
    assert outline(lesson) == outline(source)
    assert (lesson["slug"], lesson["minutes"]) == (source["slug"], source["minutes"])
    for theirs, ours in zip(source["body"], lesson["body"], strict=True):
        if ours["type"] in ("table", "chart"):
            assert numbers(ours) == numbers(theirs), ours["title"]
    for theirs, ours in zip(questions(source), questions(lesson), strict=True):
        assert key(ours) == key(theirs), ours["id"]


def numbers(block: dict) -> list:
    return [[cell for cell in row if isinstance(cell, (int, float))] for row in block["rows"]]


def key(question: dict) -> list:
    """The parts of an answer that do not depend on the language."""
    return [
        question.get("answer"),
        question.get("tolerance"),
        [bool(option.get("correct")) for option in question.get("options", ())],
        [(mistake["value"], mistake["tolerance"]) for mistake in question.get("mistakes", ())],
        question.get("cells"),
        len(question.get("pairs", ())),
        len(question.get("items", ())),
    ]


@pytest.mark.parametrize("course", sorted(COURSES.glob("*/modules.yaml")), ids=lambda path: path.parent.name)
def test_question_ids_are_unique_in_a_course_and_the_modules_named(course):
    ids = Counter(q["id"] for path in course.parent.glob("en/*.yaml") for q in questions(load(path)))
    assert [one for one, times in ids.items() if times > 1] == []
    modules = yaml.safe_load(course.read_text(encoding="utf-8"))
    assert {path.stem.split(".")[0] for path in course.parent.glob("en/*.yaml")} <= {
        m["code"] for m in modules
    }
    for module in modules:
        assert all(module[field][language] for field in ("title", "summary") for language in LANGUAGES)


def test_the_pyramid_of_the_style_page_shows_what_the_lesson_shows():
    lesson = yaml.safe_load((COURSES / "ms101" / "en" / "4.1.yaml").read_text())
    chart = next(block for block in lesson["body"] if block.get("kind") == "pyramid")
    table = rows(TABLES / "uganda_refugees_by_age_2025.csv")
    assert [[row["age"], int(row["years"]), int(row["male"]), int(row["female"])] for row in table] == chart[
        "rows"
    ]
