"""Several data sets and formulas over a grader that knows one data set."""

import copy
from dataclasses import dataclass, field
from types import SimpleNamespace

from notebooks.grader import grade as grade_one

AFTER = """
def _school_plain(value):
    if hasattr(value, "columns"):
        if type(value.index).__name__ != "RangeIndex":
            value = value.reset_index()
        rows = [[c.item() if hasattr(c, "item") else c for c in row] for row in value.to_numpy(dtype=object).tolist()]
        return {"__frame__": True, "columns": [str(c) for c in value.columns], "rows": rows}
    if hasattr(value, "index") and hasattr(value, "to_dict"):
        labels = [list(i) if isinstance(i, tuple) else i for i in value.index.tolist()]
        return {"__series__": True, "index": labels, "values": value.tolist()}
    return value
for _school_name in %r:
    if _school_name in globals():
        globals()[_school_name] = _school_plain(globals()[_school_name])
"""


@dataclass
class _Run:
    values: dict
    error: object
    cells_run: int = 0
    expressions: list = field(default_factory=list)


def grade(notebook, datasets, names, *, language="python", limits=None, laboratory=None, expressions=None):
    places = {f"school_formula_{n}": text for n, text in enumerate(expressions or [])}
    runs, seconds, runtime = [], 0.0, ""
    for number, files in enumerate(datasets):
        extended = copy.deepcopy(notebook)
        wanted = {} if number else places
        sources = [
            f"try:\n    {n} = ({text})\nexcept Exception:\n    {n} = None" for n, text in wanted.items()
        ]
        sources.append(AFTER % ([*names, *wanted],))
        for source in sources:
            extended["cells"].append({"cell_type": "code", "source": source, "metadata": {}, "outputs": []})
        result = grade_one(extended, files, [*names, *wanted], limits=limits, laboratory=laboratory)
        values = {name: value for name, value in result.values.items() if name in names}
        runs.append(
            _Run(values, result.error, result.cells_run, [result.values.get(name) for name in wanted])
        )
        seconds += result.seconds
        runtime = result.runtime_version
    return SimpleNamespace(runs=runs, error=None, seconds=seconds, runtime_version=runtime)
