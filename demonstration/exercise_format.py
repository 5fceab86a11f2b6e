"""The text format of an exercise: a folder with what is asked, the notebooks, the data, and the hidden data.

docs/reference/exercise-format.md describes it. Nothing here needs the database: the command that tries exercises reads the same.
"""

import ast
import json
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid5

from assessments.authoring import (
    PROGRAMMING,
    DefinedFile,
    Definition,
    answer_content,
    as_a_file,
    check_notebook,
    content_hash,
    exercise_definition,
)
from foundation.facts.files import read_yaml

NAMESPACE = UUID("0c1f9a52-9f0e-5a57-8a0c-3a4f3d7f3b11")
PARTS = ("starter", "solution")
SUFFIX = {"python": "py", "r": "R"}
#: How a notebook of a programming language is called where it is not a script: starter.ipynb, starter_r.ipynb.
MARK = {"python": "", "r": "_r"}
CELL, MARKDOWN = "# %%", "[markdown]"


@dataclass(frozen=True)
class ExerciseFolder:
    """An exercise as it lies in its folder."""

    path: Path
    described: dict = field(repr=False)

    @classmethod
    def read(cls, path: Path) -> "ExerciseFolder":
        return cls(path, read_yaml(path / "exercise.yaml"))

    @property
    def code(self) -> str:
        return self.described["code"]

    @property
    def key(self) -> UUID:
        """What its translations share."""
        return uuid5(NAMESPACE, self.code)

    @property
    def languages(self) -> list[str]:
        return list(self.described["texts"])

    @cached_property
    def data(self) -> dict[str, bytes]:
        """The data files by name."""
        return {
            entry["file"]: (self.path / entry["file"]).read_bytes()
            for entry in self.described.get("data") or []
        }

    def notebooks(self, language: str) -> dict[str, dict[str, bytes]]:
        """The notebooks by programming language and part, each in the language or else as it is for all."""
        found: dict[str, dict[str, bytes]] = {}
        for programming in PROGRAMMING:
            for part in PARTS:
                content = self._notebook(part, language, programming)
                if content is not None:
                    found.setdefault(programming, {})[part] = content
        return found

    def _notebook(self, part: str, language: str, programming: str) -> bytes | None:
        for name in (f"{part}{MARK[programming]}.{language}", f"{part}{MARK[programming]}"):
            if (file := self.path / f"{name}.ipynb").exists():
                check_notebook(content := file.read_bytes())
                return content
        for name in (f"{part}.{language}", part):
            if (file := self.path / f"{name}.{SUFFIX[programming]}").exists():
                return as_notebook(file.read_text(encoding="utf-8"), programming)
        return None

    def definition(self, language: str) -> Definition:
        """What marking depends on, as the loaded exercise has it."""
        notebooks = {
            programming: {part: sha256(content).hexdigest() for part, content in parts.items()}
            for programming, parts in self.notebooks(language).items()
        }
        data: list[DefinedFile] = [
            {"name": name, "sha256": sha256(content).hexdigest()} for name, content in self.data.items()
        ]
        return exercise_definition(
            notebooks=notebooks,
            data=data,
            hidden=json.dumps(self.hidden_blocks()),
            answers=json.dumps(self.answer_blocks(language)),
        )

    def content(self, language: str) -> str:
        """The hash of the definition, by which a trial is known."""
        return content_hash(self.definition(language))

    def title(self, language: str = "en") -> str:
        return self.described["texts"][language]["title"]

    # --- as the CMS stores it ------------------------------------------------------------------------------
    def data_blocks(self, language: str, documents: dict) -> list[dict]:
        """The data files; a language may say what they hold and where that comes from: ``data: {file: description}``."""
        texts = self.described["texts"][language]
        said, named = texts.get("data") or {}, texts.get("data_sources") or {}
        return [
            {
                "type": "file",
                "id": self._id(f"data/{entry['file']}"),
                "value": {
                    "document": documents[entry["file"]].pk,
                    "name": entry["file"],
                    "description": said.get(entry["file"]) or entry["description"],
                    "source": named.get(entry["file"]) or entry["source"],
                    "licence": entry["licence"],
                    "fictional": bool(entry.get("fictional")),
                },
            }
            for entry in self.described.get("data") or []
        ]

    def hidden_blocks(self) -> list[dict]:
        """A set for each folder under ``hidden``, in the order of their names."""
        return [
            {
                "type": "set",
                "id": self._id(f"hidden/{folder.name}"),
                "value": {
                    "files": [
                        {
                            "type": "item",
                            "id": self._id(f"hidden/{folder.name}/{file.name}"),
                            "value": {
                                "name": file.name,
                                "content": as_a_file(file.read_text(encoding="utf-8")),
                            },
                        }
                        for file in sorted(folder.iterdir())
                    ]
                },
            }
            for folder in sorted((self.path / "hidden").glob("*/"))
        ]

    def answer_blocks(self, language: str) -> list[dict]:
        """The named answers, with the language's labels, units, hints and feedback where it has them."""
        texts = self.described["texts"][language]
        return [self._answer(answer, texts) for answer in self.described["answers"]]

    def _answer(self, answer: dict, texts: dict) -> dict:
        name = answer["name"]
        unit = (texts.get("units") or {}).get(name)
        hints = _listed((texts.get("hints") or {}).get(name)) or _listed(answer.get("hints"))
        feedback = (texts.get("mistakes") or {}).get(name) or []
        kind, own = answer_content(answer, lambda path: self._id(f"answer/{name}/{path}"))
        return {
            "type": kind,
            "id": self._id(f"answer/{name}"),
            "value": {
                "name": name,
                "label": (texts.get("labels") or {}).get(name) or answer["label"],
                **own,
                **({"unit": unit} if unit and "unit" in own else {}),
                "expected": _typed(answer.get("expected")),
                "points": int(answer.get("points", 1)),
                "hints": self._items(name, "hint", hints),
                "mistakes": self._items(
                    name,
                    "mistake",
                    [
                        _mistake(mistake, feedback[place] if place < len(feedback) else mistake["feedback"])
                        for place, mistake in enumerate(answer.get("mistakes") or [])
                    ],
                ),
            },
        }

    def _items(self, name: str, kind: str, values: list) -> list[dict]:
        return [
            {"type": "item", "id": self._id(f"answer/{name}/{kind}/{place}"), "value": value}
            for place, value in enumerate(values)
        ]

    def _id(self, path: str) -> str:
        return str(uuid5(NAMESPACE, f"{self.code}/{path}"))


def _mistake(mistake: dict, feedback: str) -> dict:
    tolerance = mistake.get("tolerance")
    return {
        "value": _typed(mistake.get("value")),
        "formula": mistake.get("formula") or "",
        "formula_r": mistake.get("formula_r") or "",
        "tolerance": None if tolerance is None else float(tolerance),
        "feedback": feedback,
    }


def _typed(value) -> str:
    """A value as an author would type it: several in lines."""
    if value is None:
        return ""
    return "\n".join(str(item) for item in value) if isinstance(value, list) else str(value)


def _listed(value) -> list[str]:
    if not value:
        return []
    return value if isinstance(value, list) else [value]


def as_notebook(script: str, programming: str) -> bytes:
    """A notebook from a script: ``# %%`` begins a cell of code, ``# %% [markdown]`` one of text in comments."""
    cells: list[dict] = []
    for line in script.splitlines():
        if line.startswith(CELL):
            kind = "markdown" if MARKDOWN in line else "code"
            cells.append({"cell_type": kind, "lines": []})
        else:
            if not cells:
                cells.append({"cell_type": "code", "lines": []})
            cells[-1]["lines"].append(line)
    name = PROGRAMMING[programming]
    kernel = {"display_name": name, "language": name if programming == "r" else "python"}
    notebook = {
        "cells": [
            _cell(f"c{number:02}", cell["cell_type"], cell["lines"])
            for number, cell in enumerate((cell for cell in cells if any(cell["lines"])), start=1)
        ],
        "metadata": {
            "kernelspec": {**kernel, "name": "webR" if programming == "r" else "python"},
            "language_info": {"name": kernel["language"]},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    content = (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()
    check_notebook(content)
    return content


def _cell(name: str, kind: str, lines: list[str]) -> dict:
    if kind == "markdown":
        lines = [line.removeprefix("#").removeprefix(" ") for line in lines]
    text = "\n".join(lines).strip("\n")
    cell = {"cell_type": kind, "id": name, "metadata": {}, "source": text.splitlines(keepends=True)}
    return cell if kind == "markdown" else {**cell, "execution_count": None, "outputs": []}


def program_of(notebook: dict) -> str:
    """What a notebook computes, without its texts and comments: two languages' starters are mostly the same program."""
    sources = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    try:
        return "\n# %%\n".join(ast.unparse(ast.parse(source)) for source in sources)
    except SyntaxError:
        return "\n# %%\n".join(sources)


def folders(content_dir: Path) -> list[ExerciseFolder]:
    """Every exercise of the demonstration."""
    found = sorted((content_dir / "exercises").glob("*/exercise.yaml"))
    return [ExerciseFolder.read(file.parent) for file in found]
