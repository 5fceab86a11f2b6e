"""The packages of Python: one environment for all clones with the same locks, and a real one where that is wanted."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENTER = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from launch import environment
environment.enter(Path.cwd(), program="inside", lock="base.lock", shared={shared})
"""
INSIDE = "import sys; print(sys.prefix)"


def clone(folder: Path, lock: str = "") -> Path:
    (folder / "requirements").mkdir(parents=True)
    (folder / "requirements/base.lock").write_text(lock)
    (folder / "inside.py").write_text(INSIDE)
    return folder


def entered(folder: Path, cache: Path, *, shared: bool = True) -> tuple[str, str]:
    """What is said on the way into the environment of a clone, and where one is then."""
    outside = {name: value for name, value in os.environ.items() if name != "SCHOOL_VENV"}
    done = subprocess.run(
        [sys.executable, "-c", ENTER.format(root=str(ROOT), shared=shared)],
        cwd=folder,
        env={**outside, "SCHOOL_CACHE": str(cache)},
        capture_output=True,
        text=True,
        check=True,
    )
    *said, place = done.stdout.strip().splitlines()
    return "\n".join(said), place


def test_clones_with_the_same_locks_share_an_environment_and_others_have_theirs(tmp_path):
    one, two, other = (clone(tmp_path / name) for name in ("one", "two", "other"))
    cache = tmp_path / "cache"
    said, place = entered(one, cache)
    assert "Making a virtual environment" in said
    assert place == str(one / ".venv")
    assert (one / ".venv").resolve().parent == cache / "environments"
    assert entered(two, cache) == ("", str(two / ".venv"))
    assert (two / ".venv").resolve() == (one / ".venv").resolve()

    (other / "requirements/base.lock").write_text("# another\n")
    (other / ".venv").mkdir()  # a real one, made by hand, is filled and stays
    said, place = entered(other, cache)
    assert "Making a virtual environment" in said
    assert place == str(other / ".venv")
    assert not (other / ".venv").is_symlink()
    assert len(list((cache / "environments").iterdir())) == 1


def test_a_broken_one_is_made_anew(tmp_path):
    """As a process leaves it that was killed while it installed."""
    one, cache = clone(tmp_path / "one"), tmp_path / "cache"
    entered(one, cache)
    (one / ".venv/bin/python").unlink()
    said, _place = entered(one, cache)
    assert "Making a virtual environment" in said
