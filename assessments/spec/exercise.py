"""An exercise as plain data: the definition that is tried, and the specification that a version keeps.

The *definition* is what marking depends on, the same in every language: notebooks and data by their hashes, hidden data, answers
as the author wrote them. Its hash tells whether exactly this was tried. The *specification* adds the texts of one
language, and the values that the solution gave when it was tried.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, cast

from wagtail.blocks import StreamValue

from assessments.kinds.answers import COMPARISONS, comparison_of, plain
from assessments.shapes import (
    DefinedAnswer,
    DefinedFile,
    Definition,
    ExerciseSpec,
    NamedAnswer,
    Notebook,
    TrialValues,
    Value,
)

PYTHON, R = "python", "r"
#: Programming languages in the order in which they are offered; the first one that an exercise has gives the values.
PROGRAMMING = {PYTHON: "Python", R: "R"}
#: Kinds of named answers that are one number or one text.
NUMBER, TEXT = "number", "text"
#: How a notebook names R, whatever runs it.
_NAMES_OF_R = {"r", "ir", "webr", "xr", "xeus-r"}


def content_hash(content: Any) -> str:
    """The sha256 of plain data: the same whatever the order in which a database keeps the names."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def definition_of(
    *, notebooks: dict[str, dict[str, str]], data: Iterable[DefinedFile], hidden: Iterable, answers: Iterable
) -> Definition:
    """The definition: ``notebooks`` by language and part with their sha256, ``data`` with names and sha256, blocks for the rest."""
    return {
        "notebooks": notebooks,
        "data": list(data),
        "hidden": [
            {file["name"]: as_a_file(file["content"]) for file in child.value["files"]} for child in hidden
        ],
        "answers": [_answer_of_definition(child) for child in answers],
    }


def as_a_file(text: str) -> str:
    """The content of a hidden file: one sign between lines, one at the end, whatever a browser or a disk made of it."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return f"{lines}\n"


def _answer_of_definition(child: StreamValue.StreamChild) -> DefinedAnswer:
    value = child.value
    return {  # type: ignore[typeddict-item]  # (the kind's own settings)
        "name": value["name"],
        "kind": child.block_type,
        "points": int(value["points"] or 1),
        "typed": value["expected"].strip(),
        "mistakes": [
            {
                "value": mistake["value"].strip(),
                "formula": mistake["formula"].strip(),
                "formula_r": mistake["formula_r"].strip(),
                "tolerance": mistake["tolerance"],
            }
            for mistake in value["mistakes"]
        ],
        **COMPARISONS[child.block_type].settings(value),
    }


def can_be_typed(answer: NamedAnswer) -> bool:
    """Whether an answer is one number or one text."""
    return answer["kind"] in (NUMBER, TEXT)


def typed_value(answer: NamedAnswer | DefinedAnswer, text: str) -> Value:
    """The value that an author typed; nothing where none was."""
    return comparison_of(answer).parse(text) if text else None


def marked_answers(answers: list[DefinedAnswer], values: TrialValues | None) -> list[NamedAnswer]:
    """The answers of a definition with the values to mark by: those that a trial found, else what the author typed."""
    found = []
    tried: TrialValues = values or {"expected": {}, "mistakes": {}}
    for answer in answers:
        expected = tried["expected"].get(answer["name"])
        wrong = tried["mistakes"].get(answer["name"])
        expected = expected or [typed_value(answer, answer["typed"])]
        wrong = wrong or [typed_value(answer, mistake["value"]) for mistake in answer["mistakes"]]
        own = {name: part for name, part in answer.items() if name not in ("typed", "mistakes")}
        mistakes = [
            {"value": value, "tolerance": mistake["tolerance"], "feedback": ""}
            for value, mistake in zip(wrong, answer["mistakes"], strict=True)
        ]
        marked = {**own, "expected": expected[0], "hidden": expected[1:], "mistakes": mistakes, "hints": []}
        found.append(cast(NamedAnswer, marked))
    return found


def told_answers(answers: list[NamedAnswer], children: Iterable) -> list[NamedAnswer]:
    """The same with the words of one language: labels, units, hints and feedback."""
    told: list[NamedAnswer] = []
    for answer, child in zip(answers, children, strict=True):
        value = child.value
        told.append(
            {
                **answer,
                "label": value["label"],
                "unit": value.get("unit") or "",
                "hints": [hint for hint in value["hints"] if hint.strip()],
                "mistakes": [
                    {**known, "feedback": written["feedback"]}
                    for known, written in zip(answer["mistakes"], value["mistakes"], strict=True)
                ],
            }
        )
    return told


def differing_headings(visible: str, hidden: str) -> tuple[list[str], list[str]] | None:
    """Which columns a hidden file lacks and which it has besides; nothing where its first line is that of the visible file."""
    ours, theirs = plain.headings(visible), plain.headings(hidden)
    if ours == theirs:
        return None
    return [name for name in ours if name not in theirs], [name for name in theirs if name not in ours]


def languages_of(spec: ExerciseSpec | Definition) -> list[str]:
    """The programming languages of an exercise, in our order: PostgreSQL keeps the names of an object in one of its own."""
    return [language for language in PROGRAMMING if language in spec["notebooks"]]


def language_of(notebook: Notebook, spec: ExerciseSpec) -> str:
    """The programming language of a notebook that was handed in, among those of the exercise; the first where it says none."""
    offered = languages_of(spec)
    about = notebook.get("metadata")
    about = about if isinstance(about, dict) else {}
    named = []
    for part, key in (("kernelspec", "language"), ("language_info", "name"), ("kernelspec", "name")):
        said = about.get(part)
        named.append(str(said.get(key) or "").lower() if isinstance(said, dict) else "")
    for name in named:
        language = R if name in _NAMES_OF_R else name
        if language in offered:
            return language
    return offered[0]


def upgraded(spec: Any) -> ExerciseSpec:
    """A specification as it is written today, from one of a version that was published before."""
    if "notebooks" in spec or "starter" not in spec:
        return spec
    answers = [
        {
            **answer,
            "kind": "text" if answer["kind"] == "text" else "number",
            "compare": answer["kind"] if answer["kind"] in (plain.EXACT, plain.MAXIMUM) else plain.ABSOLUTE,
            "hints": [answer["hint"]] if answer.get("hint") else [],
            "hidden": [],
        }
        for answer in spec["answers"]
    ]
    language = spec.get("programming_language", PYTHON)
    today = {
        **spec,
        "notebooks": {language: {"starter": spec["starter"]}},
        "hidden": [],
        "answers": answers,
        "pause": 0,
        "counts": "best",
    }
    return cast(ExerciseSpec, today)
