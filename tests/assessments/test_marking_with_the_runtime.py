"""Notebooks run in the real sandbox by real workers, and marked once though a worker is killed while it marks."""

import signal
import time
from pathlib import Path
from uuid import uuid4

import pytest
from django_tasks_db.models import DBTaskResult

from assessments.actions.attempts import submit_notebook
from assessments.marking import sandbox
from assessments.models import Attempt
from demonstration import CONTENT
from demonstration.exercise_format import folders
from demonstration.exercise_trials import KeptTrial, differences, try_folder
from tests.assessments.conftest import answer, notebook, published
from tests.foundation import workers
from tests.notebooks.sandboxes import sandboxes_of, wait_until_idle

pytestmark = [pytest.mark.runtime, pytest.mark.django_db(transaction=True)]


def hand_in(version, user, content: dict) -> Attempt:
    return submit_notebook(version=version, user=user, scope=uuid4(), token=uuid4(), notebook=content)


def marked(attempt: Attempt) -> Attempt:
    attempt.refresh_from_db()
    return attempt


def test_right_mistaken_and_broken_notebooks(amina, exercise):
    version = published(exercise.spec(), kind="notebook")
    right = hand_in(version, amina, notebook("share = 918273.645", "label = 'zebramodel'"))
    mistaken = hand_in(
        version,
        amina,
        notebook("import csv\nrows = list(csv.reader(open('t.csv')))", "share = 564736 + int(rows[1][1])"),
    )
    broken = hand_in(version, amina, notebook("label = 'ZebraModel'", "1/0", "share = 1"))
    assert workers.finish(workers.start("--batch")) == 0
    assert (marked(right).state, right.score, right.is_passed) == ("marked", 2, True)
    assert right.runtime.startswith("Pyodide")
    assert right.seconds > 0
    assert marked(mistaken).marks["share"]["feedback"] == ["ZEBRAFEEDBACK: last year"]
    assert mistaken.marks["label"]["code"] == "missing"
    assert (marked(broken).outcome["code"], broken.outcome["cell"]) == ("cell", 2)
    assert "ZeroDivisionError" in broken.outcome["text"]
    assert broken.marks["label"]["fraction"] == 1


def test_notebooks_in_r_are_marked_as_those_in_python(amina, write_exercise):
    exercise = write_exercise(
        "T06",
        [answer("total", mistakes=[("2", "ZEBRAFEEDBACK")]), answer("table", kind="table", **BY_LETTER)],
        {
            "total": 3,
            "table": {"__frame__": True, "columns": ["letter", "value"], "rows": [["a", 1], ["b", 2]]},
        },
        {
            "total": 7,
            "table": {"__frame__": True, "columns": ["letter", "value"], "rows": [["a", 3], ["b", 4]]},
        },
        hidden_content="a,b\n3,4\n",
    )
    spec = exercise.spec()
    spec["notebooks"]["r"] = spec["notebooks"]["python"]
    version = published(spec, kind="notebook")

    def in_r(*cells):
        kernel = {"kernelspec": {"name": "webR", "language": "R", "display_name": "R"}}
        return hand_in(version, amina, {**notebook(*cells), "metadata": kernel})

    read = "row <- unlist(read.csv('t.csv')[1, ])"
    computed = in_r(read, "total <- sum(row)", "table <- data.frame(letter = names(row), value = row)")
    labelled = in_r(read, "total <- sum(row)", "table <- row")
    typed = in_r("total <- 3", "table <- c(a = 1, b = 2)")
    mistaken = in_r("stop('here')", "total <- 2")
    assert workers.finish(workers.start("--batch"), seconds=600) == 0
    assert (marked(computed).score, computed.outcome) == (2, {})
    assert computed.runtime.startswith("webR")
    assert marked(labelled).score == 2
    assert [mark["code"] for mark in marked(typed).marks.values()] == ["typed_in", "typed_in"]
    assert marked(mistaken).marks["total"]["feedback"] == ["ZEBRAFEEDBACK"]
    assert (mistaken.outcome["code"], mistaken.outcome["cell"], mistaken.outcome["text"]) == (
        "cell",
        1,
        "Error: here",
    )


def test_a_worker_killed_while_it_marks_loses_nothing_and_marks_once(amina, exercise):
    version = published(exercise.spec(), kind="notebook")
    attempt = hand_in(version, amina, notebook("import time\ntime.sleep(8)", "share = 918273.645"))
    first = workers.start()
    workers.wait_for(lambda: marked(attempt).state == "marking")
    first.send_signal(signal.SIGKILL)
    workers.finish(first)
    assert marked(attempt).state == "marking"
    assert workers.finish(workers.start("--batch")) == 0
    assert (marked(attempt).state, attempt.score) == ("marked", 1)
    job = DBTaskResult.objects.get(task_path="assessments.jobs.grade_attempt")
    assert (job.status, len(job.worker_ids), job.return_value) == ("SUCCESSFUL", 2, "marked")
    assert Attempt.objects.count() == 1


def test_a_worker_starts_python_ahead_and_marks_at_once(amina, exercise):
    version = published(exercise.spec(), kind="notebook")
    worker = workers.start("--interval", "60", SCHOOL_GRADER_WARM="1")
    try:
        # Each look is kept: a process that is just taking up its program has no name for a moment.
        looks: list[set[int]] = []
        workers.wait_for(lambda: looks.append(sandboxes_of(worker.pid)) or len(looks[-1]) == 1)
        (waiting,) = looks[-1]
        wait_until_idle(waiting)
        attempt = hand_in(version, amina, notebook("import pandas as pd", "share = 918273.645"))
        began = time.monotonic()
        workers.wait_for(lambda: marked(attempt).state == "marked")
        # Starting Python takes seconds; the goal is one second, on a machine that has nothing else to do.
        assert time.monotonic() - began < 10
        assert attempt.score == 1
        workers.wait_for(
            lambda: looks.append(sandboxes_of(worker.pid)) or looks[-1] not in (set(), {waiting})
        )
        replaced = looks[-1]
    finally:
        worker.send_signal(signal.SIGTERM)
        assert workers.finish(worker, seconds=60) == 0
    assert not [pid for pid in replaced if Path(f"/proc/{pid}").exists()]


def test_a_typed_in_number_does_not_pass_where_the_data_change(amina, write_exercise):
    answers = [answer("total", mistakes=[("1", "ZEBRAFEEDBACK")]), answer("table", kind="table", **BY_LETTER)]
    frame = {"__frame__": True, "columns": ["letter", "value"], "rows": [["a", 1], ["b", 2]]}
    other = {"__frame__": True, "columns": ["letter", "value"], "rows": [["a", 3], ["b", 4]]}
    exercise = write_exercise(
        "T05",
        answers,
        {"total": 3, "table": frame},
        {"total": 7, "table": other},
        hidden_content="a,b\n3,4\n",
    )
    version = published(exercise.spec(), kind="notebook")
    read = "import pandas as pd\nrow = pd.read_csv('t.csv').iloc[0]"
    computed = hand_in(
        version,
        amina,
        notebook(read, "total = row.sum()", "table = row.rename_axis('letter').reset_index(name='value')"),
    )
    typed = hand_in(version, amina, notebook("total = 3", "table = {'a': 1, 'b': 2}"))
    fragile = hand_in(version, amina, notebook(read, "assert row['a'] == 1", "total = row.sum()"))
    assert workers.finish(workers.start("--batch"), seconds=600) == 0
    assert (marked(computed).score, computed.outcome) == (2, {})
    assert [mark["code"] for mark in marked(typed).marks.values()] == ["typed_in", "typed_in"]
    assert (marked(fragile).marks["total"]["fraction"], fragile.outcome) == (1, {})


BY_LETTER = {
    "keys": [{"type": "item", "id": "00000000-0000-4000-8000-000000000001", "value": "letter"}],
    "columns": [
        {
            "type": "item",
            "id": "00000000-0000-4000-8000-000000000002",
            "value": {"name": "value", "compare": "absolute", "tolerance": 0.1},
        }
    ],
}


@pytest.fixture(scope="module")
def run_in_series():
    """The notebooks of the project's own exercises share a sandbox, for Python and for R."""
    with sandbox.in_series() as run:
        yield run


@pytest.mark.parametrize("folder", folders(CONTENT), ids=lambda folder: folder.code)
def test_solutions_get_full_marks_starters_none_and_mistakes_their_feedback(folder, run_in_series):
    """Every exercise of the demonstration is tried again, so that what is kept can be neither stale nor forged."""
    again = try_folder(folder, run_in_series)
    assert again.outcome.passed, again.outcome.report
    assert differences(KeptTrial.read(folder), again) == []
