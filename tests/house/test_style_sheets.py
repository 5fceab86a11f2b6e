"""The style sheets are whole, say each thing in one place, and say nothing of what is not there."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from foundation.static_files import SHEETS as JOINED

ROOT = Path(settings.BASE_DIR)
FOLDER = ROOT / "static" / "css"
SHEETS = sorted(FOLDER.rglob("*.css"))
#: What the readers' pages are given; the editors' side has names of Wagtail's.
OURS = [
    *(FOLDER / f"{name}.css" for name in JOINED),
    *(FOLDER / "screens" / f"{name}.css" for name in ("style", "workbench")),
]
CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
#: Names that are put together, by what they begin with: `ty{{ name }}`, `f"on-{css}"`, `f"q{tile.shade}"`.
PUT_TOGETHER = re.compile(r"ty\d|on-q\w+|q\d")


def rules(sheet):
    """Each rule as (what it stands in, its selector)."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    around: list[str] = []
    for head, sign in re.findall(
        r"([^{}]*)([{}])", re.sub(r'"[^"]*"', lambda found: re.sub("[{};]", "", found[0]), text)
    ):
        if sign == "}":
            around.pop()
            continue
        name = " ".join(head.rpartition(";")[2].split())
        if not name.startswith("@") and not any(one.startswith("@keyframes") for one in around):
            yield " ".join(around), name
        around.append(name)


@cache
def words_of_the_program() -> frozenset[str]:
    """Every word of templates, modules and scripts."""
    folders = (
        "templates",
        "static/js",
        "accounts",
        "assessments",
        "courses",
        "demonstration",
        "foundation",
        "network",
        "school",
        "webinars",
    )
    found: set[str] = set()
    for folder in folders:
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".html", ".py", ".js", ".svg"):
                found.update(re.findall(r"[A-Za-z][\w-]*", path.read_text(encoding="utf-8")))
    return frozenset(found)


def is_used(name: str) -> bool:
    words = words_of_the_program()
    stem = re.match(r".+(?:--|__)", name)
    return name in words or bool(PUT_TOGETHER.fullmatch(name)) or bool(stem and stem[0] in words)


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


def test_every_sheet_is_read_and_stays_small():
    apart = {FOLDER / "screens" / "style.css", FOLDER / "screens" / "workbench.css"}
    assert set(SHEETS) - set(FOLDER.glob("cms/*.css")) == {FOLDER / f"{name}.css" for name in JOINED} | apart
    assert {sheet.name: lines for sheet in SHEETS if (lines := sheet.read_text().count("\n")) > 400} == {}


def test_no_rule_stands_in_two_places():
    places = Counter(rule for sheet in OURS for rule in rules(sheet))
    assert [rule for rule, times in places.items() if times > 1] == []


def test_a_class_is_described_in_one_file():
    """`.card { … }` stands in one sheet; what a surrounding part changes in it stands with that part."""
    files: dict[str, set[str]] = {}
    for sheet in OURS:
        for around, selector in rules(sheet):
            if CLASS.fullmatch(selector) and not around:
                files.setdefault(selector, set()).add(sheet.name)
    assert {name: found for name, found in files.items() if len(found) > 1} == {}


def test_every_class_is_used():
    classes = {
        name for sheet in OURS for _around, selector in rules(sheet) for name in CLASS.findall(selector)
    }
    assert sorted(name for name in classes if not is_used(name)) == []
