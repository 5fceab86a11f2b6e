"""Raw values of blocks, as the database keeps them: how the text format of exercises and quizzes becomes content."""

from collections.abc import Callable
from typing import Any

#: Gives a part of a block an id of its own, the same whenever the same text is read: ``option/1``.
MakeId = Callable[[str], str]


def item(kind: str, value: Any, make_id: MakeId, path: str) -> dict:
    """A raw item of a list block."""
    return {"type": kind, "value": value, "id": make_id(path)}
