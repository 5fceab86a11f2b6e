"""The grader in R: what a notebook defines comes out as the same plain data as from Python, once for each data set."""

from functools import partial

import pytest

from notebooks.grader import Failure, Refusal, grade

pytestmark = pytest.mark.runtime

CSV = b"iso3,stock,population\nCIV,10,100\nTCD,5,50\nUGA,3,10\n"
OTHER = b"iso3,stock,population\nCIV,20,80\nMLI,6,60\nUGA,1,10\n"


@pytest.fixture
def run(graded, series):
    return partial(graded, language="r", series=series)


def test_values_come_out_as_plain_data(run, notebook):
    cells = (
        "d <- read.csv('stock.csv')\nshare <- 100 * d$stock / d$population\nciv <- share[d$iso3 == 'CIV']\n"
        "some <- d[d$stock > 3, c('iso3', 'stock')]\nkeyed <- read.csv('stock.csv', row.names = 'iso3')\n"
        "by_country <- setNames(d$stock, d$iso3)\none <- by_country['CIV']\nhead(d)",
        "kinds <- factor(c('b', 'a', NA))\ndays <- as.Date(c('2024-02-29', NA))\n"
        "moment <- as.POSIXct('2024-02-29 10:00', tz = 'Africa/Abidjan')\nelsewhere <- format(moment, tz = 'Asia/Tokyo')\n"
        "dated <- data.frame(day = days, n = c(1.5, NaN), kind = factor(c('x', NA)))",
        "odd <- c(NaN, Inf, -Inf, NA)\nnothing <- NULL\nmissing <- NA\nyes <- TRUE\nwhole <- 7L\nfine <- 0.1 + 0.2\nhuge <- 1e300\n"
        "words <- 'C\\u00f4te \"d\\'Ivoire\\\\\\n'\nempty <- character(0)\nlatin <- 'caf\\xe9'",
        "nested <- list(a = 1, b = list(2, 'x'), 3)\nplain <- list(1, c(2, 3))\nloop <- list(); for (i in 1:20) loop <- list(loop)\n"
        "f <- function(x) x\nfit <- lm(stock ~ population, d)\nspace <- globalenv()\nformula <- y ~ x\nmany <- 1:99999",
        "square <- matrix(1:4, 2)\nnamed <- matrix(1:4, 2, dimnames = list(c('r', 's'), c('a', 'b')))\ncounts <- table(c('a', 'b', 'a'))\n"
        "crossed <- table(c('a', 'b'), c('u', 'v'))\nsums <- tapply(d$stock, d$iso3, sum)\n"
        "both <- aggregate(stock ~ iso3, d, function(v) c(sum = sum(v), mean = mean(v)))\nplot(d$stock); hist(d$stock)",
    )
    frame, series = {"__frame__": True}, {"__series__": True}
    expected = {
        "civ": 10,
        "one": 10,
        "some": {**frame, "columns": ["iso3", "stock"], "rows": [["CIV", 10], ["TCD", 5]]},
        "keyed": {
            **frame,
            "columns": ["index", "stock", "population"],
            "rows": [["CIV", 10, 100], ["TCD", 5, 50], ["UGA", 3, 10]],
        },
        "by_country": {**series, "index": ["CIV", "TCD", "UGA"], "values": [10, 5, 3]},
        "kinds": ["b", "a", None],
        "days": ["2024-02-29", None],
        "moment": "2024-02-29 10:00:00",
        "elsewhere": "2024-02-29 19:00:00",
        "dated": {
            **frame,
            "columns": ["day", "n", "kind"],
            "rows": [["2024-02-29", 1.5, "x"], [None, "NaN", None]],
        },
        "odd": ["NaN", "Infinity", "-Infinity", None],
        "nothing": None,
        "missing": None,
        "yes": True,
        "whole": 7,
        "fine": 0.1 + 0.2,
        "huge": 1e300,
        "words": "Côte \"d'Ivoire\\\n",
        "empty": [],
        "nested": {"a": 1, "b": [2, "x"], "3": 3},
        "plain": [1, [2, 3]],
        "square": [[1, 3], [2, 4]],
        "named": {**frame, "columns": ["index", "a", "b"], "rows": [["r", 1, 3], ["s", 2, 4]]},
        "counts": {**series, "index": ["a", "b"], "values": [2, 1]},
        "crossed": {**frame, "columns": ["index", "u", "v"], "rows": [["a", 1, 0], ["b", 0, 1]]},
        "sums": {**series, "index": ["CIV", "TCD", "UGA"], "values": [10, 5, 3]},
        "both": {
            **frame,
            "columns": ["iso3", "stock.sum", "stock.mean"],
            "rows": [["CIV", 10, 10], ["TCD", 5, 5], ["UGA", 3, 3]],
        },
        "f": "<function>",
        "fit": "<lm>",
        "space": "<environment>",
        "formula": "<call>",
    }
    result = run(notebook(*cells), [*expected, "loop", "many", "latin", "absent"], {"stock.csv": CSV})
    assert result.error is None
    assert result.cells_run == 5
    assert {name: result.values.get(name) for name in expected} == expected
    assert "<more>" in str(result.values["loop"])
    assert result.values["many"][-1] == "<more>"
    assert 2_000 < len(result.values["many"]) < 30_000
    assert result.values["latin"].startswith("caf")
    assert "absent" not in result.values
    assert result.runtime_version.startswith("webR 0.5.4 (")


def test_each_data_set_gets_a_run_of_its_own(run, notebook):
    cells = (
        "before <- sort(list.files())\nseen <- if (exists('total')) total else 'new'\nwriteLines('x', 'kept')\n"
        "width <- getOption('digits')\noptions(digits = 3, school.kept = 1)\nkept <- Sys.getenv('KEPT')\nSys.setenv(KEPT = '1')\n"
        "attached <- 'mine' %in% search()\nattach(list(a = 1), name = 'mine')\nsink('out.txt')",
        "total <- sum(read.csv('stock.csv')[[2]])",
    )
    result = run(
        notebook(*cells),
        ["before", "seen", "total", "width", "kept", "attached"],
        {"stock.csv": CSV},
        {"stock.csv": OTHER},
        {"stock.csv": b"a,b\nx,7\n", "second.csv": b""},
        expressions=["total + 1", "no_such_name", "names(read.csv('stock.csv'))[1]", "1 +"],
    )
    assert [one.error for one in result.runs] == [None] * 3
    assert [one.values["total"] for one in result.runs] == [18, 27, 7]
    assert [one.values["before"] for one in result.runs] == [
        "stock.csv",
        "stock.csv",
        ["second.csv", "stock.csv"],
    ]
    for name, value in (("seen", "new"), ("width", 7), ("kept", ""), ("attached", False)):
        assert {one.values[name] for one in result.runs} == {value}, name
    assert [one.expressions for one in result.runs] == [
        [19, None, "iso3", None],
        [28, None, "iso3", None],
        [8, None, "a", None],
    ]


def test_an_error_ends_its_cell_and_not_the_notebook(run, notebook):
    cells = ("x <- 1", "y <- undefined", "invokeRestart('abort')", "stop('later')", "x <- x +", "x <- x + 1")
    result = run(notebook(*cells), ["x", "y"])
    assert result.values == {"x": 2}
    assert result.error == Failure(Refusal.CELL, 2, "Error", "object 'undefined' not found")
    assert result.cells_run == 2
    syntax = run(notebook("x <- 1 +"))
    assert (syntax.error.cell, syntax.values) == (1, {})
    assert "unexpected end of input" in syntax.error.message


def test_what_asks_for_a_reader_or_a_page_of_help_stops_nothing(run, notebook):
    cells = ("?mean\nhelp('mean')\nView(1)\ncheck('x', 1)\nreadline('ok? ')\nbrowser()\nx <- 1",)
    result = run(notebook(*cells))
    assert (result.values, result.error) == ({"x": 1}, None)


def test_a_notebook_that_breaks_beside_hidden_data_keeps_the_runs_before(run, notebook):
    cells = ("word <- readLines('d.txt')\nx <- nchar(word)\nif (word == 'loop') while (TRUE) {}",)
    sets = [{"d.txt": word + b"\n"} for word in (b"first", b"second", b"loop", b"never")]
    result = run(notebook(*cells), ["x"], *sets, processor_seconds=1)
    assert [one.values for one in result.runs] == [{"x": 5}, {"x": 6}, {}, {}]
    assert [one.error for one in result.runs] == [None, None, Failure(Refusal.TIME), Failure(Refusal.TIME)]


def test_a_runtime_that_does_not_start_is_ours_to_mend(notebook, tmp_path):
    (tmp_path / "r").mkdir()
    (tmp_path / ".built.json").write_text('{"runtime": "python", "r": "r"}')
    error = grade(notebook("x <- 1"), [{}], ["x"], language="r", laboratory=tmp_path).error
    assert error.name == Refusal.NO_RUNTIME
    assert error.message.startswith("R did not start")
