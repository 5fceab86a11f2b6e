"""`check(name, value)` in an open notebook: asks the school whether a value is right, for practice.

The bridge puts it into the kernel at each start. The value goes out as plain data, in the form in which the grader takes
it out of a notebook, through a comm and the page to the server: what is expected is nowhere in the browser. The cell shows
a line at once, and the answer takes its place when it comes. It returns nothing, raises nothing, and is no mark.
"""

import builtins
import html
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

ITEMS, LONGEST, NAME = 5000, 100_000, 80
TARGET = "school.check"
SIGNS = {"right": "\u2713", "wrong": "\u2717"}
_given: dict[str, Any] = {}


def begin(given: Mapping[str, Any], plain: Callable[..., Any]) -> None:
    """Make `check` known to every cell. `given`: the reader's language, its direction, and what is said in it."""
    _given.update(given, plain=plain)
    builtins.check = check  # type: ignore[attr-defined]


def check(name: str = "", value: Any = ...) -> None:
    """Ask whether a value is right, for practice: check("net_total", net_total). It is not a mark."""
    try:
        _ask(name, value)
    except Exception:
        print(_say("unasked"))


class Line:
    """What stands in the cell: first that it is being asked, then the answer."""

    def __init__(
        self, name: str, state: str = "asking", text: str = "", feedback: Iterable[object] = ()
    ) -> None:
        self.name, self.state = name, state
        self.text = text or _say(state)
        self.feedback = [str(part) for part in feedback]
        self.note = _say("note") if state in SIGNS else ""

    def __repr__(self) -> str:
        parts = [SIGNS.get(self.state, ""), f"{self.name}:", self.text, *self.feedback]
        return " ".join(part for part in parts if part) + (f" ({self.note})" if self.note else "")

    def _repr_html_(self) -> str:
        said = f"<strong>{html.escape(self.text)}</strong>" if self.note else html.escape(self.text)
        # The tutor's words may be of another direction than the reader's: each stands in lines of its own.
        more = "".join(f'\n<div dir="auto">{html.escape(part)}</div>' for part in self.feedback)
        more += f"\n<div><em>{html.escape(self.note)}</em></div>" if self.note else ""
        sign = f"{SIGNS[self.state]} " if self.note else ""
        # Of attributes JupyterLab lets class, dir and lang through.
        return (
            f'<div class="school-check school-check--{self.state}" dir="{_given["direction"]}" '
            f'lang="{_given["language"]}">{sign}<code dir="ltr">{html.escape(self.name)}</code> {said}{more}</div>'
        )


def _ask(name: str, value: Any) -> None:
    from comm import create_comm
    from IPython.display import display

    if not isinstance(name, str) or value is ...:
        print(_say("write"))
        return
    name = name[:NAME]
    data = json.dumps(_given["plain"](value, 0, [ITEMS, LONGEST]), allow_nan=False)
    if len(data) > LONGEST:
        display(Line(name, "large"))
        return
    shown = display(Line(name), display_id=True)
    comm = create_comm(target_name=TARGET, data={"name": name, "value": data})

    def answered(message: Any) -> None:
        told = message["content"]["data"]
        shown.update(Line(name, told.get("state", "told"), told.get("text", ""), told.get("feedback", ())))

    comm.on_msg(answered)


def _say(text: str) -> str:
    return _given["texts"].get(text, "")
