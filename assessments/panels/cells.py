"""A notebook that somebody handed in, as plain parts to be shown: whatever is in it, nothing here raises and nothing is run.

Cells are text. Of outputs, text is shown as text, PNG and JPEG as pictures; what a browser could run (HTML, SVG, JavaScript)
is shown as the text that it is. All of it is cut at stated sizes: the whole notebook is in the file that can be downloaded.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

#: Cells and outputs that are shown, letters of one text, letters of all, and bytes of all pictures.
MOST_CELLS, MOST_OUTPUTS = 200, 30
MOST_LETTERS, MOST_LETTERS_IN_ALL, MOST_PICTURES = 20_000, 400_000, 4_000_000

TEXT, PICTURE, SOURCE, LEFT_OUT = "text", "picture", "source", "left_out"
#: What a picture of each kind begins with: what only says that it is one is left out.
PICTURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
#: Shown as the text that it is, in this order, where there is neither a picture nor plain text.
SOURCES = (
    "text/markdown",
    "text/latex",
    "text/html",
    "image/svg+xml",
    "application/javascript",
    "application/json",
)
#: Colours and moves of the cursor that terminals understand.
_ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-_])?")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Shown:
    """A text or a picture; ``kind`` says how it is shown, ``of`` what it was."""

    kind: str
    text: str = ""
    of: str = ""
    is_cut: bool = False
    is_error: bool = False


@dataclass(frozen=True)
class CellShown:
    """A cell: its place, what is in it, what came out of it."""

    number: int
    is_code: bool
    source: Shown
    outputs: list[Shown] = field(default_factory=list)
    further: int = 0


@dataclass(frozen=True)
class NotebookShown:
    """The cells that are shown, and how many are not."""

    cells: list[CellShown]
    further: int = 0
    is_readable: bool = True


class _Room:
    """How much may still be shown."""

    def __init__(self):
        self.letters, self.bytes = MOST_LETTERS_IN_ALL, MOST_PICTURES

    def text(self, text: str, kind: str = TEXT, of: str = "", *, is_error: bool = False) -> Shown:
        kept = text[: min(MOST_LETTERS, self.letters)]
        self.letters -= len(kept)
        return Shown(kind, kept, of, is_cut=len(kept) < len(text), is_error=is_error)

    def picture(self, data, of: str) -> Shown:
        encoded = "".join(_plain(data, most=2 * MOST_PICTURES).split())
        if len(encoded) > self.bytes:
            return Shown(LEFT_OUT, of=of, is_cut=True)
        try:
            content = base64.b64decode(encoded, validate=True)
        except (ValueError, binascii.Error):
            return Shown(LEFT_OUT, of=of)
        if not content.startswith(PICTURES[of]):
            return Shown(LEFT_OUT, of=of)
        self.bytes -= len(encoded)
        # Written anew: nothing but the letters of base64 comes into the page.
        return Shown(PICTURE, f"data:{of};base64,{base64.b64encode(content).decode()}", of)


def shown(content) -> NotebookShown:
    """The parts of a notebook."""
    cells = content.get("cells") if isinstance(content, dict) else None
    if not isinstance(cells, list):
        return NotebookShown([], is_readable=False)
    room = _Room()
    made = [_cell(cell, number, room) for number, cell in enumerate(cells[:MOST_CELLS], start=1)]
    return NotebookShown(made, further=len(cells) - len(made))


def _cell(cell, number: int, room: _Room) -> CellShown:
    cell = cell if isinstance(cell, dict) else {}
    outputs = cell.get("outputs")
    outputs = outputs if isinstance(outputs, list) else []
    return CellShown(
        number=number,
        is_code=cell.get("cell_type") == "code",
        source=room.text(_plain(cell.get("source"))),
        outputs=[part for output in outputs[:MOST_OUTPUTS] for part in _output(output, room)],
        further=max(0, len(outputs) - MOST_OUTPUTS),
    )


def _output(output, room: _Room) -> Iterator[Shown]:
    if not isinstance(output, dict):
        return
    kind = output.get("output_type")
    if kind == "stream":
        yield room.text(_plain(output.get("text")), is_error=output.get("name") == "stderr")
    elif kind == "error":
        lines = output.get("traceback")
        told = "\n".join(_plain(line) for line in lines[:200]) if isinstance(lines, list) else ""
        told = told or f"{_plain(output.get('ename'))}: {_plain(output.get('evalue'))}"
        yield room.text(told, is_error=True)
    elif isinstance(data := output.get("data"), dict):
        yield _data(data, room)


def _data(data: dict, room: _Room) -> Shown:
    """One way of showing what came out: a picture, else plain text, else its source."""
    for of in PICTURES:
        if of in data:
            return room.picture(data[of], of)
    if "text/plain" in data:
        return room.text(_plain(data["text/plain"]))
    for of in SOURCES:
        if of in data:
            return room.text(_plain(data[of]), SOURCE, of)
    return Shown(LEFT_OUT, of=_plain(next(iter(data), ""))[:60])


def _plain(value, most: int = 5 * MOST_LETTERS) -> str:
    """A text, or the lines of one; other things as JSON. Without what only terminals understand, and not much of it."""
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        value = "".join(value)
    if value is None:
        return ""
    if not isinstance(value, str):
        try:
            value = json.dumps(value, ensure_ascii=False)
        except (TypeError, ValueError, RecursionError):
            return ""
    return _CONTROLS.sub("", _ESCAPES.sub("", value[:most]))
