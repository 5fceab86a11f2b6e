"""The files speak of the project alone: of no machine that it was made on, of nothing left for later."""

import re

import pytest

from tests.house.project import ROOT, files

#: Tests that name such words: to find them, or to see the sandbox refuse those folders.
FINDERS = {
    "tests/notebooks/test_grader.py",
    "tests/demonstration/test_content.py",
}
#: A letter in brackets: what looks for a word is not the word, and this file is looked through like any other.
FORBIDDEN = {
    "a folder of somebody's machine": re.compile(
        r"(?<![\w.:/}*])/(?:home/(?!(?:pyodide|web_user)\b)\w|Users/\w|root\b|work/|tmp/|var/folders)|[A-Z]:\\Users"
    ),
    "the host of a registry": re.compile(
        r"\b(?:files\.pythonh[o]sted\.org|py[p]i\.(?:org|python\.org)|r[e]gistry\.(?:npm[j]s|yarn[p]kg)\.\w+|"
        r"index-url\s+http|index\.crate[s]\.io|deb\.debia[n]\.org|localhost:\d+/simple)"
    ),
    "work left for later": re.compile(r"\b(?:TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b(?!\w)"),
    "filler text": re.compile(r"\blorem\b", re.IGNORECASE),
    "the story of its making": re.compile(
        r"\bissue #\d+|\b(?:as an A[I]|language mode[l]|sub-?agen[t])\b", re.IGNORECASE
    ),
}
#: Text of others, kept as it came.
OF_OTHERS = re.compile(r"^(static/vendor/|static/fonts/|requirements/.*\.lock$)")
BINARY = {".mp4", ".m4a", ".webp", ".png", ".jpg", ".woff2", ".pdf", ".ico", ".whl", ".zip"}


def texts():
    for path in files():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix not in BINARY and name not in FINDERS and not OF_OTHERS.match(name):
            yield name, path.read_text(encoding="utf-8")


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what):
    found = [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if FORBIDDEN[what].search(line)
    ]
    assert found == []


def test_locks_name_no_registry():
    for path in files(".lock"):
        assert "://" not in path.read_text(), path.name


def test_every_text_file_is_utf8_with_unix_line_ends():
    assert [name for name, text in texts() if "\r" in text] == []
