"""The strings to translate, read from code and templates without gettext's own tools, so that a bare machine can check them."""

import ast
import os
import re
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

ROOMS = ("accounts", "foundation", "assessments", "courses", "webinars", "network", "school", "demonstration")
PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
NPGETTEXT = {"npgettext", "npgettext_lazy"}


def of_the_project(root: Path) -> set[tuple[str | None, str]]:
    """Every (context, string) that the project marks for translation."""
    found: set[tuple[str | None, str]] = set()
    for room in ROOMS:
        for path in (root / room).rglob("*.py"):
            if "migrations" not in path.parts:
                found |= _calls(path.read_text())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "school.settings")
    settings.INSTALLED_APPS  # noqa: B018  (templatize needs configured settings)
    for path in (root / "templates").rglob("*"):
        if path.suffix in {".html", ".txt"}:
            found |= _calls_in_template(path)
    return found


def _calls_in_template(path: Path) -> set[tuple[str | None, str]]:
    # templatize gives one call after another amid stretches of X: keep the calls.
    text = templatize(path.read_text(), origin=str(path))
    found: set[tuple[str | None, str]] = set()
    literal = r"""(u?(?:'''(?:.|\n)*?'''|\"\"\"(?:.|\n)*?\"\"\"|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"))"""
    for match in re.finditer(rf"\b(n?p?gettext|_)\(\s*{literal}(?:\s*,\s*{literal})?", text):
        name, first, second = match[1], match[2], match[3]
        texts = [ast.literal_eval(part) for part in (first, second) if part]
        found.add((texts[0], texts[1]) if "pgettext" in name else (None, texts[0]))
    return found


def _calls(source: str) -> set[tuple[str | None, str]]:
    found: set[tuple[str | None, str]] = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = [
            arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        if name in PLAIN | PLURAL and texts:
            found.add((None, texts[0]))
        elif name in CONTEXT | NPGETTEXT and len(texts) > 1:
            found.add((texts[0], texts[1]))
    return found
