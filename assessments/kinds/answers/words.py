"""What is said to a value that is not right: the code and its details put into the reader's language when they are shown."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

#: Right with the data that everybody sees, and not with other data of the same shape.
TYPED_IN, STOPPED = "typed_in", "stopped"
MISSING, EMPTY = "missing", "empty"


def sentence(code: str, detail: dict, name: str) -> str:
    """A sentence or two, or nothing where the code says nothing by itself."""
    say = SENTENCES.get(code)
    return say(detail or {}, name) if say else ""


def _names(detail: dict, key: str = "names") -> str:
    return ", ".join(str(name) for name in detail.get(key) or [])


def _columns(detail: dict, name: str) -> str:
    parts = []
    if detail.get("names"):
        parts.append(_("Missing columns: %s.") % _names(detail))
    if detail.get("foreign"):
        parts.append(_("Columns that do not belong to it: %s.") % _names(detail, "foreign"))
    return " ".join(parts) or _("A column is there twice.")


def _set(detail: dict, name: str) -> str:
    parts = []
    if foreign := detail.get("foreign"):
        parts.append(
            ngettext(
                "%(count)d value does not belong to it.", "%(count)d values do not belong to it.", foreign
            )
            % {"count": foreign}
        )
    if missing := detail.get("missing"):
        parts.append(
            ngettext("%(count)d value is missing.", "%(count)d values are missing.", missing)
            % {"count": missing}
        )
    return " ".join(parts)


def _rows(detail: dict, name: str) -> str:
    parts = []
    if wrong := detail.get("wrong"):
        text = ngettext("%(count)d row is not right.", "%(count)d rows are not right.", wrong) % {
            "count": wrong
        }
        keys = _names(detail, "keys")
        parts.append(f"{text} " + _("Look at: %s.") % keys if keys else text)
    if foreign := detail.get("foreign"):
        text = ngettext(
            "%(count)d row does not belong to it.", "%(count)d rows do not belong to it.", foreign
        ) % {"count": foreign}
        keys = _names(detail, "foreign_keys")
        parts.append(f"{text} " + _("Look at: %s.") % keys if keys else text)
    if missing := detail.get("missing"):
        parts.append(
            ngettext("%(count)d row is missing.", "%(count)d rows are missing.", missing) % {"count": missing}
        )
    return " ".join(parts)


def _lines(detail: dict, name: str) -> str:
    wrong, places = detail.get("wrong", 0), _names(detail, "places")
    text = ngettext("%(count)d row is not right.", "%(count)d rows are not right.", wrong) % {"count": wrong}
    return f"{text} " + _("Look at row %s, counted from 1.") % places if places else text


def _length(detail: dict, name: str) -> str:
    count = detail.get("count", 0)
    return ngettext(
        "Your list has %(count)d value; another number of values is asked for.",
        "Your list has %(count)d values; another number of values is asked for.",
        count,
    ) % {"count": count}


def _items(detail: dict, name: str) -> str:
    count = detail.get("count", 0)
    return ngettext("%(count)d value is not right.", "%(count)d values are not right.", count) % {
        "count": count
    }


def _row_count(detail: dict, name: str) -> str:
    count = detail.get("count", 0)
    return ngettext(
        "Your table has %(count)d row; another number of rows is asked for.",
        "Your table has %(count)d rows; another number of rows is asked for.",
        count,
    ) % {"count": count}


SENTENCES: dict[str, Callable[[dict, str], str]] = {
    "typed_in": lambda detail, name: _(
        "With other data of the same shape your notebook does not give the right value. "
        "Compute it from the data instead of typing the number."
    ),
    "stopped": lambda detail, name: _(
        "With other data of the same shape your notebook ends with an error. "
        "Compute from what the file holds, not from what you saw in it: names and numbers of rows may differ."
    ),
    "not_a_text": lambda detail, name: _("%s is not a text.") % name,
    "not_a_list": lambda detail, name: _("%s is not a list of values.") % name,
    "not_a_table": lambda detail, name: _("%s is not a table (data frame).") % name,
    "keys_twice": lambda detail, name: _("Two rows of your table have the same key."),
    "order": lambda detail, name: _("The values are right, their order is not."),
    "columns": _columns,
    "set": _set,
    "rows": _rows,
    "lines": _lines,
    "length": _length,
    "items": _items,
    "row_count": _row_count,
}
