"""Templates can be read: their lines are short, and the check that says so finds the long ones."""

from tests.house.project import ROOT
from tools import templates


def test_no_line_of_a_template_is_too_long():
    assert templates.too_long(ROOT) == []


def test_a_long_line_is_found(tmp_path):
    (tmp_path / "templates" / "room").mkdir(parents=True)
    (tmp_path / "templates" / "room" / "screen.html").write_text(f"<p>\n{'x' * 160}\n{'x' * 161}\n</p>\n")

    assert templates.too_long(tmp_path) == ["templates/room/screen.html:3: 161 characters"]
