"""Hostile notebooks: none gets a point that it did not type, nothing leaks, and the machine is as before.

A point is what the caller gives for values that agree with the expected ones, beside every data set (`earned`). Time is limited
generously: these run on machines that do other work too.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from notebooks.grader import Refusal, grade
from tests.notebooks.sandboxes import (
    CANARY,
    HIDDEN,
    THIRD,
    TO_JAVASCRIPT,
    VISIBLE,
    assert_hidden_data_came_beside_themselves_alone,
    assert_what_was_stashed_gave_no_point,
    earned,
    is_sandbox,
    sandboxes_of,
)

pytestmark = pytest.mark.runtime

ROOT = Path(__file__).resolve().parent.parent.parent
HONEST = "x = 2 * int(open('d.txt').read())"


@pytest.fixture
def run(watched):
    return watched


@pytest.mark.parametrize(
    ("code", "expected", "limits"),
    [
        ("while True: pass", {Refusal.TIME}, {"processor_seconds": 1}),
        ("print('x' * 10)\nwhile True: print('flood' * 10_000)", {Refusal.OUTPUT}, {}),
        ("import os\nwhile True: os.write(2, b'a line without its end' * 1000)", {Refusal.OUTPUT}, {}),
        ("import time\ntime.sleep(3600)", {Refusal.TIME}, {"seconds": 2}),
        (TO_JAVASCRIPT + "run_js('const b = new Uint8Array(1 << 20); for (;;) Deno.stdout.writeSync(b)')",
         {Refusal.OUTPUT}, {}),
        (TO_JAVASCRIPT + "run_js('const b = new Uint8Array(1 << 20); for (;;) Deno.stderr.writeSync(b)')",
         {Refusal.OUTPUT}, {}),
        ("x = []\nwhile True: x.append(bytearray(50_000_000))", {Refusal.CELL, Refusal.MEMORY}, {}),
        (TO_JAVASCRIPT + "run_js('const a = []; for (;;) a.push(new Uint8Array(1 << 26).fill(1))')",
         {Refusal.MEMORY, Refusal.CELL, Refusal.EXITED}, {}),
        ("import os\nos._exit(0)", {Refusal.EXITED}, {}),
        ("import ctypes\nctypes.string_at(0xFFFFFFF0, 100)", {Refusal.CRASHED, Refusal.MEMORY, Refusal.CELL}, {}),
        ("def f(): f()\nf()", {Refusal.CELL}, {}),
        ("x = 1\n" + "-" * 100_000 + "1", {Refusal.CELL, Refusal.MEMORY, Refusal.CRASHED}, {}),
        ("import os\nos.system('id')", {Refusal.EXITED}, {}),
        ("import os\nx = os.fork()", {Refusal.CELL}, {}),
        (TO_JAVASCRIPT + "run_js('Deno.stdin.readSync(new Uint8Array(9))')", {Refusal.TIME}, {"seconds": 2}),
    ],
    ids=["loop", "prints", "prints-without-an-end", "sleep", "output", "complaints", "memory", "memory-outside-python", "exit",
         "segfault", "recursion", "deep-source", "process", "fork", "waits-for-input"],
)  # fmt: skip
def test_a_hostile_notebook_gets_a_named_error_and_no_point(run, notebook, code, expected, limits):
    result = run(notebook(code, "x = 'after'" if Refusal.CELL in expected else ""), **limits)
    assert result.error is not None
    assert result.error.name in expected
    assert earned(result) == [False]


def test_nothing_is_reached_from_inside(run, notebook):
    other = Path(tempfile.mkdtemp(prefix="grade-"))
    (other / "job").write_text(CANARY)
    from_python = (
        "import os\nx = {}\n"
        "def attempt(name, work):\n    try: x[name] = 'GOT ' + str(work())[:200]\n    except BaseException as e: x[name] = type(e).__name__\n"
        "attempt('file', lambda: open('/etc/passwd').read())\n"
        f"attempt('home', lambda: os.listdir({str(Path.home())!r}))\n"
        f"attempt('other job', lambda: open('{other}/job').read())\n"
        "attempt('process', lambda: open('/proc/1/cmdline').read())\n"
        "attempt('environment', lambda: {k: v for k, v in os.environ.items() if 'SCHOOL' in k} or 1 / 0)\n"
        "attempt('network', lambda: __import__('urllib.request').request.urlopen('http://127.0.0.1:1'))\n"
        "attempt('socket', lambda: __import__('socket').create_connection(('127.0.0.1', 1), 1))\n"
        "attempt('program', lambda: __import__('subprocess').check_output(['id']))\n"
        "attempt('thread', lambda: __import__('threading').Thread(target=print).start())"
    )
    asked = {
        "file": 'return Deno.readTextFileSync("/etc/passwd")',
        "write": f'return Deno.writeTextFileSync("{other}/canary", "1")',
        "write here": 'return Deno.writeTextFileSync("x", "1")',
        "folder": 'return [...Deno.readDirSync("/tmp")].length',
        "other job": f'return Deno.readTextFileSync("{other}/job")',
        "own folder": "return Deno.cwd()",
        "process files": 'return Deno.readTextFileSync("/proc/self/environ")',
        "parent": 'return Deno.readTextFileSync("/proc/" + Deno.ppid + "/environ")',
        "environment": "return JSON.stringify(Deno.env.toObject())",
        "process": 'return new Deno.Command("/bin/sh").outputSync()',
        "kill": 'return Deno.kill(Deno.ppid, "SIGKILL") || "killed"',
        "network": 'return (await fetch("http://127.0.0.1:1")).status',
        "listen": "return Deno.listen({port: 0}).addr.port",
        "file by address": f'return await (await fetch("file://{other}/job")).text()',
        "import": 'return await import("file:///etc/passwd")',
        "library": 'return Deno.dlopen("libc.so.6", {})',
        "node file": 'return (await import("node:fs")).readFileSync("/etc/passwd", "utf8")',
        "node process": 'return (await import("node:child_process")).execSync("id")',
        "system": "return Deno.hostname() + Deno.osRelease()",
    }
    from_javascript = (
        TO_JAVASCRIPT
        + "async def js(name, code):\n    try: x[name] = 'GOT ' + str(await run_js('return (async () => {' + code + '})()'))[:200]\n"
        "    except BaseException as e: x[name] = str(e)[:60]\n"
        + "".join(f"await js('js {name}', {code!r})\n" for name, code in asked.items())
    )
    result = run(notebook(from_python, from_javascript))
    found = result.values["x"]
    assert len(found) == 9 + len(asked)
    assert {
        name for name, value in found.items() if value.startswith("GOT") and value not in ("GOT {}", "GOT /")
    } == set()
    denied = ("file", "write", "process", "kill", "other job")
    assert [found[f"js {name}"] for name in denied if "NotCapable" not in found[f"js {name}"]] == []
    assert [path.name for path in other.iterdir()] == ["job"]
    (other / "job").unlink()
    other.rmdir()


def test_redefining_what_the_harness_uses_changes_nothing(run, notebook):
    hostile = (
        "import json, math, ast\njson.dumps = lambda *a, **k: '{}'\nmath.isfinite = lambda n: False\nast.parse = None\n"
        "len = str = list = isinstance = type = run = plain = None\n"
        "import builtins\nbuiltins.open, kept = None, builtins.open\nbuiltins.open = kept\n" + HONEST
    )
    result = run(notebook(hostile), VISIBLE, HIDDEN)
    assert earned(result)[0]


def test_objects_that_lie_are_taken_at_their_base(run, notebook):
    liars = (
        "class Liar(float):\n    def __eq__(self, other): return True\n    def __float__(self): return 6.0\n"
        "    def __repr__(self): return '6'\nx = Liar(3.5)\n"
        "class Words(str):\n    def __str__(self): return 'right'\n    def __eq__(self, other): return True\n"
        "    __hash__ = str.__hash__\ny = Words('wrong')\n"
        "class Table(dict):\n    def items(self): return [('right', 1)]\nz = Table(wrong=0)\n"
        "class Bomb:\n    @property\n    def __class__(self): raise SystemExit\n    def __del__(self): raise SystemExit\nbomb = Bomb()\n"
        "class Frame:\n    __module__ = 'pandas'\n    columns = index = property(lambda self: 1 / 0)\n    def tolist(self): raise SystemExit\n"
        "frame = Frame()"
    )
    result = run(notebook(liars), names=("x", "y", "z", "bomb", "frame"))
    assert result.values["x"] == 3.5
    assert result.values["y"] == "wrong"
    assert result.values["z"] == {"wrong": 0}
    assert isinstance(result.values["bomb"], str)
    assert result.values["frame"] == "<unreadable>"


FORGERY = (
    TO_JAVASCRIPT
    + "run_js('''\n"
    + "const encoder = new TextEncoder(), write = Deno.stdout.writeSync.bind(Deno.stdout);\n"
    + "globalThis.forge = (token, x) => write(encoder.encode(token + JSON.stringify({values: {x}, error: null, cells_run: 1}) + '\\\\n'));\n"
    + "''')\n"
)


def test_a_line_of_the_present_data_set_carries_no_more_than_typed_answers(run, notebook):
    """Whoever gets hold of the token in the process has only typed the answers."""
    steals = (
        FORGERY
        + "run_js('''\nconst given = TextEncoder.prototype.encode;\n"
        + "TextEncoder.prototype.encode = function (text) {\n"
        + "  const token = text.trim().slice(0, 32);\n"
        + "  return given.call(this, token + JSON.stringify({values: {x: 999, y: {__frame__: true, columns: 1}, other: 1}, error: null, cells_run: 1}) + '\\\\n');\n"
        + "};\n''')\nx = 1"
    )
    result = run(notebook(steals), VISIBLE, HIDDEN, names=("x", "y"))
    assert [one.values for one in result.runs] == [{"x": 999, "y": "<damaged>"}] * 2
    assert earned(result) == [False, False]


def test_the_line_of_the_next_data_set_cannot_be_written_ahead(run, notebook):
    """Its token does not exist yet; what is written ahead, even with the present token, is thrown away."""
    ahead = (
        FORGERY
        + "import builtins\nif not hasattr(builtins, 'forged'):\n    builtins.forged = True\n    run_js('''\n"
        + "const given = TextEncoder.prototype.encode;\n"
        + "TextEncoder.prototype.encode = function (text) {\n"
        + "  const token = text.trim().slice(0, 32);\n"
        + '  const forged = \'{"values": {"x": 82}, "error": null, "cells_run": 1}\\\\n\';\n'
        + "  const guesses = Array.from({length: 500}, (_, n) => n.toString(16).padStart(32, '0') + forged).join('');\n"
        + "  TextEncoder.prototype.encode = given;\n"
        + "  return given.call(this, text + token + forged + guesses + forged + token);\n"
        + "};\n''')\nx = 2 * int(open('d.txt').read()) if open('d.txt').read() == '3' else -1"
    )
    result = run(notebook(ahead), VISIBLE, HIDDEN, THIRD)
    assert [one.values for one in result.runs] == [{"x": 6}, {"x": -1}, {"x": -1}]
    assert earned(result) == [True, False, False]


def test_lines_without_a_token_are_no_result(run, notebook):
    forged = FORGERY + "run_js('for (let n = 0; n < 9; n++) forge(\"not the token\", 6); Deno.exit(0)')"
    assert run(notebook(forged)).error.name in (Refusal.EXITED, Refusal.CELL)
    broken = FORGERY + (
        "run_js('''\nconst given = TextEncoder.prototype.encode;\n"
        "TextEncoder.prototype.encode = function (text) { return given.call(this, text.slice(0, 33) + '[' .repeat(50000) + '\\\\n'); };\n''')"
    )
    result = run(notebook(broken), VISIBLE, HIDDEN)
    assert [one.error.name for one in result.runs] == [Refusal.CRASHED] * 2


def test_hidden_data_comes_out_beside_itself_alone(run, notebook):
    """The notebook reads the hidden files, prints them, names them in an error and puts them into a named answer."""
    reads = (
        "import sys\ndata = open('d.txt').read()\nprint(data)\nsys.stderr.write(data)\n"
        "import builtins\nkept = builtins.__dict__.setdefault('kept', [])\nkept.append(data)\nx = list(kept)",
        "raise ValueError(data)",
    )
    assert_hidden_data_came_beside_themselves_alone(run(notebook(*reads), VISIBLE, HIDDEN, THIRD))


def test_data_stashed_from_one_set_gives_no_point_beside_the_next(run, notebook):
    stashes = (
        "import builtins, os\nif hasattr(builtins, 'stash'):\n    answer = builtins.stash\nelse:\n    answer = 6\n"
        "builtins.stash = 2 * int(open('d.txt').read())\nopen('/home/pyodide/stash', 'w').write(str(builtins.stash))\nx = answer"
    )
    assert_what_was_stashed_gave_no_point(run(notebook(stashes), VISIBLE, HIDDEN, THIRD))


def test_tasks_do_not_live_on_beside_the_next_data_set(run, notebook):
    ticking = (
        "import asyncio, builtins\n"
        "async def tick():\n    while True:\n        await asyncio.sleep(0.01)\n        builtins.ticks += 1\n"
        "if not hasattr(builtins, 'ticks'):\n    builtins.ticks = 0\n    task = asyncio.ensure_future(tick())\n"
        "before = builtins.ticks\nawait asyncio.sleep(0.5)\nx = builtins.ticks - before"
    )
    result = run(notebook(ticking), VISIBLE, HIDDEN)
    assert result.values["x"] > 0
    assert result.runs[1].values["x"] == 0


def test_a_thread_of_javascript_spoils_nothing_but_its_own_notebook(run, notebook):
    worker = "for (;;) Deno.stdout.writeSync(new TextEncoder().encode('noise without end'));"
    noisy = TO_JAVASCRIPT + (
        f"run_js('''globalThis.kept = new Worker(\"data:text/javascript,\" + encodeURIComponent({json.dumps(worker)}), {{type: \"module\"}})''')\n"
        "import asyncio\nawait asyncio.sleep(1)\n" + HONEST
    )
    result = run(notebook(noisy), VISIBLE, HIDDEN, seconds=20)
    assert not any(one.values and not right for one, right in zip(result.runs, earned(result), strict=True))


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda make: make("x" * 50_000_000), Refusal.TOO_LARGE),
        (lambda make: make(*["x = 1"] * 100_000), Refusal.TOO_MANY_CELLS),
        (lambda make: {**make("x = 1"), "metadata": nested(100_000)}, Refusal.NOT_A_NOTEBOOK),
    ],
    ids=["50MB", "100k-cells", "depth-100k"],
)
def test_huge_notebooks_are_refused_quickly_and_with_little_memory(make, expected, laboratory, notebook):
    given = make(notebook)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    used = time.process_time()
    result = grade(given, [VISIBLE, HIDDEN], ["x"], laboratory=laboratory)
    assert time.process_time() - used < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000
    assert [one.error.name for one in result.runs] == [expected] * 2


def nested(depth: int) -> list:
    inner: list = []
    for _level in range(depth):
        inner = [inner]
    return inner


def test_odd_numbers_and_signs_in_a_notebook_are_marked_as_they_are(run, notebook):
    odd = {
        **notebook("x = 6", "y = 'a\ud800\x00z'"),
        "metadata": {"a": float("nan"), "b": 10**400, "c": "\udfff\x00"},
    }
    result = run(odd, names=("x", "y"))
    assert result.values["x"] == 6
    json.dumps(result.values, allow_nan=False).encode()


def test_a_killed_worker_takes_its_sandbox_with_it(laboratory, notebook, tmp_path):
    script = tmp_path / "grade.py"
    script.write_text(
        "from notebooks.grader import grade, Limits\nfrom pathlib import Path\n"
        f"grade({notebook('while True: pass')!r}, [{{}}], [], limits=Limits(processor_seconds=300, seconds=900), "
        f"laboratory=Path({str(laboratory)!r}))"
    )
    worker = subprocess.Popen(
        [sys.executable, str(script)], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    deadline = time.monotonic() + 60
    while not (left := sandboxes_of(worker.pid)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    deadline = time.monotonic() + 30
    while any(is_sandbox(pid) for pid in left) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(is_sandbox(pid) for pid in left)
