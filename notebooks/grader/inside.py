"""Runs inside Pyodide, in the sandbox: the cells one after another, then the named values as plain data.

What is used after the cells is bound before them, so that a notebook that redefines `json` or `len` by accident changes nothing.
"""

import ast
import json
import math
import re

from pyodide.code import eval_code_async

NO_NUMBER = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}
DEPTH, ITEMS, TEXT = 5, 5000, 20_000
LARGEST = 10**30
MAGIC = re.compile(r"^(\s*)[%!?].*$|^(\s*)\w[\w.]*\?{1,2}\s*$", re.MULTILINE)
_dumps, _str, _len, _isinstance, _type, _hasattr, _getattr = (
    json.dumps,
    str,
    len,
    isinstance,
    type,
    hasattr,
    getattr,
)


def plain_source(source):
    """The cell without what only IPython understands."""
    if source.lstrip().startswith("%%"):
        head, _, rest = source.lstrip().partition("\n")
        if head.split()[0] not in ("%%time", "%%timeit", "%%capture"):
            return ""
        source = rest
    try:
        ast.parse(source)
        return source
    except SyntaxError:
        return MAGIC.sub(lambda m: (m[1] or m[2] or "") + "pass", source)


async def run(cells, names, found):
    """Run the cells; fill `found` with values, errors and the count. An error ends its cell, not the notebook."""
    space = {"__name__": "__main__", "display": lambda *things, **options: None}
    found["error"] = None
    found["cells_run"] = 0
    for index, source in enumerate(cells, 1):
        try:
            await eval_code_async(
                plain_source(source), globals=space, filename=f"<cell {index}>", return_mode="none"
            )
            found["cells_run"] += 1
        except BaseException as error:
            if found["error"] is None:
                found["error"] = {
                    "cell": index,
                    "kind": _type(error).__name__[:80],
                    "message": text_of(error),
                }
    found["values"] = {}
    for name in names:
        if name in space:
            try:
                found["values"][name] = plain(space[name], 0, [ITEMS])
            except BaseException:
                found["values"][name] = "<unreadable>"
    return _dumps(found)


def text_of(error):
    try:
        return clean(_str(error))[:300]
    except BaseException:
        return ""


def clean(text):
    return text[:TEXT].encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


def plain(value, depth, left):  # noqa: PLR0911 - one line for each kind of value
    """`value` as what JSON can hold. `left` counts the items that may still follow."""
    left[0] -= 1
    if left[0] < 0 or depth > DEPTH:
        return "<more>"
    if value is None or value is True or value is False:
        return value
    kind = _type(value)
    if kind is int:
        return value if -LARGEST < value < LARGEST else "<very large>"
    if kind is float:
        return value if math.isfinite(value) else NO_NUMBER[_str(value)]
    if kind is _str:
        return clean(value)
    if kind in (list, tuple, set, frozenset):
        return [plain(item, depth + 1, left) for item in value]
    if kind is dict:
        return {clean(_str(key)): plain(item, depth + 1, left) for key, item in value.items()}
    module = kind.__module__.split(".")[0]
    if module in ("numpy", "pandas"):
        return plain_table(value, kind, depth, left)
    if _isinstance(value, bool | int | float | _str):  # a subclass, such as an enumeration
        base = next(b for b in (bool, int, float, _str) if _isinstance(value, b))
        return plain(base(value), depth, left)
    return f"<{clean(kind.__name__)[:80]}>"


def plain_table(value, kind, depth, left):
    if _hasattr(value, "columns"):  # a DataFrame: columns of lists
        return {
            clean(_str(name)): plain(value[name].tolist(), depth + 1, left) for name in value.columns[:200]
        }
    if _hasattr(value, "index") and _hasattr(value, "to_dict"):  # a Series: label → value
        return plain(value.to_dict(), depth, left)
    if _hasattr(value, "tolist"):  # an array, an index, a number
        return plain(value.tolist(), depth, left)
    if kind.__name__ in ("NAType", "NaTType"):
        return None
    return clean(_str(value))[:80]
