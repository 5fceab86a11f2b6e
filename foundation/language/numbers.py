"""Numbers as people of five languages write and read them."""

import re
from decimal import Decimal, InvalidOperation

from babel.numbers import format_decimal, format_scientific
from django.utils.translation import get_language

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_SIGNS = str.maketrans({"−": "-", "–": "-", "٫": ".", "٬": " ", "،": ",", "’": "'"})
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f'\u200e\u200f\u061c]+")
_PLAIN = re.compile(r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$")
_GROUPED = re.compile(r"^[+-]?\d{1,3}([.,]\d{3})+$")
MAX_LENGTH = 60
#: From here on the digits would fill the line (and at some point nothing can write them any more).
VERY_LARGE = 10**15


def format_number(value, decimals: int | None = None, language: str | None = None) -> str:
    """Write a number for readers of a language (the active one by default), with so many decimals, or as many as it has."""
    places = "0" * decimals if decimals is not None else "######"
    pattern = f"#,##0.{places}" if places else "#,##0"
    code = (language or get_language() or "en").split("-")[0]
    if abs(value) >= VERY_LARGE:
        text = format_scientific(value, format="0.######E0", locale=code)
    else:
        text = format_decimal(value, format=pattern, locale=code)
    # Among letters written from right to left a minus sign jumps behind its number unless a mark holds it in front.
    return text.replace("-", "\u200e−" if code == "ar" else "−")


def parse_number(text: str, language: str | None = None) -> Decimal | None:
    """Read a number as people write it; ``None`` where it is none.

    Both 1.49 and 1,49 are read as such whatever the language; spaces, thin spaces and apostrophes group digits;
    Arabic-Indic digits and separators count. Where one mark can mean both (1,234), the language decides.
    """
    if len(text) > MAX_LENGTH:
        return None
    cleaned = _SPACES.sub("", text.translate(_DIGITS).translate(_SIGNS)).rstrip("%")
    cleaned = _decimal_point(cleaned, language or get_language() or "en")
    if not _PLAIN.match(cleaned):
        return None
    try:
        return Decimal(cleaned)
    except InvalidOperation:
        return None


def _decimal_point(text: str, language: str) -> str:
    """The same number with a point before the decimals and nothing between the thousands."""
    if "," in text and "." in text:
        decimal, group = (",", ".") if text.rfind(",") > text.rfind(".") else (".", ",")
        return text.replace(group, "").replace(decimal, ".")
    for mark in (",", "."):
        if text.count(mark) > 1 or (_GROUPED.match(text) and mark in text and mark == _group_mark(language)):
            return text.replace(mark, "") if _GROUPED.match(text) else text
    return text.replace(",", ".")


def _group_mark(language: str) -> str:
    return {"fr": "", "pt": ".", "es": ".", "ar": ","}.get(language.split("-", maxsplit=1)[0], ",")
