"""The demonstration's notebook exercises, in every language they are written in."""

import json
from functools import partial
from pathlib import Path
from uuid import UUID, uuid5

import yaml
from django.core.files.base import ContentFile
from django.db import transaction
from markdown_it import MarkdownIt
from wagtail.documents import get_document_model
from wagtail.models import Collection, Locale

from assessments.models import Exercise
from assessments.notebook_files import check_notebook

NAMESPACE = UUID("0c1f9a52-9f0e-5a57-8a0c-3a4f3d7f3b11")
COLLECTION = "Demonstration exercises"
SOURCE_LANGUAGE = "en"


def load(content_dir: Path, locales: dict[str, Locale]) -> None:
    """Write or update every exercise; what is there and says the same is left alone."""
    for file in sorted((content_dir / "exercises").glob("*/exercise.yaml")):
        described = yaml.safe_load(file.read_text(encoding="utf-8"))
        documents = {
            entry["file"]: _document(file.parent / entry["file"]) for entry in described.get("data") or []
        }
        for language, texts in described["texts"].items():
            if language in locales:
                _exercise(file.parent, described, texts, locales[language], documents)


def remove() -> None:
    """Remove the exercises with their files. Attempts keep what was asked of them in their own version."""
    for exercise in Exercise.objects.filter(is_demonstration=True):
        # The file goes when the row is surely gone.
        storage, name = exercise.starter.storage, exercise.starter.name
        transaction.on_commit(partial(storage.delete, str(name)))
        exercise.delete()
    collection = Collection.objects.filter(name=COLLECTION).first()
    if collection is not None:
        for document in get_document_model().objects.filter(collection=collection):
            document.delete()
        collection.delete()


def _document(path: Path):
    """The file among the documents, in a collection of its own; a changed file replaces the old one."""
    collection = Collection.objects.filter(name=COLLECTION).first()
    if collection is None:
        collection = Collection.get_first_root_node().add_child(name=COLLECTION)
    content = path.read_bytes()
    document = get_document_model().objects.filter(collection=collection, title=path.name).first()
    if document is None:
        document = get_document_model()(collection=collection, title=path.name)
    elif _bytes(document.file) == content:
        return document
    document.file = ContentFile(content, name=path.name)
    document.file_size = len(content)
    document.file_hash = ""
    document._set_document_file_metadata()
    document.save()
    return document


def _exercise(folder: Path, described: dict, texts: dict, locale: Locale, documents: dict) -> None:
    language, code = locale.language_code, described["code"]
    starter = folder / f"starter.{language}.ipynb"
    starter = starter if starter.exists() else folder / "starter.ipynb"
    content = starter.read_bytes()
    check_notebook(content)
    exercise = Exercise.objects.filter(code=code, locale=locale).first() or Exercise(
        code=code, locale=locale, translation_key=uuid5(NAMESPACE, code), is_demonstration=True
    )
    before = _state(exercise) if exercise.pk else None
    exercise.title = texts["title"]
    exercise.level = described.get("level", 1)
    exercise.programming_language = described.get("language", "python")
    exercise.minutes = described.get("minutes", 30)
    exercise.task = MarkdownIt("commonmark", {"html": False}).render(texts["task"])
    exercise.method = texts.get("method") or ""
    exercise.method_source = texts.get("method_source") or described.get("method_source") or ""
    exercise.is_reviewed = bool(texts.get("reviewed"))
    exercise.data = json.dumps(_data(described, texts, documents))  # type: ignore[assignment]
    exercise.answers = json.dumps(_answers(described, texts))  # type: ignore[assignment]
    if not exercise.starter or _bytes(exercise.starter) != content:
        exercise.starter.save(f"{code.lower()}.{language}.ipynb", ContentFile(content), save=False)
    if before != _state(exercise):
        exercise.full_clean()
        exercise.save()
        exercise.save_revision().publish()


def _state(exercise: Exercise) -> tuple:
    """What two loads are compared by."""
    names = (
        "title",
        "level",
        "programming_language",
        "minutes",
        "task",
        "method",
        "method_source",
        "is_reviewed",
    )
    return (
        *(getattr(exercise, name) for name in names),
        exercise.starter.name,
        json.dumps(exercise.data.get_prep_value(), sort_keys=True),
        json.dumps(exercise.answers.get_prep_value(), sort_keys=True),
    )


def _data(described: dict, texts: dict, documents: dict) -> list[dict]:
    """The data files; a language may say what they hold and where that comes from: ``data: {file: description}``."""
    said, named = texts.get("data") or {}, texts.get("data_sources") or {}
    return [
        {
            "type": "file",
            "id": _id(described, f"data/{entry['file']}"),
            "value": {
                "document": documents[entry["file"]].pk,
                "name": entry["file"],
                "description": said.get(entry["file"]) or entry["description"],
                "source": named.get(entry["file"]) or entry["source"],
                "licence": entry["licence"],
                "fictional": bool(entry.get("fictional")),
            },
        }
        for entry in described.get("data") or []
    ]


def _answers(described: dict, texts: dict) -> list[dict]:
    """The named answers, with the language's labels, units, hints and feedback where it has them."""
    found = []
    for answer in described["answers"]:
        name = answer["name"]
        feedback = (texts.get("mistakes") or {}).get(name) or []
        found.append(
            {
                "type": "answer",
                "id": _id(described, f"answer/{name}"),
                "value": {
                    "name": name,
                    "label": (texts.get("labels") or {}).get(name) or answer["label"],
                    "unit": (texts.get("units") or {}).get(name) or answer.get("unit") or "",
                    "kind": answer.get("kind", "number"),
                    "expected": str(answer["expected"]),
                    "tolerance": float(answer.get("tolerance", 0)),
                    "points": int(answer.get("points", 1)),
                    "hint": (texts.get("hints") or {}).get(name) or answer.get("hint") or "",
                    "mistakes": [
                        {
                            "type": "item",
                            "id": _id(described, f"answer/{name}/mistake/{place}"),
                            "value": {
                                "value": float(mistake["value"]),
                                "tolerance": float(mistake.get("tolerance", 0)),
                                "feedback": feedback[place] if place < len(feedback) else mistake["feedback"],
                            },
                        }
                        for place, mistake in enumerate(answer.get("mistakes") or [])
                    ],
                },
            }
        )
    return found


def _id(described: dict, path: str) -> str:
    return str(uuid5(NAMESPACE, f"{described['code']}/{path}"))


def _bytes(file) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read()
    except OSError:
        return b""
