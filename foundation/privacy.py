"""The register of personal data: what each model holds of a person, why, who sees it, how long, how it leaves.

A room states its part in its ``privacy.py``, one ``register(PersonalData(…))`` for each model with a path to a user; the
modules are read at start (``read_rooms``). The privacy centre shows the register, a person's export is made from it, and a
person's account is erased by it: what is not stated here would be forgotten there. A test finds what is missing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

Text = str | Promise


@dataclass(frozen=True)
class PersonalData:
    """What one model holds of a person. The texts are shown to readers: lazy translations in plain words."""

    #: ``app_label.ModelName``
    model: str
    #: What it holds: “Your answers, their marks, and when you gave them.”
    holds: Text
    #: Why it is kept.
    why: Text
    #: Who sees it.
    seen_by: Text
    #: How long it is kept, and what happens when the account is deleted.
    keeps: Text
    #: The person's own rows, as plain values that JSON can say (dates as ISO text).
    export: Callable[[Any], Iterable[dict]]
    #: Delete or take the name off everything of this person; returns the number of rows touched. Runs in a transaction.
    erase: Callable[[Any], int]
    #: Further models that are exported and erased together with this one (children of its rows).
    covers: tuple[str, ...] = ()


_declared: dict[str, PersonalData] = {}


def register(data: PersonalData) -> PersonalData:
    """State what one model holds; each model is stated once."""
    for label in (data.model, *data.covers):
        if label in named():
            raise ValueError(f"The personal data of {label} is stated twice.")
    _declared[data.model] = data
    return data


def all() -> tuple[PersonalData, ...]:
    """Everything stated, in the order in which the rooms stand: upper rooms first."""
    return tuple(_declared.values())


def named() -> frozenset[str]:
    """The labels of all models that are stated or covered."""
    return frozenset(label for data in _declared.values() for label in (data.model, *data.covers))


def nothing_to_export(_user) -> Iterable[dict]:
    """For models that hold nothing about the person beyond what another statement exports."""
    return ()


def nothing_to_erase(_user) -> int:
    """For models whose rows stay, and say nothing about the person once the account is gone."""
    return 0


def read_rooms() -> None:
    """Read the ``privacy.py`` of every room."""
    autodiscover_modules("privacy")
