"""The cache that all clones share: by content, whole or not there, and nothing is taken from another."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
import tomllib
from pathlib import Path

import pytest

from notebooks.build import steps
from notebooks.build.compress import compress, wire_size
from notebooks.cache import Entries, Store, age, folder, place
from notebooks.errors import DiskFull, NotWritable

ROOT = Path(__file__).resolve().parents[2]
DAY = 24 * 3600


@pytest.fixture
def store(tmp_path) -> Store:
    return Store(tmp_path / "cache")


@pytest.fixture
def entries(store) -> Entries:
    return Entries(store)


def fill(folder: Path) -> None:
    (folder / "inner").mkdir()
    (folder / "inner/one.txt").write_text("one")
    (folder / "two.txt").write_text("two")


def refuse(folder: Path) -> None:
    raise AssertionError("It is there already.")


def make_older(root: Path, days: float) -> None:
    moment = time.time() - days * DAY
    for path in root.rglob("*"):
        os.utime(path, (moment, moment), follow_symlinks=False)


# --- where it is --------------------------------------------------------------------------------------------------


def test_it_is_named_or_lies_in_the_users_cache_under_the_projects_name(monkeypatch, tmp_path):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["name"]
    assert project == place.NAME
    monkeypatch.setenv("SCHOOL_CACHE", str(tmp_path / "named"))
    assert folder(ROOT) == tmp_path / "named"
    monkeypatch.setenv("SCHOOL_CACHE", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert folder(ROOT) == tmp_path / "xdg" / project
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")  # which the standard passes over
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert folder(ROOT) == tmp_path / "home/.cache" / project


def test_it_lies_in_the_clone_where_the_users_cache_cannot_be(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.delenv("SCHOOL_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert folder(tmp_path / "clone") == tmp_path / "clone/.cache"


# --- files --------------------------------------------------------------------------------------------------------


def test_what_a_step_made_is_found_by_what_it_was_made_from(store, tmp_path):
    assert store.recall("step", "key") is None
    kept = store.keep("step", "key", b"made")
    assert store.recall("step", "key") == kept
    assert Store(store.root).recall("step", "key").read_bytes() == b"made"
    (tmp_path / "file").write_bytes(b"made")
    assert store.keep("other", "key", tmp_path / "file") == kept
    assert not (tmp_path / "file").exists()


@pytest.mark.parametrize("damage", [b"", b"mad", b"another thing"])
def test_a_damaged_file_is_thrown_away(store, damage):
    kept = store.keep("step", "key", b"made")
    kept.chmod(0o600)
    kept.write_bytes(damage)
    assert store.recall("step", "key") is None
    assert not kept.exists()
    store.keep("step", "key", b"made")
    assert store.recall("step", "key").read_bytes() == b"made"


@pytest.mark.parametrize("said", ["", "../../../etc/passwd", "0" * 64, "\x00", "A" * 64])
def test_a_word_about_a_result_that_names_no_file_of_the_store_is_none(store, said):
    store.keep("step", "key", b"made")
    (store.root / "results/step/key").write_text(said)
    assert store.recall("step", "key") is None


def test_a_file_that_is_laid_somewhere_can_be_replaced_there_and_stays_in_the_store(store, tmp_path):
    kept = store.keep("step", "key", b"made")
    target = tmp_path / "deep/down/file"
    store.lay(kept, target)
    store.lay(kept, target)
    assert target.stat().st_ino == kept.stat().st_ino
    assert not target.stat().st_mode & 0o222
    target.unlink()
    target.write_bytes(b"ours")
    assert store.recall("step", "key").read_bytes() == b"made"


def test_only_what_changed_is_compressed_again(store, tmp_path, monkeypatch):
    site = tmp_path / "site"
    site.mkdir()
    for name in ("one.js", "two.js"):
        (site / name).write_text(f"const {name[:3]} = 1;\n" * 200)
    compress(site, store, re.compile(""))
    sizes = [wire_size(site / name) for name in ("one.js", "two.js")]
    asked = []
    monkeypatch.setattr(
        "notebooks.build.compress.brotli.compress", lambda content, **_: asked.append(content) or b"b"
    )
    (site / "two.js").write_text("const two = 2;\n" * 200)
    compress(site, store, re.compile(""))
    assert asked == [(site / "two.js").read_bytes()]
    assert wire_size(site / "one.js") == sizes[0]
    assert wire_size(site / "two.js") == 1


# --- folders ------------------------------------------------------------------------------------------------------


def test_a_folder_is_made_once(entries):
    made = entries.make("static", "key", fill)
    assert entries.make("static", "key", refuse) == made == entries.find("static", "key")
    assert (made / "inner/one.txt").read_text() == "one"
    assert entries.find("static", "other") is None


@pytest.mark.parametrize("damage", ["changed", "lost", "list"])
def test_a_damaged_folder_is_made_anew(entries, damage):
    made = entries.make("static", "key", fill)
    if damage == "changed":
        (made / "two.txt").write_text("2wo")
    elif damage == "lost":
        (made / "inner/one.txt").unlink()
    else:
        (made / ".whole").write_text("{")
    assert entries.find("static", "key") is None
    assert entries.make("static", "key", fill) == made
    assert (made / "two.txt").read_text() == "two"
    assert not list((entries.root / "drafts").iterdir())


def test_who_wants_the_same_folder_meanwhile_waits_for_it(entries):
    found = []
    other = threading.Thread(target=lambda: found.append(entries.make("static", "key", refuse)))

    def slowly(folder: Path) -> None:
        other.start()
        fill(folder)

    made = entries.make("static", "key", slowly)
    other.join()
    assert found == [made]


def test_a_folder_whose_making_fails_is_not_there(entries):
    def fail(folder: Path) -> None:
        fill(folder)
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        entries.make("static", "key", fail)
    assert entries.find("static", "key") is None
    assert not list((entries.root / "drafts").iterdir())


def test_a_killed_build_leaves_nothing_that_is_used_and_no_lock(entries):
    code = (
        "import sys, signal, os, pathlib\nfrom notebooks.cache import Entries, Store\n"
        "def fill(folder):\n    (folder / 'half').write_text('x')\n    print('at work', flush=True)\n    signal.pause()\n"
        f"Entries(Store(pathlib.Path({str(entries.root)!r}))).make('static', 'key', fill)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"at work\n"
        process.send_signal(signal.SIGKILL)
    made = entries.make("static", "key", fill)
    assert sorted(path.name for path in made.iterdir()) == [".whole", "inner", "two.txt"]


def test_a_pointer_changes_in_one_step_and_takes_the_place_of_a_folder(entries, tmp_path):
    one, two = (entries.make("static", key, fill) for key in ("one", "two"))
    pointer = tmp_path / "clone/.cache/static"
    fill_before = pointer / "inner"
    fill_before.mkdir(parents=True)
    entries.point(pointer, one)
    assert pointer.readlink() == one
    entries.point(pointer, two)
    assert (pointer / "two.txt").resolve() == two / "two.txt"
    assert [path.name for path in pointer.parent.iterdir()] == ["static"]


# --- what is old --------------------------------------------------------------------------------------------------


def test_what_is_old_goes_and_what_is_used_or_pointed_to_stays(store, entries, tmp_path):
    old, pointed, used = (entries.make("static", key, fill) for key in ("old", "pointed", "used"))
    entries.point(tmp_path / "clone/.cache/static", pointed)
    store.keep("step", "old", b"old")
    kept = store.keep("step", "used", b"used")
    (store.root / "drafts/left").mkdir()
    make_older(store.root, 46)
    assert entries.find("static", "used") == used
    assert store.recall("step", "used") == kept
    age.prune(store)
    assert not old.exists()
    assert pointed.exists() and used.exists()
    assert store.recall("step", "old") is None
    assert store.recall("step", "used") == kept
    assert not list((store.root / "drafts").iterdir())


def test_what_a_clone_that_is_gone_pointed_to_grows_old_like_the_rest(store, entries, tmp_path):
    made = entries.make("static", "key", fill)
    entries.point(tmp_path / "clone/.cache/static", made)
    (tmp_path / "clone/.cache/static").unlink()
    age.prune(store)
    assert made.exists()
    make_older(store.root, 46)
    age.prune(store)
    assert not made.exists()
    assert not list((store.root / "pointers").iterdir())


def test_it_is_looked_through_once_a_day(store, entries):
    age.prune(store)
    store.root.mkdir(exist_ok=True)
    (store.root / age.LOOKED).touch()
    made = entries.make("static", "key", fill)
    make_older(made, 46)
    age.prune(store)
    assert made.exists()
    age.prune(store, time.time() + 2 * DAY)
    assert not made.exists()


# --- a cache that refuses -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "error", "sentence"),
    [
        (28, DiskFull, "The disk is full: .* SCHOOL_CACHE to a folder on another disk"),
        (
            30,
            NotWritable,
            "nothing can be written there .* Set SCHOOL_CACHE to a folder that can be written to",
        ),
        (13, NotWritable, "is not in .* yet"),
    ],
)
def test_a_build_that_cannot_write_says_what_to_do(store, monkeypatch, number, error, sentence):
    def refuse(self, name):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Store, "alone", refuse)
    with pytest.raises(error, match=sentence):
        steps.build(store)


def test_a_cache_that_is_only_read_gives_what_is_in_it(store, entries, monkeypatch, tmp_path):
    made = entries.make("static", "key", fill)
    kept = store.keep("step", "key", b"made")

    def refuse(*_, **__):
        raise OSError(30, "Read-only file system")

    for module, name in ((os, "utime"), (os, "replace"), (Path, "write_text"), (Path, "mkdir")):
        monkeypatch.setattr(module, name, refuse)
    assert entries.make("static", "key", fill) == made
    assert store.recall("step", "key") == kept
    age.prune(store)
