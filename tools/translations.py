"""The catalogues: gathered from code and templates (``make texts``), and checked to be complete.

``python -m tools.translations`` gathers, ``--check`` says which strings have no translation in a catalogue, and which are doubtful.
"""

import sys
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from launch.messages import say
from tools import strings
from tools.strings import Key

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fr", "pt", "es", "ar")


def run(root: Path) -> int:
    """Bring the catalogues up to date with the code: nothing changes but what is new and what is gone.

    A text that was reworded takes its translation along, marked ``fuzzy``, for a person to look at.
    """
    wanted = strings.of_the_project(root)
    for language in LANGUAGES:
        path = _path(root, language)
        old = _read(path, language)
        fresh = _brought_up_to_date(old, _read(path, language), wanted)
        with path.open("wb") as file:
            write_po(file, fresh, width=0, include_previous=True)
    problems = _say_problems(root, wanted)
    if problems:
        say(
            "Write each translation, take “#, fuzzy” and “#| msgid …” away where they stand above it, and run: make check\n"
            "How the school says things in each language is in docs/how-to/change-a-text.md."
        )
    return 0


def check() -> int:
    """Say what is missing or doubtful; returns 1 where anything is."""
    wanted = strings.of_the_project(ROOT)
    return 1 if _say_problems(ROOT, wanted) else 0


def _say_problems(root: Path, wanted: dict[Key, str]) -> int:
    problems = [problem for language in LANGUAGES for problem in _problems(root, language, wanted)]
    for problem in problems[:60]:
        say(problem)
    say(f"{len(wanted)} strings, {len(problems)} to translate.")
    return len(problems)


def _problems(root: Path, language: str, wanted: dict[Key, str]) -> Iterator[str]:
    path = _path(root, language)
    name = path.relative_to(root)
    if not path.exists():
        yield f"{name}: there is no catalogue"
        return
    present = {_key(message): message for message in _read(path, language) if message.id}
    for key in sorted(wanted, key=lambda key: key[1]):
        message = present.get(key)
        if message is None:
            yield f"{name}: not in the catalogue (make texts puts it there): {key[1][:90]!r}"
        elif message.fuzzy:
            yield f"{name}:{message.lineno}: translated before it was reworded (fuzzy): {key[1][:90]!r}"
        elif not all(_texts(message)):
            yield f"{name}:{message.lineno}: not translated: {key[1][:90]!r}"


def _brought_up_to_date(old: Catalog, fresh: Catalog, wanted: dict[Key, str]) -> Catalog:
    """Fill ``fresh``, a second copy of the catalogue, in the order of the old one."""
    present = {_key(message): message for message in old if message.id}
    new = [key for key in wanted if key not in present]
    gone = [key for key in present if key not in wanted]
    for key, message in present.items():
        fresh.delete(message.id, key[0])
    reworded = _pairs(gone, new)
    for key, message in present.items():
        if key in wanted:
            is_same = _plural(message) == wanted[key]
            _add(fresh, message if is_same else _doubtful(old, key, wanted[key], message))
        elif key in reworded:
            _add(fresh, _doubtful(old, reworded[key], wanted[reworded[key]], message))
    for key in new:
        if key not in reworded.values():
            plural = wanted[key]
            empty = [""] * old.num_plurals if plural else ""
            _add(fresh, Message((key[1], plural) if plural else key[1], empty, context=key[0]))
    return fresh


def _pairs(gone: list[Key], new: list[Key]) -> dict[Key, Key]:
    """Which text that is gone became which new one: the most alike in the same context."""
    found: dict[Key, Key] = {}
    for key in new:
        alike = [text for context, text in gone if context == key[0] and (context, text) not in found]
        for text in get_close_matches(key[1], alike, n=1, cutoff=0.5):
            found[key[0], text] = key
    return found


def _doubtful(catalogue: Catalog, key: Key, plural: str, earlier: Message) -> Message:
    """A text with the translation of its earlier wording, for a person to look at."""
    texts = _texts(earlier)
    count = catalogue.num_plurals
    translation = [*texts, *[texts[-1]] * count][:count] if plural else texts[0]
    previous = tuple(part for part in (_key(earlier)[1], _plural(earlier)) if part)
    identity = (key[1], plural) if plural else key[1]
    return Message(identity, translation, flags={"fuzzy"}, previous_id=previous, context=key[0])


def _add(catalogue: Catalog, message: Message) -> None:
    catalogue[message.id] = message


def _read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _path(root: Path, language: str) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def _key(message: Message) -> Key:
    return message.context, str(message.id[0] if isinstance(message.id, tuple) else message.id)


def _plural(message: Message) -> str:
    return str(message.id[1]) if isinstance(message.id, tuple) else ""


def _texts(message: Message) -> tuple[str, ...]:
    texts = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return tuple(text or "" for text in texts)


if __name__ == "__main__":
    sys.exit(check() if "--check" in sys.argv else run(ROOT))
