"""The style sheets are whole: a brace lost in a merge would swallow every rule after it, on some papers only."""

import re
from pathlib import Path

import pytest
from django.conf import settings

SHEETS = sorted((Path(settings.BASE_DIR) / "static" / "css").rglob("*.css"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_brace_is_closed_where_the_next_part_begins(sheet):
    depth, last = 0, ""
    for number, line in enumerate(sheet.read_text(encoding="utf-8").splitlines(), 1):
        assert not (line.startswith("/* ") and depth), f"{sheet.name}:{number} lies inside “{last}”"
        plain = re.sub(r'"[^"]*"|/\*.*?\*/', "", line)
        if "{" in plain and depth == 0:
            last = line
        depth += plain.count("{") - plain.count("}")

    assert depth == 0
