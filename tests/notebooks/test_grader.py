"""The sandbox: what a notebook defines comes out as plain data, and nothing that it does gets any further."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from notebooks.grader import Failure, GradeResult, Limits, Refusal, grade

pytestmark = pytest.mark.runtime

#: A way from Python to all of JavaScript, although its global names were not given.
TO_JAVASCRIPT = (
    "from pyodide.ffi import to_js\nFunction = to_js([]).constructor.constructor\n"
    "def run_js(code): return Function.new(code)()\n"
)
CSV = b"iso3,stock,population\nCIV,10,100\nTCD,5,50\nUGA,3,10\n"


@pytest.fixture
def run(laboratory):
    def run(notebook, names=("x",), files=None, **limits) -> GradeResult:
        return grade(notebook, files or {}, list(names), limits=Limits(**limits), laboratory=laboratory)

    return run


def test_values_come_out_as_plain_data(run, notebook):
    cells = (
        "import pandas as pd\n%matplotlib inline\ndf = pd.read_csv('stock.csv')\n!ls\ndf?",
        "share = 100 * df.stock / df.population\nciv = share[df.iso3 == 'CIV'].iloc[0]\n"
        "table = df[['iso3', 'stock']]\nby_country = df.set_index('iso3').stock",
        "nan = float('nan'); low = float('-inf'); huge = 10 ** 400; text = 'a\\ud800b\\x00'; none = None; yes = True\n"
        "nested = {1: [(2, 3), {4}]}\nloop = []; loop.append(loop)\ndef function(): pass\nmany = list(range(9999))",
        "import asyncio\nawait asyncio.sleep(0)\nawaited = 'yes'",
    )
    names = ["civ", "table", "by_country", "nan", "low", "huge", "text", "none", "yes", "nested", "awaited"]
    result = run(notebook(*cells), [*names, "loop", "function", "many", "absent"], {"stock.csv": CSV})
    assert result.error is None
    assert result.cells_run == 4
    assert {name: result.values[name] for name in names} == {
        "civ": 10.0,
        "table": {"iso3": ["CIV", "TCD", "UGA"], "stock": [10, 5, 3]},
        "by_country": {"CIV": 10, "TCD": 5, "UGA": 3},
        "nan": "NaN",
        "low": "-Infinity",
        "huge": "<very large>",
        "text": "a?b",
        "none": None,
        "yes": True,
        "nested": {"1": [[2, 3], [4]]},
        "awaited": "yes",
    }
    assert result.values["function"] == "<function>"
    assert "<more>" in str(result.values["loop"])
    assert result.values["many"][-1] == "<more>"
    assert "absent" not in result.values
    assert result.runtime_version.startswith("Pyodide 314.0.3 (")
    assert result.seconds > 0


def test_an_error_ends_its_cell_and_not_the_notebook(run, notebook):
    result = run(notebook("x = 1", "y = undefined", "import sys; sys.exit()", "x += 1"), ["x", "y"])
    assert result.values == {"x": 2}
    assert result.error == Failure(Refusal.CELL, 2, "NameError", "name 'undefined' is not defined")
    assert result.cells_run == 2


def test_redefining_what_the_harness_uses_changes_nothing(run, notebook):
    hostile = (
        "import json\njson.dumps = lambda *a, **k: '{}'\nlen = str = list = isinstance = run = plain = None\n"
        "class Liar(float):\n    def __eq__(self, other): return True\nx = Liar(3.5)\n"
        "class Bomb:\n    @property\n    def __class__(self): raise SystemExit\n    def __del__(self): raise SystemExit\ny = Bomb()"
    )
    result = run(notebook(hostile), ["x", "y"])
    assert result.values["x"] == 3.5
    assert isinstance(result.values.get("y", ""), str)


def test_nothing_is_reached_from_inside(run, notebook):
    from_python = (
        "import os\nx = {}\n"
        "def attempt(name, work):\n    try: x[name] = 'GOT ' + str(work())[:80]\n    except BaseException as e: x[name] = type(e).__name__\n"
        "attempt('file', lambda: open('/etc/passwd').read())\n"
        "attempt('home', lambda: os.listdir('/root'))\n"
        "attempt('environment', lambda: {k: v for k, v in os.environ.items() if 'SCHOOL' in k})\n"
        "attempt('network', lambda: __import__('urllib.request').request.urlopen('http://127.0.0.1:1'))"
    )
    from_javascript = (
        TO_JAVASCRIPT
        + "async def js(name, code):\n    try: x[name] = 'GOT ' + str(await run_js('return (async () => {' + code + '})()'))[:80]\n"
        "    except BaseException as e: x[name] = str(e)[:60]\n"
        "await js('js file', 'return Deno.readTextFileSync(\"/etc/passwd\")')\n"
        "await js('js write', 'return Deno.writeTextFileSync(\"/tmp/x\", \"1\")')\n"
        "await js('js environment', 'return JSON.stringify(Deno.env.toObject())')\n"
        "await js('js process', 'return new Deno.Command(\"id\").outputSync()')\n"
        "await js('js network', 'return (await fetch(\"http://127.0.0.1:1\")).status')\n"
        "await js('js import', 'return await import(\"file:///etc/passwd\")')"
    )
    result = run(notebook(from_python, from_javascript))
    found = result.values["x"]
    assert not {name: value for name, value in found.items() if value.startswith("GOT") and value != "GOT {}"}
    assert set(found) == {
        "file", "home", "environment", "network",
        "js file", "js write", "js environment", "js process", "js network", "js import",
    }  # fmt: skip
    assert "NotCapable" in found["js file"] + found["js write"] + found["js process"]


@pytest.mark.parametrize(
    ("code", "expected", "limits"),
    [
        ("while True: pass", {Refusal.TIME}, {"processor_seconds": 4}),
        ("print('x' * 10)\nwhile True: print('flood' * 10_000)", {Refusal.TIME}, {"processor_seconds": 4}),
        ("import time\ntime.sleep(3600)", {Refusal.TIME}, {"seconds": 8}),
        (TO_JAVASCRIPT + "run_js('const b = new Uint8Array(1 << 20); for (;;) Deno.stdout.writeSync(b)')",
         {Refusal.OUTPUT}, {}),
        ("x = []\nwhile True: x.append(bytearray(50_000_000))", {Refusal.CELL, Refusal.MEMORY}, {}),
        (TO_JAVASCRIPT + "run_js('const a = []; for (;;) a.push(new Uint8Array(1 << 26).fill(1))')",
         {Refusal.MEMORY, Refusal.CELL, Refusal.EXITED}, {}),
        ("import os\nos._exit(0)", {Refusal.EXITED}, {}),
        ("import ctypes\nctypes.string_at(0xFFFFFFF0, 100)", {Refusal.CRASHED, Refusal.MEMORY, Refusal.CELL}, {}),
        ("def f(): f()\nf()", {Refusal.CELL}, {}),
        ("import os\nos.system('id')", {Refusal.EXITED}, {}),
    ],
    ids=["loop", "prints", "sleep", "output", "memory", "memory-outside-python", "exit", "segfault", "recursion", "process"],
)  # fmt: skip
def test_a_hostile_notebook_gets_a_named_error(run, notebook, code, expected, limits):
    started = time.monotonic()
    result = run(notebook(code), **limits)
    assert result.error is not None
    assert result.error.name in expected
    assert time.monotonic() - started < 120
    assert not _sandboxes_of(os.getpid())


def test_a_forged_result_carries_plain_data_alone(run, notebook):
    forged = (
        TO_JAVASCRIPT
        + "run_js('Deno.stdout.writeSync(new TextEncoder().encode(\"not the token{}\\\\n\")); Deno.exit(0)')"
    )
    assert run(notebook(forged)).error.name in (Refusal.EXITED, Refusal.CELL)


def test_a_killed_worker_leaves_nothing_that_runs_for_ever(laboratory, notebook, tmp_path):
    """The processor's limit holds by itself."""
    script = tmp_path / "grade.py"
    script.write_text(
        "from notebooks.grader import grade, Limits\nfrom pathlib import Path\n"
        f"grade({notebook('while True: pass')!r}, {{}}, [], limits=Limits(processor_seconds=3), laboratory=Path({str(laboratory)!r}))"
    )
    root = Path(__file__).resolve().parent.parent.parent
    worker = subprocess.Popen(
        [sys.executable, str(script)], cwd=root, env={**os.environ, "PYTHONPATH": str(root)}
    )
    deadline = time.monotonic() + 60
    while not (left := _sandboxes_of(worker.pid)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    deadline = time.monotonic() + 90
    while any(_is_sandbox(pid) for pid in left) and time.monotonic() < deadline:
        time.sleep(0.3)
    assert not any(_is_sandbox(pid) for pid in left)


def _sandboxes_of(parent: int) -> set[int]:
    """The sandboxes that a process has started and not ended."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int((folder / "stat").read_text().rpartition(")")[2].split()[1]) == parent:
                found.add(int(folder.name))
        except OSError:
            continue
    return {pid for pid in found if _is_sandbox(pid)}


def _is_sandbox(pid: int) -> bool:
    try:
        return b"grader/run.mjs" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


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
    assert grade(given, {}, ["x"], laboratory=laboratory).error.name == expected


def test_without_a_laboratory_the_answer_says_so(notebook, tmp_path):
    assert grade(notebook("x = 1"), {}, ["x"], laboratory=tmp_path).error.name == Refusal.NO_RUNTIME
