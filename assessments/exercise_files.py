"""The files of an exercise as a version of its activity names them."""

import json

from django.core.files.storage import default_storage
from wagtail.documents import get_document_model


class FilesMissing(Exception):
    """A file that the version names is gone."""


def starter_notebook(spec: dict) -> dict:
    """The starter notebook."""
    try:
        with default_storage.open(spec["starter"]["file"], "rb") as file:
            return json.loads(file.read())
    except OSError as error:
        raise FilesMissing(spec["starter"]["file"]) from error


def data_files(spec: dict) -> dict[str, bytes]:
    """The data by the names under which the notebook opens them."""
    ids = [entry["document"] for entry in spec["data"]]
    documents = get_document_model().objects.in_bulk(ids)
    files = {}
    for entry in spec["data"]:
        document = documents.get(entry["document"])
        if document is None:
            raise FilesMissing(entry["name"])
        try:
            with document.file.open("rb") as file:
                files[entry["name"]] = file.read()
        except OSError as error:
            raise FilesMissing(entry["name"]) from error
    return files


def data_texts(spec: dict) -> dict[str, str]:
    """The same as text, for the laboratory in the browser."""
    return {name: content.decode("utf-8-sig", errors="replace") for name, content in data_files(spec).items()}
