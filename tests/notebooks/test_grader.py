"""The grader: what a notebook defines comes out as plain data, once for each data set."""

from functools import partial

import pytest

from notebooks.grader import Failure, Limits, Refusal, grade

pytestmark = pytest.mark.runtime

CSV = b"iso3,stock,population\nCIV,10,100\nTCD,5,50\nUGA,3,10\n"
OTHER = b"iso3,stock,population\nCIV,20,80\nMLI,6,60\nUGA,1,10\n"


@pytest.fixture
def run(graded, series):
    return partial(graded, series=series)


def test_values_come_out_as_plain_data(run, notebook):
    cells = (
        "import pandas as pd, numpy as np\n%matplotlib inline\ndf = pd.read_csv('stock.csv')\n!ls\ndf?",
        "share = 100 * df.stock / df.population\nciv = share[df.iso3 == 'CIV'].iloc[0]\n"
        "table = df[['iso3', 'stock']]\nby_country = df.set_index('iso3').stock\nkeyed = df.set_index('iso3')",
        "long = df.melt(id_vars='iso3').set_index(['iso3', 'variable']).head(2)\n"
        "wide = df.groupby('iso3').agg({'stock': ['sum', 'mean']})\nlabels = long.value\nindex = keyed.index\n"
        "dated = pd.DataFrame({'day': pd.to_datetime(['2024-02-29', None]), 'n': [1.5, None]}, index=[7, 9])",
        "nan = float('nan'); low = float('-inf'); huge = 10 ** 400; text = 'a\\ud800b\\x00'; none = None; yes = True\n"
        "nested = {1: [(2, 3), {4}]}\nloop = []; loop.append(loop)\ndef function(): pass\nmany = list(range(99999))",
        "import asyncio, datetime, decimal, collections\nawait asyncio.sleep(0)\nawaited = 'yes'\n"
        "array = np.array([[1, 2], [3, 4]]) / 2\nnumber = np.int64(7)\nflag = np.bool_(True)\nthree = {3, 1, 2}\n"
        "day = datetime.date(2024, 2, 29)\nprice = decimal.Decimal('1.25')\ntimes = np.array(['2024-01-01'], dtype='datetime64[D]')\n"
        "Point = collections.namedtuple('Point', 'x y')\npoint = Point(1, 2)\ncounted = collections.Counter('aab')\ncount = range(3)",
    )
    expected = {
        "civ": 10.0,
        "table": {
            "__frame__": True,
            "columns": ["iso3", "stock"],
            "rows": [["CIV", 10], ["TCD", 5], ["UGA", 3]],
        },
        "keyed": {
            "__frame__": True,
            "columns": ["iso3", "stock", "population"],
            "rows": [["CIV", 10, 100], ["TCD", 5, 50], ["UGA", 3, 10]],
        },
        "long": {
            "__frame__": True,
            "columns": ["iso3", "variable", "value"],
            "rows": [["CIV", "stock", 10], ["TCD", "stock", 5]],
        },
        "wide": {
            "__frame__": True,
            "columns": ["iso3", "stock, sum", "stock, mean"],
            "rows": [["CIV", 10, 10.0], ["TCD", 5, 5.0], ["UGA", 3, 3.0]],
        },
        "dated": {
            "__frame__": True,
            "columns": ["index", "day", "n"],
            "rows": [[7, "2024-02-29 00:00:00", 1.5], [9, None, "NaN"]],
        },
        "by_country": {"__series__": True, "index": ["CIV", "TCD", "UGA"], "values": [10, 5, 3]},
        "labels": {"__series__": True, "index": [["CIV", "stock"], ["TCD", "stock"]], "values": [10, 5]},
        "index": ["CIV", "TCD", "UGA"],
        "nan": "NaN",
        "low": "-Infinity",
        "huge": "<very large>",
        "text": "a?b",
        "none": None,
        "yes": True,
        "nested": {"1": [[2, 3], [4]]},
        "awaited": "yes",
        "array": [[0.5, 1.0], [1.5, 2.0]],
        "number": 7,
        "flag": True,
        "day": "2024-02-29",
        "price": 1.25,
        "times": ["2024-01-01"],
        "point": [1, 2],
        "counted": {"a": 2, "b": 1},
        "count": [0, 1, 2],
    }
    result = run(
        notebook(*cells), [*expected, "loop", "function", "many", "three", "absent"], {"stock.csv": CSV}
    )
    assert result.error is None
    assert result.cells_run == 5
    assert {name: result.values[name] for name in expected} == expected
    assert result.values["function"] == "<function>"
    assert "<more>" in str(result.values["loop"])
    assert result.values["many"][-1] == "<more>"
    assert 2_000 < len(result.values["many"]) < 30_000
    assert sorted(result.values["three"]) == [1, 2, 3]
    assert "absent" not in result.values
    assert result.runtime_version.startswith("Pyodide 314.0.3 (")
    assert result.seconds > 0


def test_each_data_set_gets_a_run_of_its_own(run, notebook):
    cells = (
        "import os, random\nbefore = sorted(os.listdir('.'))\nseen = dict(globals()).get('total', 'new')\nopen('kept', 'w').write('x')",
        "rows = [line.split(',') for line in open('stock.csv').read().split()[1:]]\ntotal = sum(int(row[1]) for row in rows)\n"
        "os.environ['KEPT'] = '1'",
    )
    result = run(
        notebook(*cells),
        ["before", "seen", "total"],
        {"stock.csv": CSV},
        {"stock.csv": OTHER},
        {"stock.csv": b"a,b\nx,7\n", "second.csv": b""},
        expressions=["total + 1", "no_such_name", "rows[0][0]", "1 +"],
    )
    assert [one.error for one in result.runs] == [None] * 3
    assert [one.values["total"] for one in result.runs] == [18, 27, 7]
    assert [one.values["before"] for one in result.runs] == [
        ["stock.csv"],
        ["stock.csv"],
        ["second.csv", "stock.csv"],
    ]
    assert {one.values["seen"] for one in result.runs} == {"new"}
    assert [one.expressions for one in result.runs] == [
        [19, None, "CIV", None],
        [28, None, "CIV", None],
        [8, None, "x", None],
    ]
    assert (result.values, result.error, result.cells_run) == (result.runs[0].values, None, 2)
    assert result.hidden == result.runs[1:]


def test_a_notebook_that_breaks_beside_hidden_data_keeps_the_runs_before(run, notebook):
    cells = ("word = open('d.txt').read()\nx = len(word)\nif word == 'loop':\n    while True: pass", "y = 1")
    sets = [{"d.txt": word} for word in (b"first", b"second", b"loop", b"never")]
    result = run(notebook(*cells), ["x", "y"], *sets, processor_seconds=1)
    assert [one.values for one in result.runs] == [{"x": 5, "y": 1}, {"x": 6, "y": 1}, {}, {}]
    assert [one.error for one in result.runs] == [None, None, Failure(Refusal.TIME), Failure(Refusal.TIME)]


def test_an_error_ends_its_cell_and_not_the_notebook(run, notebook):
    result = run(notebook("x = 1", "y = undefined", "import sys; sys.exit()", "x += 1"), ["x", "y"])
    assert result.values == {"x": 2}
    assert result.error == Failure(Refusal.CELL, 2, "NameError", "name 'undefined' is not defined")
    assert result.cells_run == 2


def test_a_chart_is_drawn_and_closed_before_the_next_data_set(run, notebook):
    cells = (
        "import pandas as pd, matplotlib.pyplot as plt\ndf = pd.read_csv('stock.csv')\ndf.plot(x='iso3', kind='bar')\n"
        "x = len(plt.get_fignums())",
    )
    result = run(notebook(*cells), ["x"], {"stock.csv": CSV}, {"stock.csv": OTHER})
    assert [(one.values, one.error) for one in result.runs] == [({"x": 1}, None)] * 2


def test_scipy_and_seaborn_are_there_when_a_notebook_asks_for_them(run, notebook):
    cells = (
        "from scipy import linalg, optimize, stats\nimport seaborn as sns",
        "slope = stats.linregress([1, 2, 3], [2, 4, 6.5]).slope\nsolved = linalg.solve([[2, 1], [1, 3.0]], [3, 5])",
        "root = round(optimize.brentq(lambda x: x * x - 2, 0, 2), 6)",
        "bars = len(sns.barplot(x=['CIV', 'TCD'], y=[1, 2]).patches)\nhelped = 'Parameters' in sns.barplot.__doc__",
    )
    result = run(notebook(*cells), ["slope", "solved", "root", "bars", "helped"])
    assert result.error is None
    solved = result.values.pop("solved")
    assert solved == pytest.approx([0.8, 1.4])
    assert result.values == {"slope": 2.25, "root": 1.414214, "bars": 2, "helped": True}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("text", Refusal.NOT_A_NOTEBOOK),
        ({"nbformat": 3, "cells": []}, Refusal.NOT_A_NOTEBOOK),
        ({"nbformat": 4, "cells": [1]}, Refusal.NOT_A_NOTEBOOK),
        ({"nbformat": 4, "cells": [{"cell_type": "code", "source": {"a": 1}}]}, Refusal.NOT_A_NOTEBOOK),
        ({"nbformat": 4, "cells": [{"cell_type": "code", "source": object()}]}, Refusal.NOT_A_NOTEBOOK),
        ({"nbformat": 4, "cells": [{"cell_type": "markdown", "source": ""}] * 1001}, Refusal.TOO_MANY_CELLS),
        ({"nbformat": 4, "cells": [{"cell_type": "raw", "source": "x" * 11_000_000}]}, Refusal.TOO_LARGE),
    ],
)
def test_what_is_no_notebook_is_refused_before_anything_starts(given, expected, laboratory):
    result = grade(given, [{}, {}], ["x"], laboratory=laboratory)
    assert [(one.error.name, one.values) for one in result.runs] == [(expected, {})] * 2


def test_data_that_is_too_large_is_refused_before_anything_starts(laboratory, notebook):
    sets = [{"a.csv": b"1"}, {"a.csv": b"1" * 3000, "b.csv": b"2" * 3000}]
    result = grade(notebook("x = 1"), sets, ["x"], limits=Limits(files_bytes=5000), laboratory=laboratory)
    assert [one.error.name for one in result.runs] == [Refusal.TOO_LARGE] * 2


def test_without_a_laboratory_the_answer_says_so(notebook, tmp_path):
    assert grade(notebook("x = 1"), [{}], ["x"], laboratory=tmp_path).error.name == Refusal.NO_RUNTIME


def test_a_runtime_that_does_not_start_is_ours_to_mend(notebook, tmp_path):
    (tmp_path / "python").mkdir()
    (tmp_path / ".built.json").write_text('{"runtime": "python"}')
    error = grade(notebook("x = 1"), [{}], ["x"], laboratory=tmp_path).error
    assert error.name == Refusal.NO_RUNTIME
    assert "did not start" in error.message


def test_a_language_without_a_grader_is_a_mistake_of_the_caller(notebook, laboratory):
    with pytest.raises(ValueError, match="cobol"):
        grade(notebook("x = 1"), [{}], ["x"], language="cobol", laboratory=laboratory)
