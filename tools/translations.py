"""The catalogues: gathered from code and templates, and checked to be complete.

``python -m tools.translations`` gathers the strings into ``locale/*/LC_MESSAGES/django.po`` (needs gettext);
``--check`` says which strings of the code have no translation in a catalogue, and which are fuzzy.
"""

import subprocess
import sys
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fr", "pt", "es", "ar")
IGNORED = (".venv", ".cache", "var", "node_modules", "tests", "docs", "tools")


def gather() -> int:
    """Bring the catalogues up to date with the code."""
    command = [sys.executable, "manage.py", "makemessages", "--no-obsolete", "--no-wrap", "--no-location"]
    for language in LANGUAGES:
        command += ["-l", language]
    for name in IGNORED:
        command += ["-i", name]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def check() -> int:
    """Say what is missing or doubtful; returns 1 where anything is."""
    from tools import strings

    wanted = strings.of_the_project(ROOT)
    problems = []
    for language in LANGUAGES:
        path = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
        if not path.exists():
            problems.append(f"{language}: there is no catalogue")
            continue
        with path.open("rb") as file:
            catalogue = read_po(file)
        done = {}
        for message in catalogue:
            if message.id:
                key = message.id[0] if isinstance(message.id, tuple) else message.id
                texts = message.string if isinstance(message.string, tuple) else (message.string,)
                done[(message.context, key)] = all(texts) and not message.fuzzy
        missing = sorted(key for key in wanted if not done.get(key))
        problems += [f"{language}: not translated: {text[:90]!r}" for _context, text in missing]
    for problem in problems[:60]:
        print(problem)
    print(f"{len(wanted)} strings, {len(problems)} problems.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(check() if "--check" in sys.argv else gather())
