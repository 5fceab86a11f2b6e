"""Notebooks of one author share a sandbox: each finds what the first found, and what does not end well ends the sandbox."""

import os

import pytest

from notebooks.grader import Limits, Refusal, Series, grade
from tests.notebooks.sandboxes import sandboxes_of

pytestmark = pytest.mark.runtime

FIRST = {
    "python": "import os\nbefore = sorted(os.listdir('.'))\nx = 'total' in globals()\ntotal = 1\nopen('kept', 'w').write('x')",
    "r": "before <- as.list(list.files())\nx <- exists('total')\ntotal <- 1\nwriteLines('x', 'kept')",
}
SECOND = {"python": "x = 6 * 7", "r": "x <- 42L"}
ENDS = {"python": "import os\nos._exit(0)", "r": "q()"}


@pytest.mark.parametrize("language", ["python", "r"])
def test_they_share_a_sandbox_and_nothing_else(laboratory, notebook, language):
    limits = Limits(processor_seconds=20)

    def run(code, *sets):
        given = {"language": language, "limits": limits, "laboratory": laboratory, "series": series}
        return grade(notebook(code), [*sets], ["x", "before", "total"], expressions=["x"], **given)

    with Series() as series:
        first = run(FIRST[language], {"a.csv": b"1"}, {"a.csv": b"2"})
        (pid,) = sandboxes_of(os.getpid())
        for one in first.runs:
            assert one.values == {"x": False, "before": ["a.csv"], "total": 1}
        again = run(FIRST[language], {"b.csv": b"1"})
        assert again.values == {"x": False, "before": ["b.csv"], "total": 1}
        second = run(SECOND[language], {})
        assert (second.values, second.runs[0].expressions, second.error) == ({"x": 42}, [42], None)
        assert sandboxes_of(os.getpid()) == {pid}

        assert run(ENDS[language], {}).error.name == Refusal.EXITED
        assert sandboxes_of(os.getpid()) == set()
        assert run(SECOND[language], {}).values == {"x": 42}
        assert len(sandboxes_of(os.getpid())) == 1
    assert sandboxes_of(os.getpid()) == set()


def test_what_is_handed_in_never_comes_there(laboratory, notebook):
    """Without a series each notebook has a sandbox of its own, also while one is kept."""
    with Series() as series:
        grade(notebook("import builtins\nbuiltins.left = 1"), [{}], [], laboratory=laboratory, series=series)
        kept = sandboxes_of(os.getpid())
        result = grade(
            notebook("import builtins\nx = hasattr(builtins, 'left')"), [{}], ["x"], laboratory=laboratory
        )
        assert result.values == {"x": False}
        assert sandboxes_of(os.getpid()) == kept
