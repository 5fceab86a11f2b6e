"""Runs inside Pyodide, in the sandbox: the cells one after another, then the named values as plain data.

What is used after the cells is bound before them, so that a notebook that redefines `json` or `len` by accident changes nothing.
`notebooks/grader/result.py` says which form each kind of value has.
"""

import ast
import asyncio
import importlib
import json
import math
import os
import random
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pyodide.code import eval_code_async

NO_NUMBER = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}
DEPTH, ITEMS, SIGNS, COLUMNS, LONGEST = 8, 20_000, 1_500_000, 200, 20_000
LARGEST = 10**30
MORE = "<more>"
MAGIC = re.compile(r"^(\s*)[%!?].*$|^(\s*)\w[\w.]*\?{1,2}\s*$", re.MULTILINE)
_dumps, _str, _len, _type, _hasattr, _list, _zip, _range, _sub, _dict, _float, _compile, _eval = (
    *(json.dumps, str, len, type, hasattr, list, zip, range, issubclass, dict, float, compile, eval),
)
_paths, _environment = _list(sys.path), _dict(os.environ)
_job: dict[str, Any] = {}


def load(names: str) -> None:
    """Import packages ahead of the notebook."""
    importlib.invalidate_caches()
    for name in names.split():
        importlib.import_module(name)


def receive(text: str) -> None:
    """Take the notebook and the names of what is asked for."""
    job = json.loads(text)
    # Who begins from a snapshot would draw the same numbers as all others.
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    _job.update(
        cells=job["cells"],
        names=job["names"],
        expressions=job["expressions"],
    )


def rehearse(source: str) -> None:
    """Run what notebooks usually do, so that what waits for its first use is ready before one comes. No cell of it awaits
    anything, so it needs no loop: a memory that is kept could not hold one."""
    receive(json.dumps({"cells": [source], "names": ["shares", "total"], "expressions": []}))
    try:
        run(os.getcwd()).send(None)
    except StopIteration as done:
        if error := json.loads(done.value)["error"]:
            raise RuntimeError(error["message"]) from None
    _job["space"].clear()
    _job.clear()


def plain_source(source: str) -> str:
    """The cell without what only IPython understands."""
    if source.lstrip().startswith("%%"):
        head, _, rest = source.lstrip().partition("\n")
        if head.split()[0] not in ("%%time", "%%timeit", "%%capture"):
            return ""
        source = rest
    try:
        ast.parse(source)
        return source
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return MAGIC.sub(lambda m: (m[1] or m[2] or "") + "pass", source)


async def run(folder: str) -> str:
    """The cells in `folder`, in a namespace of their own; the values, the first error and the count as JSON."""
    await forget()
    os.chdir(folder)
    space = _job["space"] = {"__name__": "__main__", "display": lambda *things, **options: None}
    found: dict[str, Any] = {"error": None, "cells_run": 0}
    for number, written in enumerate(_job["cells"], 1):
        try:
            source = plain_source(written)
            await eval_code_async(source, globals=space, filename=f"<cell {number}>", return_mode="none")
            found["cells_run"] += 1
        except BaseException as error:
            if found["error"] is None:
                found["error"] = {
                    "cell": number,
                    "kind": clean(_type(error).__name__)[:80],
                    "message": text_of(error),
                }
    signs = SIGNS // (_len(_job["names"]) + _len(_job["expressions"]) + 1)
    found["values"] = {
        name: readable(lambda name=name: space[name], signs)  # type: ignore[misc]
        for name in _job["names"]
        if name in space
    }
    found["expressions"] = [
        readable(lambda source=source: _eval(_compile(source, "<expression>", "eval"), space), signs, None)  # type: ignore[misc]
        for source in _job["expressions"]
    ]
    return _dumps(found)


async def forget() -> None:
    """What the run before has left is cleared away, so that the next one finds what the first one found."""
    try:
        if "space" not in _job:
            return
        _job["space"].clear()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.sleep(0)
        for name, module in _list(sys.modules.items()):
            if _str(getattr(module, "__file__", None) or "").startswith("/home/"):
                del sys.modules[name]
        if "matplotlib.pyplot" in sys.modules:
            sys.modules["matplotlib.pyplot"].close("all")
        sys.path[:] = _paths
        os.environ.clear()
        os.environ.update(_environment)
    except BaseException:  # the notebook has broken something that only its own next run needs
        return


def readable(read: Callable[[], Any], signs: int, otherwise: Any = "<unreadable>") -> Any:
    try:
        return plain(read(), 0, [ITEMS, signs])
    except BaseException:
        return otherwise


def text_of(error: BaseException) -> str:
    try:
        return clean(_str(error))[:300]
    except BaseException:
        return ""


def clean(text: str) -> str:
    return text[:LONGEST].encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


def plain(value: Any, depth: int, left: list[int]) -> Any:  # noqa: PLR0911 - one line for each kind of value
    """`value` as what JSON can hold. `left` counts the items and the signs that may still follow."""
    left[0] -= 1
    if left[0] < 0 or left[1] < 0 or depth > DEPTH:
        return MORE
    left[1] -= 8
    if value is None or value is True or value is False:
        return value
    kind = _type(value)
    if _sub(kind, _str):
        return text(_str.__str__(value), left)
    if _sub(kind, int):
        value = int.__int__(value)
        return value if -LARGEST < value < LARGEST else "<very large>"
    if _sub(kind, _float):
        value = _float.__float__(value)
        return value if math.isfinite(value) else NO_NUMBER[_str(value)]
    if _sub(kind, (_list, tuple, set, frozenset, _range)):
        return items(value, depth, left)
    if _sub(kind, _dict):
        return {text(_str(k), left): plain(v, depth + 1, left) for k, v in first(_dict.items(value), left)}
    module = kind.__module__.split(".")[0]
    if module in ("numpy", "pandas"):
        return plain_table(value, kind, depth, left)
    if module in ("decimal", "fractions"):
        return plain(_float(value), depth, left)
    if module == "datetime":
        return text(_str(value)[:80], left)
    return f"<{clean(kind.__name__)[:80]}>"


def text(value: str, left: list[int]) -> str:
    value = clean(value)
    left[1] -= _len(value)
    return value


def first(things: Iterable[Any], left: list[int]) -> Iterator[Any]:
    """As many of the things as there is room for, and one more, which then says that it was cut."""
    for thing in things:
        full = left[0] < 0 or left[1] < 0
        yield thing
        if full:
            return


def items(things: Iterable[Any], depth: int, left: list[int]) -> list[Any]:
    return [plain(item, depth + 1, left) for item in first(things, left)]


def plain_table(value: Any, kind: type, depth: int, left: list[int]) -> Any:
    pandas = sys.modules.get("pandas")
    if pandas is not None and _sub(kind, pandas.DataFrame):
        return plain_frame(value, depth, left)
    if pandas is not None and _sub(kind, pandas.Series):
        room = left[0] // 2 + 1
        index = items(value.index[:room].tolist(), depth, left)
        return {"__series__": True, "index": index, "values": items(value.iloc[:room].tolist(), depth, left)}
    if _hasattr(value, "tolist"):  # an array, an index, a number
        if (
            _hasattr(value, "dtype")
            and getattr(value.dtype, "kind", "") in "mM"
            and module_of(kind) == "numpy"
        ):
            value = value.astype(_str)
        if getattr(value, "ndim", 0):
            value = value[: left[0] + 2]
        return plain(value.tolist(), depth, left)
    if kind.__name__ in ("NAType", "NaTType"):
        return None
    return text(_str(value)[:80], left)


def module_of(kind: type) -> str:
    return kind.__module__.split(".")[0]


def plain_frame(frame: Any, depth: int, left: list[int]) -> dict[str, Any]:
    index = frame.index
    columns = [frame.iloc[:, number] for number in _range(min(COLUMNS, _len(frame.columns)))]
    names = [label(name, left) for name in frame.columns[:COLUMNS]]
    counts_rows = _type(index).__name__ == "RangeIndex" and index.name is None
    if not counts_rows:
        several = _len(index.names) > 1
        levels = [
            label(name, left) if name is not None else (f"level_{n}" if several else "index")
            for n, name in enumerate(index.names)
        ]
        names = levels + names
        columns = [index.get_level_values(n) for n in _range(_len(levels))] + columns
    room = left[0] // max(1, _len(columns)) + 2
    rows = _zip(*[column[:room].tolist() for column in columns])
    return {
        "__frame__": True,
        "columns": names,
        "rows": [items(row, depth + 1, left) for row in first(rows, left)],
    }


def label(name: Any, left: list[int]) -> Any:
    if _type(name) is tuple:  # of a table with columns of several levels
        name = ", ".join(_str(part) for part in name if part != "")
    return plain(name, DEPTH, left)
