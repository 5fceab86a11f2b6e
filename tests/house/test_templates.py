"""Templates can be read: their lines are short, and what their comments point to is there."""

import re

from tests.house.project import ROOT
from tools import templates

COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)
FILE = re.compile(r"\b\w[\w-]*(?:/[\w-]+)+\.(?:py|js|css|md|html)\b")


def test_no_line_of_a_template_is_too_long():
    assert templates.too_long(ROOT) == []


def test_a_long_line_is_found(tmp_path):
    (tmp_path / "templates" / "room").mkdir(parents=True)
    (tmp_path / "templates" / "room" / "screen.html").write_text(f"<p>\n{'x' * 160}\n{'x' * 161}\n</p>\n")

    assert templates.too_long(tmp_path) == ["templates/room/screen.html:3: 161 characters"]


def test_files_that_comments_name_exist():
    named = {
        name
        for path in (ROOT / "templates").rglob("*.html")
        for comment in COMMENT.findall(path.read_text(encoding="utf-8"))
        for name in FILE.findall(comment)
    }

    assert "docs/reference/notebooks.md" in named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
