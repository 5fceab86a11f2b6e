"""Finding text that a reader would see and no catalogue knows: in templates, in code, in scripts."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, TokenType

#: Names that are the same in every language, and marks that are no words.
NAMES = {
    *(
        "csv",
        "mathml",
        "svg",
        "pdf",
        "utc",
        "sha",
        "wcag",
        "ipynb",
        "vtt",
        "ics",
        "rss",
        "html",
        "url",
        "txt",
        "px",
    ),
    *(
        "python",
        "en",
        "fr",
        "pt",
        "es",
        "ar",
        "un",
        "desa",
        "international",
        "migrant",
        "stock",
        "cc",
        "by",
        "igo",
    ),
    *("english", "français", "português", "español", "العربية"),
}
#: What is not written for people, and words of another language marked as such.
SILENT = {"script", "style", "code", "pre"}
#: Attributes that are read out or shown.
SPOKEN = {
    "alt",
    "title",
    "placeholder",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "label",
    "summary",
}
BLOCKS_OF_TEXT = {"blocktrans", "blocktranslate", "comment", "verbatim"}
WORD = re.compile(r"[^\W\d_]{2,}")
#: Keywords and calls whose text ends up before a reader.
SHOWN_KEYWORDS = {
    "label",
    "help_text",
    "verbose_name",
    "verbose_name_plural",
    "heading",
    "empty_label",
    "menu_label",
}
SHOWN_CALLS = {
    "ValidationError",
    "FieldPanel",
    "messages.success",
    "messages.error",
    "messages.info",
    "messages.warning",
}
SCRIPT = re.compile(
    r"""(?:textContent|innerText|ariaLabel|placeholder|\.title|\.alt)\s*=\s*(["'`])(?P<one>[^"'`]*)\1|"""
    r"""setAttribute\(\s*["'](?:aria-label|title|alt|placeholder)["']\s*,\s*(["'`])(?P<two>[^"'`]*)\3|"""
    r"""\b(?:alert|confirm|prompt)\(\s*(["'`])(?P<three>[^"'`]*)\5"""
)


def words(text: str) -> str:
    """What is left of a text when names, numbers and marks are gone; empty where nothing needs translating."""
    text = re.sub(r"&[#\w]+;", " ", text)
    kept = [word for word in WORD.findall(text) if word.lower() not in NAMES]
    return " ".join(kept)


class _Text(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in SILENT
        values = dict(attrs)
        for name, value in attrs:
            is_shown = name in SPOKEN or (
                name == "value" and tag == "input" and values.get("type") in {"submit", "button", "reset"}
            )
            if is_shown and value and words(value):
                self.found.append(f"{name}: {value.strip()}")

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT

    def handle_data(self, data):
        if not self.silent and words(data):
            self.found.append(data.strip())


def in_template(source: str, *, is_html: bool = True) -> list[str]:
    """The texts of a template outside its translation tags."""
    kept, inside = [], ""
    for token in Lexer(source).tokenize():
        first = token.contents.split()[0] if token.contents.split() else ""
        if token.token_type == TokenType.BLOCK:
            if inside:
                inside = "" if first == f"end{inside}" else inside
            elif first in BLOCKS_OF_TEXT:
                inside = first
            # Right behind “<” the tag’s name is chosen by a condition: any name will do.
            kept.append("x" if kept and kept[-1].endswith("<") else " ")
        elif not inside and token.token_type == TokenType.VAR:
            kept.append("x ")
        elif not inside and token.token_type == TokenType.TEXT:
            kept.append(token.contents)
    if not is_html:
        return [line.strip() for line in "".join(kept).splitlines() if words(line)]
    parser = _Text()
    parser.feed("".join(kept))
    parser.close()
    return parser.found


def in_code(path: Path) -> list[str]:
    """Plain strings in code where a reader's text belongs."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            shown = [keyword.value for keyword in node.keywords if keyword.arg in SHOWN_KEYWORDS]
            if called in SHOWN_CALLS and called != "FieldPanel":
                shown += node.args[:1] if called == "ValidationError" else node.args[1:2]
            found += [ast.unparse(value) for value in shown if _is_plain(value)]
        elif isinstance(node, ast.ClassDef) and node.name == "Meta":
            lines = [line for line in node.body if isinstance(line, ast.Assign)]
            named = [line for line in lines if ast.unparse(line.targets[0]) in SHOWN_KEYWORDS]
            found += [ast.unparse(line.value) for line in named if _is_plain(line.value)]
    return found


def in_script(source: str) -> list[str]:
    """Words that a script writes onto the page by itself instead of taking them from the page."""
    texts = (match["one"] or match["two"] or match["three"] or "" for match in SCRIPT.finditer(source))
    return [text for text in texts if words(re.sub(r"\$\{[^}]*\}", "", text))]


def _is_plain(value: ast.expr) -> bool:
    if isinstance(value, ast.JoinedStr):
        return any(isinstance(part, ast.Constant) and words(str(part.value)) for part in value.values)
    return isinstance(value, ast.Constant) and isinstance(value.value, str) and bool(words(value.value))
