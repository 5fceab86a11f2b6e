"""What of a notebook is run."""

import json
import re
from typing import Any

from ..packages import OFFERED
from .limits import Limits
from .result import Failure, Refusal


def code_cells(notebook: Any, limits: Limits) -> list[str] | Failure:
    """The code of the notebook, or why it is none."""
    cells = notebook.get("cells") if isinstance(notebook, dict) and notebook.get("nbformat") == 4 else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        return Failure(Refusal.NOT_A_NOTEBOOK)
    if len(cells) > limits.cells:
        return Failure(Refusal.TOO_MANY_CELLS)
    try:
        size = len(json.dumps(notebook))
    except (TypeError, ValueError, RecursionError):
        return Failure(Refusal.NOT_A_NOTEBOOK)
    if size > limits.notebook_bytes:
        return Failure(Refusal.TOO_LARGE)
    try:
        return [_source(cell) for cell in cells if cell.get("cell_type") == "code"]
    except TypeError:
        return Failure(Refusal.NOT_A_NOTEBOOK)


def imported(cells: list[str]) -> list[str]:
    """What the code seems to import. Too much costs a second; too little is an ImportError as honest as any."""
    code = "\n".join(cells)
    return [name for name in OFFERED if re.search(rf"\b{name}\b", code)]


def _source(cell: dict[str, Any]) -> str:
    """A cell's text, which may be one text or a list of lines; TypeError if it is neither."""
    source = cell.get("source", "")
    if not isinstance(source, str | list):
        raise TypeError
    return "".join(source).encode("utf-8", "replace").decode()
