"""The demonstration's notebook exercises, in every language they are written in."""

import json
from functools import partial
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from markdown_it import MarkdownIt
from wagtail.documents import get_document_model
from wagtail.models import Collection, Locale

from assessments.authoring import NOTEBOOK_FIELDS, Exercise, forget_trials, keep_trial
from demonstration.exercise_format import ExerciseFolder, folders
from demonstration.exercise_trials import kept_outcome

COLLECTION = "Demonstration exercises"
#: What two loads are compared by, and what is written from the folder as it is.
PLAIN = (
    "title",
    "level",
    "minutes",
    "task",
    "method",
    "method_source",
    "is_reviewed",
    "pass_mark",
    "counts",
    "tries",
    "pause",
)
BODIES = ("data", "hidden", "answers")
FILES = tuple(name for parts in NOTEBOOK_FIELDS.values() for name in parts.values())


def load(content_dir: Path, locales: dict[str, Locale]) -> None:
    """Write or update every exercise; what is there and says the same is left alone."""
    for folder in folders(content_dir):
        documents = {name: _document(name, content) for name, content in folder.data.items()}
        for language in folder.languages:
            if language in locales:
                _exercise(folder, language, locales[language], documents)


def remove() -> None:
    """Remove the exercises with their files and trials. Attempts keep what was asked of them in their own version."""
    for exercise in Exercise.objects.filter(is_demonstration=True):
        forget_trials(exercise)
        for name in FILES:
            file = getattr(exercise, name)
            if file:
                # The file goes when the row is surely gone.
                transaction.on_commit(partial(file.storage.delete, str(file.name)))
        exercise.delete()
    collection = Collection.objects.filter(name=COLLECTION).first()
    if collection is not None:
        for document in get_document_model().objects.filter(collection=collection):
            document.delete()
        collection.delete()


def _document(name: str, content: bytes):
    """The file among the documents, in a collection of its own; a changed file replaces the old one."""
    collection = Collection.objects.filter(name=COLLECTION).first()
    if collection is None:
        collection = Collection.get_first_root_node().add_child(name=COLLECTION)
    document = get_document_model().objects.filter(collection=collection, title=name).first()
    if document is None:
        document = get_document_model()(collection=collection, title=name)
    elif _bytes(document.file) == content:
        return document
    document.file = ContentFile(content, name=name)
    document.file_size = len(content)
    document.file_hash = ""
    document._set_document_file_metadata()
    document.save()
    return document


def _exercise(folder: ExerciseFolder, language: str, locale: Locale, documents: dict) -> None:
    described, texts, code = folder.described, folder.described["texts"][language], folder.code
    exercise = Exercise.objects.filter(code=code, locale=locale).first() or Exercise(
        code=code, locale=locale, translation_key=folder.key, is_demonstration=True
    )
    before = _state(exercise) if exercise.pk else None
    exercise.title = texts["title"]
    exercise.level = described.get("level", 1)
    exercise.minutes = described.get("minutes", 30)
    exercise.task = MarkdownIt("commonmark", {"html": False}).render(texts["task"])
    exercise.method = texts.get("method") or ""
    exercise.method_source = texts.get("method_source") or described.get("method_source") or ""
    exercise.is_reviewed = bool(texts.get("reviewed"))
    exercise.pass_mark = described.get("pass_mark", 60)
    exercise.counts = described.get("counts", "best")
    exercise.tries = described.get("tries", 0)
    exercise.pause = described.get("pause", 0)
    exercise.data = json.dumps(folder.data_blocks(language, documents))  # type: ignore[assignment]
    exercise.hidden = json.dumps(folder.hidden_blocks())  # type: ignore[assignment]
    exercise.answers = json.dumps(folder.answer_blocks(language))  # type: ignore[assignment]
    _notebooks(exercise, folder.notebooks(language), language)
    if before != _state(exercise):
        exercise.full_clean()
        # Nothing is run while a school is laid out: the folder keeps what the grader gave.
        kept = kept_outcome(folder, language)
        keep_trial(exercise.definition(), exercise.translation_key, kept.outcome, runtime=kept.runtime)
        exercise.save()
        exercise.save_revision().publish()


def _notebooks(exercise: Exercise, contents: dict[str, dict[str, bytes]], language: str) -> None:
    """Store the notebooks that are new or changed, and let go of those that are there no more."""
    for programming, parts in NOTEBOOK_FIELDS.items():
        for part, name in parts.items():
            content, stored = contents.get(programming, {}).get(part), getattr(exercise, name)
            if content is None:
                setattr(exercise, name, "")
            elif not stored or _bytes(stored) != content:
                file = f"{exercise.code.lower()}.{part}.{programming}.{language}.ipynb"
                stored.save(file, ContentFile(content), save=False)


def _state(exercise: Exercise) -> tuple:
    return (
        *(getattr(exercise, name) for name in PLAIN),
        *(str(getattr(exercise, name)) for name in FILES),
        *(json.dumps(getattr(exercise, name).get_prep_value(), sort_keys=True) for name in BODIES),
    )


def _bytes(file) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read()
    except OSError:
        return b""
