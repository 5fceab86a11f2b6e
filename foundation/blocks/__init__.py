"""The blocks of a body of text: what trainers write lessons, practices and pages with."""

from foundation.blocks.data import ChartBlock, DataBlock, TableBlock
from foundation.blocks.drafts import NotFinished, refuse_unfinished, unfinished
from foundation.blocks.fields import BodyField
from foundation.blocks.media import DownloadBlock, FigureBlock, MediaBlock
from foundation.blocks.render import Chunk, render_body
from foundation.blocks.text import (
    CalloutBlock,
    EquationBlock,
    GlossaryBlock,
    HeadingBlock,
    NoteBlock,
    TextBlock,
    TryItBlock,
    WorkedExampleBlock,
)

__all__ = [
    "BODY_BLOCKS",
    "BodyField",
    "CalloutBlock",
    "ChartBlock",
    "Chunk",
    "DataBlock",
    "DownloadBlock",
    "EquationBlock",
    "FigureBlock",
    "GlossaryBlock",
    "HeadingBlock",
    "MediaBlock",
    "NotFinished",
    "NoteBlock",
    "TableBlock",
    "TextBlock",
    "TryItBlock",
    "WorkedExampleBlock",
    "refuse_unfinished",
    "render_body",
    "unfinished",
]

#: Name and class of every block that any body may hold, in the order in which the editor offers them.
BODY_BLOCKS = (
    ("heading", HeadingBlock),
    ("text", TextBlock),
    ("note", NoteBlock),
    ("table", TableBlock),
    ("chart", ChartBlock),
    ("figure", FigureBlock),
    ("equation", EquationBlock),
    ("callout", CalloutBlock),
    ("worked_example", WorkedExampleBlock),
    ("glossary", GlossaryBlock),
    ("try_it", TryItBlock),
    ("download", DownloadBlock),
    ("media", MediaBlock),
)
