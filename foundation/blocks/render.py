"""From a body of blocks to HTML in chunks: numbered sections, tables and figures, with room for the reader's activities."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from foundation.blocks.drafts import unfinished

NOTHING = SafeString("")


@dataclass(frozen=True)
class Chunk:
    """A run of HTML that is the same for every reader, or (``key`` given) the place of an activity."""

    html: SafeString = NOTHING
    key: UUID | None = None
    kind: str = ""


NUMBERED = {
    "heading": "section",
    "table": "table",
    "chart": "figure",
    "figure": "figure",
    "equation": "equation",
}


def render_body(
    value,
    *,
    prefix: str,
    language: str,
    page_id: int,
    activities: Collection[str] = (),
    is_draft: bool = False,
) -> list[Chunk]:
    """Render a StreamField's value.

    ``prefix`` begins the numbers (``4.1`` gives 4.1.1); ``activities`` names the block types that depend on the reader:
    they become chunks with a key (the block's id). A note comes before the text that it stands beside.
    In a draft (``is_draft``) a block that is not finished says what it lacks.
    """
    counts = dict.fromkeys(NUMBERED.values(), 0)
    chunks: list[Chunk] = []
    run: list[str] = []
    children = _notes_first(list(value))
    for child in children:
        lacking = unfinished(child) if is_draft else []
        if child.block_type in activities and not lacking:
            if run:
                chunks.append(Chunk(html=SafeString("\n".join(run))))
                run = []
            chunks.append(Chunk(key=UUID(child.id), kind=child.block_type))
            continue
        number = ""
        if series := NUMBERED.get(child.block_type):
            counts[series] += 1
            number = f"{prefix}.{counts[series]}" if prefix else str(counts[series])
        if lacking:
            run.append(_what_is_lacking(child, lacking))
            continue
        context = {
            "number": number,
            "language": language,
            "page_id": page_id,
            "block_id": child.id,
            "anchor": f"b-{child.id[:8]}",
        }
        run.append(child.render_as_block(context=Context(context).flatten()))
    if run:
        chunks.append(Chunk(html=SafeString("\n".join(run))))
    return chunks


def _what_is_lacking(child, lacking: list[str]) -> str:
    """What stands in a preview in the place of a block that is not finished."""
    return render_to_string("blocks/unfinished.html", {"label": child.block.label, "lacking": lacking})


def _notes_first(children: list) -> list:
    """The blocks with each note put before the text that it follows, so that both begin on the same line."""
    ordered: list = []
    for child in children:
        if child.block_type == "note" and ordered and ordered[-1].block_type == "text":
            ordered.insert(len(ordered) - 1, child)
        else:
            ordered.append(child)
    return ordered
