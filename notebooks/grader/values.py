"""What comes out of the sandbox, made sure of: a line may be forged, and only what the contract promises goes on."""

import math
from typing import Any

from .result import Failure, Refusal, Run

DEPTH = 12
LARGEST = 10**30
NAME, TEXT = 80, 300
FORMS = {"__frame__": ("columns", "rows"), "__series__": ("index", "values")}


def understood(found: dict[str, Any], names: list[str], expressions: int) -> Run:
    """The run that a line tells of; TypeError, ValueError or KeyError where it has not the form."""
    error = None
    if told := found["error"]:
        error = Failure(
            Refusal.CELL,
            int(told["cell"]),
            _text(str(told["kind"]))[:NAME],
            _text(str(told["message"]))[:TEXT],
        )
    given = found.get("expressions") or []
    if not isinstance(given, list):
        raise TypeError
    return Run(
        values={name: safe(value) for name, value in dict(found["values"]).items() if name in names},
        error=error,
        cells_run=int(found["cells_run"]),
        expressions=[safe(value) for value in [*given, *[None] * expressions][:expressions]],
    )


def safe(value: Any, depth: int = 0) -> Any:
    if depth > DEPTH:
        return "<more>"
    if isinstance(value, dict):
        clean = {_text(str(key)): safe(item, depth + 1) for key, item in value.items()}
        return clean if _has_form(clean) else "<damaged>"
    if isinstance(value, list):
        return [safe(item, depth + 1) for item in value]
    return _text(value) if isinstance(value, str) else _number(value)


def _has_form(value: dict[str, Any]) -> bool:
    """Whoever reads a table or a labelled column may rely on its two lists."""
    for mark, lists in FORMS.items():
        if value.get(mark) is True and not all(isinstance(value.get(name), list) for name in lists):
            return False
    return True


def _number(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= LARGEST:
        return "<very large>"
    return value


def _text(value: str) -> str:
    return value.encode("utf-8", "replace").decode().replace("\x00", "")
