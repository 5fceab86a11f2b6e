"""Raw values of blocks, as the database keeps them: how the text format of exercises and quizzes becomes content."""

from collections.abc import Callable


def item(kind: str, value, make_id: Callable[[str], str], path: str) -> dict:
    """A raw item of a list block."""
    return {"type": kind, "value": value, "id": make_id(path)}
