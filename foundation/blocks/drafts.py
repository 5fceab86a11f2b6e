"""What is not finished yet: a draft keeps whatever was typed, a preview says what is missing, and nothing unfinished is published."""

from collections.abc import Iterator
from threading import RLock

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail import blocks

#: A draft is looked at leniently by a switch that is set on the block definitions (``is_deferred_validation``), which all
#: threads of a process share: without a lock one person's draft would be looked at while another's switch is set.
LOOKING = RLock()
#: The most that is said of one page: who has begun ten blocks needs no longer list.
MOST = 12


class NotFinished(ValidationError):
    """A page that lacks something is not published; the message says what."""


def unfinished(child) -> list[str]:
    """What a block of a body still lacks, in sentences; none where it is finished."""
    try:
        with LOOKING:
            child.block.clean(child.value)
    except ValidationError as error:
        return list(_sentences(child.block, child.value, error))
    return []


def refuse_unfinished(title: str, body) -> None:
    """Refuse a body with a block that is not finished, and say which and why."""
    said = [
        f"{place}. {child.block.label}: {sentence}"
        for place, child in enumerate(body, start=1)
        for sentence in unfinished(child)
    ]
    if said:
        first = _("“%(title)s” is not finished and cannot be published yet.") % {"title": title}
        raise NotFinished([first, *said[:MOST]])


def _sentences(block, value, error: ValidationError, path: tuple[str, ...] = ()) -> Iterator[str]:
    """The messages of an error, each behind the labels of the fields that lead to it."""
    if not hasattr(error, "block_errors"):
        yield from (_said(path, message) for message in error.messages)
        return
    for name, found in error.block_errors.items():
        child, its_value, label = _child(block, value, name)
        yield from _sentences(child, its_value, found, (*path, label))
    for found in error.non_block_errors.as_data():  # type: ignore[attr-defined]
        yield from (_said(path, message) for message in found.messages)


def _said(path: tuple[str, ...], message: str) -> str:
    return f"{' › '.join(path)}: {message}" if path else message


def _child(block, value, name) -> tuple:
    """A block inside another: its definition, its value, and what it is called."""
    if isinstance(block, blocks.BaseStructBlock):
        return block.child_blocks[name], value[name], str(block.child_blocks[name].label)
    if isinstance(block, blocks.BaseStreamBlock):
        return value[name].block, value[name].value, f"{name + 1}. {value[name].block.label}"
    return block.child_block, value[name], str(name + 1)
