"""Hostile notebooks in R: none gets a point that it did not type, nothing leaks, and the machine is as before."""

import os
import tempfile
import time
from functools import partial
from pathlib import Path

import pytest

from notebooks.grader import Limits, Refusal, keep_warm
from tests.notebooks.sandboxes import (
    CANARY,
    HIDDEN,
    HOUR,
    THIRD,
    VISIBLE,
    Clock,
    assert_hidden_data_came_beside_themselves_alone,
    assert_what_was_stashed_gave_no_point,
    earned,
    sandboxes_of,
)

pytestmark = pytest.mark.runtime

HONEST = "x <- 2L * as.integer(readLines('d.txt', warn = FALSE))"
ERROR = {Refusal.CELL}


@pytest.fixture
def run(watched):
    return partial(watched, language="r")


@pytest.mark.parametrize(
    ("code", "expected", "limits"),
    [
        ("while (TRUE) {}", {Refusal.TIME}, {"processor_seconds": 1}),
        ("while (TRUE) cat(strrep('flood', 10000))", {Refusal.OUTPUT}, {}),
        ("while (TRUE) message(strrep('flood', 10000))", {Refusal.OUTPUT}, {}),
        ("Sys.sleep(3600)", {Refusal.TIME}, {"seconds": 2}),
        ("x <- list()\nwhile (TRUE) x[[length(x) + 1]] <- runif(5e6)", {Refusal.CELL, Refusal.MEMORY}, {"memory_mb": 1000}),
        ("f <- function() f()\nf()", ERROR, {}),
        ("f <- function() f()\noptions(expressions = 5e5)\nf()", {Refusal.CELL, Refusal.CRASHED, Refusal.MEMORY}, {}),
        ("q()", {Refusal.EXITED}, {}),
        ("tools::pskill(Sys.getpid(), 9)", {Refusal.EXITED}, {}),
        ("x <- system('id', intern = TRUE)", ERROR, {}),
        ("webr::mount('/mnt', 'http://127.0.0.1:1/image')", {Refusal.CELL, Refusal.CRASHED}, {}),
    ],
    ids=["loop", "output", "messages", "sleep", "memory", "recursion", "stack", "quit", "kill", "process", "image"],
)  # fmt: skip
def test_a_hostile_notebook_gets_a_named_error_and_no_point(run, notebook, code, expected, limits):
    result = run(notebook(code, "x <- 'after'" if expected == ERROR else ""), **limits)
    assert result.error is not None
    assert result.error.name in expected
    assert earned(result) == [False]
    assert result.values == ({"x": "after"} if expected == ERROR else result.values)


def test_nothing_is_reached_from_inside(run, notebook):
    """Each attempt ends with an error of R's own; the notebook goes on."""
    attempts = {
        "process": "system('id', intern = TRUE)",
        "file": "readLines('/etc/passwd')",
        "address": "readLines('http://127.0.0.1:1/')",
        "download": "download.file('http://127.0.0.1:1/', 'f')",
        "socket": "socketConnection('127.0.0.1', 1)",
        "javascript": "webr::eval_js('Deno.readTextFileSync(\"/etc/passwd\")')",
    }
    begun = "attempt <- function(work) tryCatch({ work; 'done' }, error = function(problem) 'refused')\nx <- list()"
    cells = [f"x[['{name}']] <- attempt({code})" for name, code in attempts.items()]
    result = run(notebook(begun, *cells))
    assert result.error is None
    assert result.values == {"x": dict.fromkeys(attempts, "refused")}


def test_nothing_of_the_machine_is_seen_from_inside(run, notebook):
    other = Path(tempfile.mkdtemp(prefix="grade-"))
    (other / "job").write_text(CANARY)
    look = (
        "x <- list(home = list.files('~', all.files = TRUE, no.. = TRUE), root = list.files('/'), tmp = list.files('/tmp'), "
        f"job = file.exists('{other}/job'), environment = Sys.getenv('SCHOOL_CANARY'), "
        "all = paste(names(Sys.getenv()), collapse = ' '), process = file.exists('/proc/1/cmdline'), user = Sys.info()[['user']])"
    )
    found = run(notebook(look)).values["x"]
    assert found["root"] == ["dev", "home", "proc", "tmp", "usr"]
    assert (found["job"], found["environment"], found["process"]) == (False, "", False)
    assert found["home"] == "1"  # the folder of this run
    assert "DENO" not in found["all"]
    assert found["user"] in ("unknown", "web_user")
    (other / "job").unlink()
    other.rmdir()


def test_redefining_what_the_harness_uses_changes_nothing(run, notebook):
    hostile = (
        'paste0 <- sprintf <- vapply <- is.na <- text <- plain <- found <- function(...) \'{"values":{"x":6}}\'\n'
        "print.default <- format.Date <- c <- list <- length <- function(...) stop('mine')\n"
        "`[` <- `$` <- `if` <- `<-` <- function(...) 0"
    )
    result = run(notebook(HONEST, hostile), VISIBLE, HIDDEN)
    assert earned(result) == [True, True]


def test_objects_that_lie_are_taken_at_their_base(run, notebook):
    liars = (
        "x <- structure(3.5, class = 'liar')\nas.character.liar <- format.liar <- print.liar <- function(x, ...) '6'\n"
        "length.liar <- function(x) 99L\n`==.liar` <- function(a, b) TRUE\nas.numeric.liar <- as.double.liar <- function(x, ...) 6\n"
        "y <- structure(list(a = 1), class = 'other')\n"
        "z <- structure(list(a = 1:2), class = 'data.frame', row.names = c(NA, -5L))\n"
        "makeActiveBinding('bomb', function() q(), globalenv())\ndelayedAssign('late', stop('never'))\n"
        "broken <- structure(1:3, levels = list(1), class = 'factor')"
    )
    result = run(notebook(liars), names=("x", "y", "z", "late", "broken"))
    assert result.values["x"] == 3.5
    assert result.values["y"] == "<other>"
    assert result.values["late"] == "<unreadable>"
    assert {"z", "broken"} <= set(result.values)
    assert run(notebook(liars), names=("bomb",)).error.name == Refusal.EXITED


def test_lines_that_the_notebook_prints_are_no_result(run, notebook):
    forged = '{"values":{"x":6},"error":null,"cells_run":1}'
    prints = (
        f"line <- '{forged}'\ncat(line, '\\n'); message(line); print(line)\nwrite(line, stdout()); write(line, stderr())\n"
        "for (place in c('/dev/stdout', '/dev/stderr', '/dev/tty', '/proc/self/fd/1')) try(cat(line, '\\n', file = place), silent = TRUE)\n"
        "for (frame in sys.frames()) try(assign('found', function() line, envir = frame), silent = TRUE)\nx <- 1"
    )
    result = run(notebook(prints), VISIBLE, HIDDEN)
    assert earned(result) == [False, False]
    assert [one.values for one in result.runs] == [{"x": 1}] * 2


def test_hidden_data_comes_out_beside_itself_alone(run, notebook):
    """The notebook reads the hidden files, prints them, names them in an error and keeps them where it can."""
    reads = (
        "data <- readLines('d.txt', warn = FALSE)\ncat(data); message(data)\nkept <- file('~/kept', 'a'); writeLines(data, kept); close(kept)\n"
        "x <- as.list(readLines('~/kept'))",
        "stop(data)",
    )
    assert_hidden_data_came_beside_themselves_alone(run(notebook(*reads), VISIBLE, HIDDEN, THIRD))


def test_data_stashed_from_one_set_gives_no_point_beside_the_next(run, notebook):
    stashes = (
        "x <- if (file.exists('~/stash')) as.integer(readLines('~/stash')) else 6L\n"
        "writeLines(as.character(2L * as.integer(readLines('d.txt', warn = FALSE))), '~/stash')"
    )
    assert_what_was_stashed_gave_no_point(run(notebook(stashes), VISIBLE, HIDDEN, THIRD))


def test_the_pool_keeps_r_ready_from_its_first_notebook_on_and_is_back_after_a_hostile_one(
    run, notebook, laboratory
):
    limits, clock = {"processor_seconds": 2}, Clock()
    pool = keep_warm(1, laboratory=laboratory, limits=Limits(**limits), clock=clock)
    try:
        assert [sandbox.language for sandbox in pool.waiting] == ["python"]
        assert run(notebook(HONEST), waiting=2, **limits).values == {"x": 6}
        assert [sandbox.language for sandbox in pool.waiting] == ["python", "r"]
        waits = pool.waiting[1]
        waits.wait_until_ready()
        began = time.monotonic()
        assert run(notebook(HONEST), HIDDEN, waiting=2, **limits).values == {"x": 82}
        assert time.monotonic() - began < 3  # starting R takes seconds, and here it has started before
        assert not waits.is_alive()
        for hostile in ("q()", "while (TRUE) {}"):
            assert run(notebook(hostile), waiting=2, **limits).values == {}
        assert run(notebook(HONEST), waiting=2, **limits).values == {"x": 6}
        clock.now += 7 * HOUR
        pool.tend()
        assert [sandbox.language for sandbox in pool.waiting] == ["python"]
    finally:
        pool.close()
        keep_warm(0, laboratory=laboratory)
    assert not sandboxes_of(os.getpid())
