"""What a notebook file must be before anything else looks at it."""

import json
import warnings
from typing import Any

import nbformat
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.shapes import Notebook

MAX_BYTES = 10 * 1024 * 1024
MAX_CELLS = 1000


def check_notebook(content: bytes | str) -> Notebook:
    """The notebook in a file; ``ValidationError`` in plain words where there is none, or one too large to work with."""
    size = len(content) if isinstance(content, bytes) else len(content.encode())
    if size > MAX_BYTES:
        raise ValidationError(
            _("The notebook is larger than 10 MB. Clear the outputs of its cells and save it again.")
        )
    try:
        notebook = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ValidationError(
            _("This file is not a notebook. Choose the file that ends in .ipynb.")
        ) from error
    return check_notebook_data(notebook)


def check_notebook_data(notebook: Any) -> Notebook:
    """The same for a notebook that was already read from JSON."""
    if (
        not isinstance(notebook, dict)
        or notebook.get("nbformat") != 4
        or not isinstance(notebook.get("cells"), list)
    ):
        raise ValidationError(_("This file is not a notebook of the present format (version 4)."))
    if len(notebook["cells"]) > MAX_CELLS:
        raise ValidationError(_("The notebook has more than 1,000 cells."))
    try:
        with warnings.catch_warnings():
            # Missing cell ids are mended by nbformat and told as a warning: nothing for the trainee.
            warnings.simplefilter("ignore")
            valid = nbformat.from_dict(notebook)
            nbformat.validate(valid)
        # The databases keep no figure that is none in JSON (NaN), and this refuses it.
        json.dumps(valid, allow_nan=False)
        return _storable(valid)
    except (
        nbformat.ValidationError,
        AttributeError,
        KeyError,
        TypeError,
        ValueError,
        RecursionError,
    ) as error:
        raise ValidationError(_("This notebook is damaged: the laboratory could not open it.")) from error


def _storable(value: Any) -> Any:
    """The same value with texts that every database keeps: without NUL, without halves of surrogate pairs."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    if isinstance(value, list):
        return [_storable(item) for item in value]
    if isinstance(value, dict):
        return {_storable(name): _storable(item) for name, item in value.items()}
    return value
