"""What a body of text asks of its readers: the activities in it, as plain data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wagtail import blocks

from assessments.blocks.activities import NotebookBlock, QuizBlock, quiz_spec


@dataclass(frozen=True)
class ActivitySpec:
    """An activity as one language asks it; ``key`` is the block's id, the same in every language."""

    key: UUID
    kind: str
    title: str
    spec: Any
    #: Whether readers may be asked it: an exercise must be published, and tried as it is.
    is_ready: bool = True


def specs_from_body(stream_value: Iterable) -> list[ActivitySpec]:
    """The quizzes and notebook exercises of a body, in their order, also inside other blocks."""
    return [spec for child in stream_value for spec in _specs(child)]


def _specs(child: Any) -> Iterator[ActivitySpec]:
    if isinstance(child.block, QuizBlock):
        yield ActivitySpec(UUID(child.id), "quiz", child.value["title"], quiz_spec(child.value))
    elif isinstance(child.block, NotebookBlock):
        exercise = child.value["exercise"]
        if exercise is not None:
            spec = exercise.spec()
            is_ready = exercise.live and bool(spec["trial"])
            yield ActivitySpec(UUID(child.id), "notebook", str(exercise), spec, is_ready)
    elif isinstance(child.block, blocks.StreamBlock):
        for inner in child.value:
            yield from _specs(inner)
    elif isinstance(child.block, blocks.ListBlock):
        for inner in child.value.bound_blocks:
            yield from _specs(inner)
    elif isinstance(child.block, blocks.StructBlock):
        for inner in child.value.bound_blocks.values():
            yield from _specs(inner)
