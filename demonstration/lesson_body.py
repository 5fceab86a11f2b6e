"""From the text format of a lesson to the stored form of its body: Markdown to HTML, rows to pasted cells, files to media."""

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID, uuid5

from django.core.files.base import ContentFile
from markdown_it import MarkdownIt
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from assessments.authoring import Exercise
from demonstration.quiz import quiz_value
from foundation.language.sentences import comma
from foundation.models import GlossaryTerm

NAMESPACE = UUID("4d0c2b5a-1f58-5b1c-9a43-2f7c9f1f6a20")
COLLECTION = "Files of the courses"
SOURCE = "en"
MARKDOWN = MarkdownIt("commonmark", {"html": False})


class Library:
    """The figures, files, glossary terms and exercises that lessons point to."""

    def __init__(self, content: Path):
        self.content = content
        self.terms = {
            (term.locale.language_code, term.slug): term.pk
            for term in GlossaryTerm.objects.select_related("locale")
        }
        self.exercises = {
            (exercise.locale.language_code, exercise.code): exercise.pk
            for exercise in Exercise.objects.select_related("locale")
        }

    def term(self, slug: str, language: str) -> int:
        """The glossary term in the language, else in the source language."""
        return self._found(self.terms, slug, language, "glossary term")

    def exercise(self, code: str, language: str) -> int:
        """The exercise in the language, else in the source language."""
        return self._found(self.exercises, code.upper(), language, "exercise")

    def figure(self, drawing: str, language: str, title: str) -> int:
        """The drawing in the language, else in the source language, as an image of the school."""
        file = self.content / "figures" / f"{drawing}.{language}.svg"
        file = file if file.exists() else self.content / "figures" / f"{drawing}.{SOURCE}.svg"
        return self._stored(get_image_model(), file, title)

    def document(self, name: str, title: str) -> int:
        """A file to take away."""
        return self._stored(get_document_model(), self.content / name, title)

    def remove(self) -> None:
        """Remove the figures and files."""
        collection = Collection.objects.filter(name=COLLECTION).first()
        if collection is None:
            return
        for model in (get_image_model(), get_document_model()):
            for stored in model.objects.filter(collection=collection):
                stored.delete()
        collection.delete()

    @staticmethod
    def _found(known: dict, name: str, language: str, what: str) -> int:
        found = known.get((language, name)) or known.get((SOURCE, name))
        if found is None:
            raise LookupError(f"There is no {what} “{name}”.")
        return found

    def _stored(self, model, file: Path, title: str) -> int:
        collection = Collection.objects.filter(name=COLLECTION).first()
        if collection is None:
            collection = Collection.get_first_root_node().add_child(name=COLLECTION)
        content = file.read_bytes()
        stored = model(collection=collection, title=title)
        stored.file = ContentFile(content, name=file.name)
        stored._set_file_hash() if hasattr(stored, "_set_file_hash") else None
        same = model.objects.filter(collection=collection, file_hash=stored.file_hash).first()
        if same is not None:
            return same.pk
        stored.file_size = len(content)
        stored.save()
        return stored.pk


def body_of(lesson: dict, course: str, language: str, library: Library) -> list[dict]:
    """The stored form of a lesson's body; the ids of its blocks are the same in every language."""
    blocks = []
    for place, block in enumerate(lesson["body"]):
        kind = block["type"]
        value = MAKERS[kind](block, language, library)
        blocks.append({"type": kind, "id": _id(course, lesson["code"], place, block), "value": value})
    return blocks


def _id(course: str, lesson: str, place: int, block: dict) -> str:
    """An activity is known by its first question or its exercise: it stays itself when the text around it changes."""
    if block["type"] == "quiz":
        name = f"quiz/{block['questions'][0]['id']}"
    elif block["type"] == "notebook":
        name = f"notebook/{lesson}/{block['exercise'].lower()}"
    else:
        name = f"{lesson}/{place}"
    return str(uuid5(NAMESPACE, f"{course}/{name}"))


def _html(text: str) -> str:
    return MARKDOWN.render(text or "").strip()


def _items(values: Iterable, name: str) -> list[dict]:
    return [
        {"type": "item", "id": str(uuid5(NAMESPACE, f"{name}/{place}")), "value": value}
        for place, value in enumerate(values)
    ]


def _cells(block: dict) -> str:
    """Rows as they would be pasted from a spreadsheet, each number with the decimals that its column shows."""
    columns = block["columns"]
    rows = [*block["rows"], *([block["total"]] if block.get("total") else [])]
    lines = ["\t".join(str(column["label"]) for column in columns)]
    for row in rows:
        lines.append("\t".join(_cell(value, column) for value, column in zip(row, columns, strict=False)))
    return "\n".join(lines)


def _cell(value, column: dict) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool) and "decimals" in column:
        return f"{value:.{column['decimals']}f}"
    return str(value).replace("\t", " ").replace("\n", " ")


def _sourced(block: dict, language: str) -> dict:
    """Title, units, cells and where they come from."""
    notes = [block.get("note") or "", block.get("blank_meaning") or ""]
    return {
        "title": block["title"],
        "units": block.get("units") or "",
        "cells": _cells(block),
        "source": comma(language).join(filter(None, [block.get("source"), block.get("accessed")])),
        "edition": block.get("edition") or "",
        "licence": block.get("licence") or "",
        "note": " ".join(filter(None, notes)),
    }


def _table(block: dict, language: str, _library: Library) -> dict:
    return {**_sourced(block, language), "has_total": bool(block.get("total"))}


def _chart(block: dict, language: str, _library: Library) -> dict:
    return {**_sourced(block, language), "kind": block["kind"], "alt": block["alt"]}


def _figure(block: dict, language: str, library: Library) -> dict:
    return {
        "image": library.figure(block["drawing"], language, block["title"]),
        "title": block["title"],
        "alt": block["alt"],
        "source": block["source"],
    }


def _worked_example(block: dict, _language: str, _library: Library) -> dict:
    return {
        "title": block["title"],
        "steps": _items(map(_html, block["steps"]), block["title"]),
        "result": _html(block.get("result") or ""),
    }


def _glossary(block: dict, language: str, library: Library) -> dict:
    terms = [library.term(slug, language) for slug in block["terms"]]
    return {"terms": _items(terms, "/".join(block["terms"]))}


MAKERS = {
    "heading": lambda block, _language, _library: block["text"],
    "text": lambda block, _language, _library: _html(block["text"]),
    "note": lambda block, _language, _library: _html(block["text"]),
    "table": _table,
    "chart": _chart,
    "figure": _figure,
    "equation": lambda block, _language, _library: {
        "latex": block.get("latex") or "",
        "mathml": block.get("mathml") or "",
        "spoken": block["spoken"],
    },
    "callout": lambda block, _language, _library: {
        "tone": block.get("tone", "note"),
        "title": block["title"],
        "text": _html(block["text"]),
    },
    "worked_example": _worked_example,
    "glossary": _glossary,
    "try_it": lambda block, _language, _library: {
        "question": _html(block["question"]),
        "answer": _html(block["answer"]),
    },
    "download": lambda block, _language, library: {
        "document": library.document(block["file"], block["title"]),
        "title": block["title"],
    },
    "quiz": lambda block, _language, _library: quiz_value(block["questions"], title=block.get("title") or ""),
    "notebook": lambda block, language, library: {"exercise": library.exercise(block["exercise"], language)},
}
