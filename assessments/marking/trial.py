"""Trying an exercise: starter, solution and known mistakes through the real grader, before anybody is asked.

``run`` is the grader (:func:`assessments.marking.sandbox.run`); everything else here is pure.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from assessments.kinds.answers import comparison_of
from assessments.marking.notebook import mark_answer
from assessments.marking.runs import Run, Tried
from assessments.shapes import (
    DefinedAnswer,
    Definition,
    LanguageReport,
    MistakeReport,
    NamedAnswer,
    SolutionReport,
    SolvedAnswer,
    StarterReport,
    TrialReport,
    TrialValues,
    Value,
)
from assessments.spec.exercise import R, languages_of, marked_answers, typed_value
from assessments.spec.files import Materials

STARTER, SOLUTION = "starter", "solution"


Runner = Callable[..., Tried]


@dataclass(frozen=True)
class Outcome:
    """The values to mark by, and the report for the author."""

    values: TrialValues
    report: TrialReport

    @property
    def passed(self) -> bool:
        return self.report["passed"]


def data_sets(data: dict[str, bytes], hidden: list[dict[str, str]]) -> list[dict[str, bytes]]:
    """Every data set whole, the visible one first: what a hidden set does not give is as everybody sees it."""
    return [data, *({**data, **{name: text.encode() for name, text in files.items()}} for files in hidden)]


def try_out(definition: Definition, materials: Materials, run: Runner) -> Outcome:
    """Run what there is in each language and compare it with what should come out."""
    sets = data_sets(materials.data, definition["hidden"])
    names = [answer["name"] for answer in definition["answers"]]
    languages = languages_of(definition)
    solved = {
        language: run(
            materials.notebooks[language][SOLUTION],
            sets,
            names,
            language=language,
            formulas=_formulas(definition["answers"], language),
        )
        for language in languages
    }
    values = _values(definition["answers"], solved, len(sets))
    answers = marked_answers(definition["answers"], values)
    languages_tried: dict[str, LanguageReport] = {}
    for language in languages:
        started = run(materials.notebooks[language][STARTER], sets[:1], names, language=language)
        languages_tried[language] = {
            "solution": _solution(answers, solved[language], len(sets)),
            "starter": _starter(answers, started),
            "mistakes": _mistakes(definition["answers"], answers, solved[language], language, languages[0]),
        }
    report: TrialReport = {
        "languages": languages_tried,
        "typed": {answer["name"]: typing_passes(answer) for answer in answers},
        "passed": all(_passed(part) for part in languages_tried.values()),
    }
    return Outcome(values, report)


def _passed(part: LanguageReport) -> bool:
    rows = [part["solution"], part["starter"], *part["mistakes"]]
    return all(row["ok"] for row in rows)


def _formulas(answers: list[DefinedAnswer], language: str) -> dict[str, str]:
    key: Literal["formula", "formula_r"] = "formula_r" if language == R else "formula"
    return {
        f"{answer['name']}/{place}": mistake[key]
        for answer in answers
        for place, mistake in enumerate(answer["mistakes"])
        if mistake[key] and not mistake["value"]
    }


def _values(answers: list[DefinedAnswer], solved: dict[str, Tried], count: int) -> TrialValues:
    """What is expected on each data set, and the value of each mistake. The first language gives them."""
    first = next(iter(solved.values()))
    expected: dict[str, list[Value]] = {}
    mistakes: dict[str, list[Value]] = {}
    for answer in answers:
        name, comparison = answer["name"], comparison_of(answer)
        given = [run.values.get(name) for run in first.runs]
        given += [None] * (count - len(given))
        visible = typed_value(answer, answer["typed"])
        expected[name] = [
            given[0] if visible is None else visible,
            *(comparison.elsewhere(answer, value) for value in given[1:]),
        ]
        mistakes[name] = [
            typed_value(answer, mistake["value"])
            if mistake["value"]
            else _computed(solved, f"{name}/{place}")
            for place, mistake in enumerate(answer["mistakes"])
        ]
    return {"expected": expected, "mistakes": mistakes}


def _computed(solved: dict[str, Tried], key: str) -> Value:
    return next(
        (tried.formulas[key] for tried in solved.values() if tried.formulas.get(key) is not None), None
    )


def typing_passes(answer: NamedAnswer) -> bool:
    """Whether the value of the visible data, typed in as a number, would be right with the hidden data too."""
    comparison = comparison_of(answer)
    typed = comparison.sample(answer["expected"])
    return all(comparison.compare(answer, typed, other).right for other in answer["hidden"])


def _solution(answers: list[NamedAnswer], tried: Tried, count: int) -> SolutionReport:
    rows: list[SolvedAnswer] = []
    for answer in answers:
        mark = mark_answer(answer, tried.runs, "en")
        compare = comparison_of(answer).compare
        hidden = [
            compare(answer, run.values.get(answer["name"]), other).right
            for other, run in zip(answer["hidden"], tried.runs[1:], strict=False)
        ]
        rows.append(
            {
                "name": answer["name"],
                "visible": compare(
                    answer, tried.runs[0].values.get(answer["name"]), answer["expected"]
                ).right,
                "hidden": hidden + [False] * (count - 1 - len(hidden)),
                "points": mark["points"],
                "shown": mark["shown"],
            }
        )
    points, total = sum(row["points"] or 0 for row in rows), sum(answer["points"] for answer in answers)
    ok = points == total and not any(tried.errors)
    return {"points": points, "of": total, "answers": rows, "errors": tried.errors, "ok": ok}


def _starter(answers: list[NamedAnswer], tried: Tried) -> StarterReport:
    """On the data that everybody sees: what a starter holds must not even look right."""
    visible: list[NamedAnswer] = [{**answer, "hidden": []} for answer in answers]
    right = [answer["name"] for answer in visible if mark_answer(answer, tried.runs[:1], "en")["fraction"]]
    points = sum(answer["points"] for answer in answers if answer["name"] in right)
    return {
        "points": points,
        "of": sum(answer["points"] for answer in answers),
        "right": right,
        "ok": not right,
    }


def _mistakes(
    defined: list[DefinedAnswer], answers: list[NamedAnswer], tried: Tried, language: str, first: str
) -> list[MistakeReport]:
    """Each known mistake, marked as if it were handed in."""
    rows = []
    for written, answer in zip(defined, answers, strict=True):
        for place, mistake in enumerate(written["mistakes"]):
            own = mistake["formula_r"] if language == R else mistake["formula"]
            if language != first and (mistake["value"] or not own):
                continue  # the same value as in the first language
            key = f"{answer['name']}/{place}"
            value = answer["mistakes"][place]["value"]
            if language != first:
                value = tried.formulas.get(key)
            rows.append(_mistake(answer, place, value))
    return rows


def _mistake(answer: NamedAnswer, place: int, value: Value) -> MistakeReport:
    row: MistakeReport = {
        "answer": answer["name"],
        "place": place,
        "shown": "",
        "problem": "",
        "other": None,
        "ok": False,
    }
    if value is None or (isinstance(value, str) and value.startswith("<")):
        return row | {"problem": "no_value"}
    comparison = comparison_of(answer)
    value = comparison.sample(value)
    mark = mark_answer({**answer, "hidden": []}, [Run({answer["name"]: value})], "en")
    row["shown"] = comparison.shown(answer, value, "en")
    if mark["fraction"]:
        return row | {"problem": "right"}
    if mark.get("mistake") is None:
        return row | {"problem": "unknown"}
    if mark["mistake"] != place:
        return row | {"problem": "other", "other": mark["mistake"]}
    return row | {"ok": True}
