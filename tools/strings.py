"""The strings to translate, read from code and templates without gettext's own tools, so that a bare machine can gather and check them."""

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


#: Context (``None`` for most) and string: what a catalogue finds a translation by.
Key = tuple[str | None, str]


def of_the_project(root: Path) -> dict[Key, str]:
    """Every string that the project marks for translation, with its plural, which is empty for most."""
    found: dict[Key, str] = {}
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


def _calls_in_template(path: Path) -> dict[Key, str]:
    # templatize gives one call after another amid stretches of X: keep the calls.
    text = templatize(path.read_text(), origin=str(path))
    found: dict[Key, str] = {}
    literal = r"""(u?(?:'''(?:.|\n)*?'''|\"\"\"(?:.|\n)*?\"\"\"|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"))"""
    for match in re.finditer(
        rf"\b(n?p?gettext|_)\(\s*{literal}(?:\s*,\s*{literal})?(?:\s*,\s*{literal})?", text
    ):
        texts = [ast.literal_eval(part) for part in match.groups()[1:] if part]
        context = texts.pop(0) if "pgettext" in match[1] else None
        found[context, texts[0]] = texts[1] if match[1].startswith("n") else ""
    return found


def _calls(source: str) -> dict[Key, str]:
    found: dict[Key, str] = {}
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = [
            arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        if name in PLAIN | PLURAL and texts:
            found[None, texts[0]] = texts[1] if name in PLURAL else ""
        elif name in CONTEXT | NPGETTEXT and len(texts) > 1:
            found[texts[0], texts[1]] = texts[2] if name in NPGETTEXT else ""
    return found
