"""The commands of the Makefile: each is listed and explained, and `make dev` sees what changes."""

import re
from pathlib import Path

from tests.house.project import ROOT
from tools.__main__ import COMMANDS
from tools.developing import program_files

MAKEFILE = (ROOT / "Makefile").read_text()


def test_every_command_is_explained_and_calls_one_that_exists():
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, flags=re.MULTILINE))
    explained = set(re.findall(r"^([a-z-]+): ## \w", MAKEFILE, flags=re.MULTILINE))
    phony = set(re.search(r"^\.PHONY: (.*)$", MAKEFILE, flags=re.MULTILINE)[1].split())
    assert targets == explained == phony
    assert set(re.findall(r"\) tools ([a-z-]+)", MAKEFILE)) == set(COMMANDS)


def test_make_dev_sees_a_file_of_the_program_change_come_and_go(tmp_path: Path):
    room = tmp_path / "courses"
    room.mkdir()
    (tmp_path / "var").mkdir()
    code = room / "rules.py"
    code.write_text("")
    before = program_files(tmp_path)
    assert list(before) == [str(code)]
    (tmp_path / "var" / "notes.txt").write_text("data of the school is no part of the program")
    (room / "picture.png").write_text("")
    assert program_files(tmp_path) == before
    (room / "page.html").write_text("")
    assert program_files(tmp_path) != before
    (room / "page.html").unlink()
    assert program_files(tmp_path) == before
