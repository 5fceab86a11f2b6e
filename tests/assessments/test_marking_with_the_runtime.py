"""Notebooks run in the real sandbox by real workers, and marked once though a worker is killed while it marks."""

import json
import signal
import time
from pathlib import Path
from uuid import uuid4

import pytest
from django_tasks_db.models import DBTaskResult

from assessments.actions.attempts import submit_notebook
from assessments.models import Attempt, Exercise
from school.demo import CONTENT
from tests.assessments.conftest import notebook, published
from tests.foundation import workers
from tests.notebooks.sandboxes import processor_seconds, sandboxes_of

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
        workers.wait_for(lambda: len(sandboxes_of(worker.pid)) == 1)
        (waiting,) = sandboxes_of(worker.pid)
        workers.wait_for(lambda: is_idle(waiting), seconds=120)
        attempt = hand_in(version, amina, notebook("import pandas as pd", "share = 918273.645"))
        began = time.monotonic()
        workers.wait_for(lambda: marked(attempt).state == "marked")
        # Starting Python takes seconds; the goal is one second, on a machine that has nothing else to do.
        assert time.monotonic() - began < 10
        assert attempt.score == 1
        workers.wait_for(lambda: sandboxes_of(worker.pid) not in (set(), {waiting}))
        replaced = sandboxes_of(worker.pid)
    finally:
        worker.send_signal(signal.SIGTERM)
        assert workers.finish(worker, seconds=20) == 0
    assert not [pid for pid in replaced if Path(f"/proc/{pid}").exists()]


def is_idle(pid: int) -> bool:
    """Whether a process that has started uses no more processor time."""
    before = processor_seconds(pid)
    time.sleep(1)
    return processor_seconds(pid) == before > 1


@pytest.mark.parametrize("folder", ["e01", "e02", "e11"])
def test_the_solutions_of_the_demonstration_are_right_and_their_starters_are_not(
    folder, amina, settings, tmp_path
):
    from wagtail.models import Collection, Locale

    from school.demo import exercises

    settings.MEDIA_ROOT = tmp_path
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    exercises.load(CONTENT, {"en": Locale.objects.get_or_create(language_code="en")[0]})
    exercise = Exercise.objects.get(code=folder.upper())
    version = published(exercise.spec(), kind="notebook")
    place = Path(CONTENT / "exercises" / folder)
    solution = hand_in(version, amina, notebook((place / "solution.py").read_text()))
    starter = hand_in(version, amina, json.loads((place / "starter.ipynb").read_text()))
    assert workers.finish(workers.start("--batch"), seconds=120) == 0
    assert marked(solution).outcome == {}
    assert (solution.score, solution.is_passed) == (solution.max_score, True)
    assert marked(starter).score == 0
