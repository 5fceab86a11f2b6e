"""What a sentence needs of the five languages: their commas and colons, and their own names inside it."""

from babel import Locale
from django.utils.translation import get_language


def comma(language: str = "") -> str:
    """What stands between things in a row, in a language (the active one by default)."""
    return "، " if (language or get_language() or "en").startswith("ar") else ", "


def semicolon(language: str = "") -> str:
    """What stands between groups in a row, in a language (the active one by default)."""
    code = (language or get_language() or "en").split("-", maxsplit=1)[0]
    return {"ar": "؛ ", "fr": "\u00a0; "}.get(code, "; ")


def colon(language: str = "") -> str:
    """What stands between a word and what it announces, in a language (the active one by default)."""
    return "\u00a0:" if (language or get_language() or "en").startswith("fr") else ":"


def name_of(code: str) -> str:
    """A language's name in the active language, as it is written inside a sentence: fr gives French, français, الفرنسية."""
    return Locale.parse((get_language() or "en").replace("-", "_")).languages.get(code) or code
