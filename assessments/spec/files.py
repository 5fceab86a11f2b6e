"""The files of an exercise as a version of its activity, or a trial, names them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.core.files.storage import default_storage
from wagtail.documents import get_document_model

from assessments.shapes import Definition, ExerciseSpec, Notebook, TrialFiles


@dataclass(frozen=True)
class Materials:
    """What a definition names by its hash: the notebooks by language and part, the data by name."""

    notebooks: dict[str, dict[str, Notebook]]
    data: dict[str, bytes]


class FilesMissing(Exception):
    """A file that is named is gone, or is another by now."""


def starter_file(spec: ExerciseSpec, language: str) -> str:
    """Where the starter in a programming language is."""
    return spec["notebooks"][language]["starter"]["file"]


def starter_notebook(spec: ExerciseSpec, language: str) -> Notebook:
    """The starter notebook."""
    return json.loads(_stored(starter_file(spec, language)))


def data_files(spec: ExerciseSpec) -> dict[str, bytes]:
    """The data by the names under which the notebook opens them."""
    return _documents({entry["name"]: entry["document"] for entry in spec["data"]})


def data_texts(spec: ExerciseSpec) -> dict[str, str]:
    """The same as text, for the laboratory in the browser."""
    return {name: content.decode("utf-8-sig", errors="replace") for name, content in data_files(spec).items()}


def materials_of(definition: Definition, files: TrialFiles) -> Materials:
    """What a definition names by its hashes, from where a trial says it is; ``FilesMissing`` where it is not that any more."""
    notebooks: dict[str, dict[str, Notebook]] = {}
    for language, parts in definition["notebooks"].items():
        for part, digest in parts.items():
            content = _same(_stored(files["notebooks"][language][part]), digest, part)
            notebooks.setdefault(language, {})[part] = json.loads(content)
    data = _documents(files["data"])
    for entry in definition["data"]:
        _same(data[entry["name"]], entry["sha256"], entry["name"])
    return Materials(notebooks, data)


def _same(content: bytes, digest: str, name: str) -> bytes:
    if sha256(content).hexdigest() != digest:
        raise FilesMissing(name)
    return content


def _stored(name: str) -> bytes:
    try:
        with default_storage.open(name, "rb") as file:
            return file.read()
    except OSError as error:
        raise FilesMissing(name) from error


def _documents(places: Mapping[str, int | None]) -> dict[str, bytes]:
    documents = get_document_model().objects.in_bulk(list(places.values()))
    files = {}
    for name, key in places.items():
        document = documents.get(key)
        if document is None:
            raise FilesMissing(name)
        try:
            with document.file.open("rb") as file:
                files[name] = file.read()
        except OSError as error:
            raise FilesMissing(name) from error
    return files
