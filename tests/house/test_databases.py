"""Every module that touches the database is in one of two lists; the lists name nothing else."""

from pathlib import Path

import pytest

from tests import databases

TESTS = Path(__file__).resolve().parents[1]


def test_a_module_is_in_one_list_only():
    twice = {
        (room, name)
        for room, names in databases.ON_BOTH.items()
        for name in names
        if name in databases.ONCE.get(room, {})
    }
    assert twice == set()


def test_the_lists_name_modules_that_are_there():
    listed = [
        (room, name)
        for rooms in (databases.ON_BOTH, databases.ONCE)
        for room in rooms
        for name in rooms[room]
    ]
    assert [one for one in listed if not (TESTS / one[0] / f"test_{one[1]}.py").is_file()] == []


def test_a_module_in_neither_list_is_refused_with_what_to_do():
    assert databases.runs_on_postgresql("tests.courses.test_progress")
    assert not databases.runs_on_postgresql("tests.courses.test_drafts")
    with pytest.raises(
        LookupError, match=r"tests/courses/test_new\.py touches the database: say in tests/databases\.py"
    ):
        databases.runs_on_postgresql("tests.courses.test_new")
