"""Practice: one value is looked at before the notebook is handed in. It leaves no attempt and is no mark.

It is marked as the notebook will be, on the data that everybody sees. What is expected never leaves the server, not even as
a hash: an answer of three digits would be found by trying. Two limits keep it from being asked for by trying here.
"""

import json
from dataclasses import dataclass, field
from hashlib import sha256

from django.core.cache import cache
from django.utils import timezone

from accounts.models import User
from assessments.marking.notebook import is_tried, mark_answer
from assessments.marking.runs import Run
from assessments.models import ActivityVersion
from assessments.shapes import Marks, NamedAnswer, Value

#: How often one person may ask in one exercise within a minute, and for how many different values of one answer in a day.
PER_MINUTE, PER_DAY = 30, 60
MINUTE, DAY = 60, 24 * 60 * 60


class PracticeRefused(Exception):
    """It is not looked at; the code is kept with what was typed, and put into words when it is shown."""

    code = ""


class UnknownAnswer(PracticeRefused):
    """The exercise asks for no answer of this name."""

    def __init__(self, names: list[str]):
        super().__init__(", ".join(names))
        self.names = names


class TooFast(PracticeRefused):
    """Too many within a minute."""

    code = "too_fast"


class EnoughToday(PracticeRefused):
    """So many values of this answer were looked at today that it would be found by trying."""

    code = "enough_today"


@dataclass(frozen=True)
class Practice:
    """What is said to one value."""

    is_right: bool
    #: What is not right about it, as a code and its details, put into words when they are shown.
    code: str = ""
    detail: dict = field(default_factory=dict)
    #: The tutor's words on a known mistake, or the hints that earlier notebooks have released.
    feedback: list[str] = field(default_factory=list)
    #: How many more values of this answer may be looked at today.
    left: int = PER_DAY


def practise(
    *, version: ActivityVersion, user: User, name: str, value: Value, earlier: list[Marks]
) -> Practice:
    """Look at one value. ``earlier`` are the marks of the notebooks that were handed in before, the oldest first."""
    answers = {answer["name"]: answer for answer in version.asked["answers"]}
    whose = f"practice-{user.pk}-{version.activity_id}"
    if _count(f"{whose}-{timezone.now():%H%M}", MINUTE) > PER_MINUTE:
        raise TooFast
    if name not in answers:
        raise UnknownAnswer(list(answers))
    left = PER_DAY - _different(f"{whose}-{name}-{timezone.now():%Y%m%d}", value)
    if left < 0:
        raise EnoughToday
    answer = answers[name]
    mark = mark_answer({**answer, "hidden": []}, [Run({name: value})], version.language)
    is_right = mark["fraction"] == 1
    # Hints are not given away here: they come one after another with the notebooks.
    feedback = mark["feedback"] if is_right or mark["feedback"] else released_hints(answer, earlier)
    return Practice(is_right, mark.get("code", ""), mark.get("detail", {}), feedback, left)


def released_hints(answer: NamedAnswer, earlier: list[Marks]) -> list[str]:
    """One hint for each notebook in which something was given for this answer that was not right."""
    marks = [before[answer["name"]] for before in earlier if answer["name"] in before]
    return (answer.get("hints") or [])[: sum(map(is_tried, marks))]


def _different(key: str, value: Value) -> int:
    """How many different values were asked about, this one included. The same one again costs nothing."""
    digest = sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]
    if cache.add(f"{key}-{digest}", 1, DAY):
        return _count(key, DAY)
    return cache.get(key, 1)


def _count(key: str, seconds: int) -> int:
    """Count one more; exactly one caller begins."""
    if cache.add(key, 1, seconds):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # it ended between the two
        return 1
