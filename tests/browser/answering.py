"""Giving the right answers: read from the texts of the demonstration school, typed into the page as a trainee would."""

import json
from pathlib import Path

import yaml
from playwright.sync_api import Locator, Page

import demonstration

LESSONS = demonstration.CONTENT / "courses" / "ms101"


def lesson(code: str, language: str = "en") -> dict:
    """A lesson's text; in English where there is no other."""
    path = LESSONS / language / f"{code}.yaml"
    return yaml.safe_load((path if path.exists() else LESSONS / "en" / f"{code}.yaml").read_text())


def lesson_codes() -> list[str]:
    """The codes of all lessons, in order."""
    return sorted(path.stem for path in (LESSONS / "en").glob("*.yaml"))


def quizzes(text: dict) -> list[list[dict]]:
    """The questions of each quiz of a lesson."""
    return [block["questions"] for block in text["body"] if block["type"] == "quiz"]


def exercises(text: dict) -> list[str]:
    """The codes of a lesson's exercises."""
    return [block["exercise"] for block in text["body"] if block["type"] == "notebook"]


def answer_quiz(section: Locator, questions: list[dict], language: str = "en") -> None:
    """Fill in every question of a quiz that is still open with its right answer."""
    asked = section.locator(".ask")
    for number, question in enumerate(questions):
        if asked.nth(number).locator("input, select, textarea").count() == 0:
            continue  # answered rightly before: it stands settled
        _KINDS[question["kind"]](asked.nth(number), question, language)


def spoil(section: Locator, questions: list[dict]) -> tuple[int, str]:
    """Make one answer of a quiz wrong: the number of its question, and what the author says to this very answer."""
    for number, question in enumerate(questions):
        ask = section.locator(".ask").nth(number)
        for option in question.get("options", ()):
            if option.get("feedback") and not option.get("correct"):
                ask.get_by_label(option["text"], exact=True).check()
                return number, option["feedback"]
        for mistake in question.get("mistakes", ()):
            ask.locator("input[type=text]").fill(str(mistake["value"]))
            return number, mistake["feedback"]
    raise AssertionError("No question of this quiz says anything to a wrong answer.")


def _choice(ask: Locator, question: dict, language: str) -> None:
    for option in question["options"]:
        box = ask.get_by_label(option["text"], exact=True)
        if option.get("correct"):
            box.check()
        elif question["kind"] == "multiple_choice":
            box.uncheck()  # it may have been ticked in an earlier try


def _true_false(ask: Locator, question: dict, language: str) -> None:
    ask.locator("input[type=radio]").nth(0 if question["answer"] else 1).check()


def _numeric(ask: Locator, question: dict, language: str) -> None:
    ask.locator("input[type=text]").fill(str(question["answer"]))


def _matching(ask: Locator, question: dict, language: str) -> None:
    for pair in question["pairs"]:
        ask.get_by_label(pair["left"], exact=True).select_option(label=pair["right"])


def _ordering(ask: Locator, question: dict, language: str) -> None:
    for place, item in enumerate(question["items"], start=1):
        ask.get_by_label(item, exact=True).select_option(label=str(place))


def _short_text(ask: Locator, question: dict, language: str) -> None:
    ask.locator("textarea, input[type=text]").first.fill(question["accept"][0])


def _fill_table(ask: Locator, question: dict, language: str) -> None:
    for row, cells in zip(question["rows"], question["cells"], strict=True):
        for column, cell in zip(question["columns"], cells, strict=True):
            if "answer" in cell:
                ask.get_by_label(f"{row}, {column}", exact=True).fill(str(cell["answer"]))


_KINDS = {
    "single_choice": _choice,
    "multiple_choice": _choice,
    "true_false": _true_false,
    "numeric": _numeric,
    "matching": _matching,
    "ordering": _ordering,
    "short_text": _short_text,
    "fill_table": _fill_table,
}


def solved_notebook(code: str, folder: Path) -> Path:
    """A notebook that holds the solution of an exercise, as a file to hand in."""
    source = (demonstration.CONTENT / "exercises" / code / "solution.py").read_text()
    notebook = {
        "cells": [
            {
                "cell_type": "code",
                "id": "solution",
                "metadata": {},
                "source": source,
                "outputs": [],
                "execution_count": None,
            }
        ],
        "metadata": {"kernelspec": {"name": "python", "display_name": "Python", "language": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path = folder / f"{code}.ipynb"
    path.write_text(json.dumps(notebook))
    return path


def hand_in(page: Page, code: str, folder: Path) -> None:
    """Hand in a solved notebook by the form that works without a script."""
    title = yaml.safe_load((demonstration.CONTENT / "exercises" / code / "exercise.yaml").read_text())["code"]
    section = page.locator("section.lab").filter(has_text=title).first
    section.locator("details.lab__upload > summary").click()
    section.locator("input[type=file]").set_input_files(solved_notebook(code, folder))
    section.locator("details.lab__upload button[type=submit]").click()
