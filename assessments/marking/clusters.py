"""What was answered, sorted: which part of the answers is right, and which wrong values are the same.

Everything here is pure. A mark is judged by what the exercise says today: a value that got its feedback after it was given
counts as a known mistake from then on.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import get_language

from assessments.kinds.answers import comparison_of, plain, words
from assessments.kinds.answers.base import value_in_words
from assessments.kinds.questions import kind_of
from assessments.kinds.questions.numeric import number as typed_number
from assessments.marking.notebook import NOT_GIVEN, known_mistake
from assessments.shapes import Answer, AnswerMark, Mistake, NamedAnswer, Question, Rule
from foundation.language.numbers import parse_number

RIGHT, MISTAKE, ELSEWHERE, WRONG, MISSING, OPEN = "right", "mistake", "elsewhere", "wrong", "missing", "open"
#: In the order in which they are shown.
STATES = (RIGHT, MISTAKE, ELSEWHERE, WRONG, MISSING, OPEN)


@dataclass(frozen=True)
class Judged:
    """One mark, by what is known today."""

    state: str
    shown: str = ""
    #: The same for values that are the same, however they were written; a number is compared instead.
    key: tuple = ()
    number: float | None = None
    feedback: str = ""
    #: What the program says of it by itself: two rows are not right.
    told: str = ""


@dataclass(frozen=True)
class Given:
    """A mark with whose it is, and what it was asked by."""

    trainee: int
    language: str
    mark: AnswerMark
    #: The answer to a question of a quiz, as it is kept.
    answer: Answer = None
    #: The known mistakes of the version that was answered.
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True)
class Cluster:
    """A wrong value, with how many trainees gave it."""

    shown: str
    trainees: int
    state: str
    feedback: str = ""
    told: str = ""


@dataclass
class _Group:
    trainees: set[int] = field(default_factory=set)
    ways: Counter = field(default_factory=Counter)
    first: Judged = Judged(WRONG)

    def take(self, trainee: int, judged: Judged) -> None:
        if not self.ways:
            self.first = judged
        self.trainees.add(trainee)
        self.ways[judged.shown] += 1

    def cluster(self) -> Cluster:
        shown = min(self.ways, key=lambda way: (-self.ways[way], way))
        return Cluster(shown, len(self.trainees), self.first.state, self.first.feedback, self.first.told)


def judge_answer(answer: NamedAnswer, given: Given) -> Judged:
    """A named answer of a notebook."""
    mark, code = given.mark, given.mark.get("code", "")
    shown = str(mark.get("shown", ""))
    if mark.get("fraction") == 1:
        return Judged(RIGHT, shown)
    if code in NOT_GIVEN:
        return Judged(MISSING)
    told = words.sentence(code, mark.get("detail", {}), answer["name"])
    number = _number(answer, shown, given.language)
    shown = shown if number is None else _number_in_words(number)
    if code in (words.TYPED_IN, words.STOPPED):
        return Judged(ELSEWHERE, shown, (code,), told=told)
    place = _known(answer, given, number)
    if place is not None:
        return Judged(MISTAKE, shown, (MISTAKE, place), feedback=answer["mistakes"][place]["feedback"])
    if "mistake" in mark:
        # It was known when it was given; the exercise has forgotten it since.
        said = " ".join(str(text) for text in mark.get("feedback", []))
        return Judged(MISTAKE, shown, ("forgotten", said), feedback=said)
    return Judged(WRONG, shown, (code, plain.plain_text(shown), told), number, told=told)


def judge_question(question: Question, given: Given) -> Judged:
    """A question of a quiz."""
    kind, fraction = kind_of(question), given.mark.get("fraction")
    shown = str(given.mark.get("shown", ""))
    if fraction == 1:
        return Judged(RIGHT, shown)
    if given.answer in (None, "", [], {}):
        return Judged(MISSING)
    if fraction is None:
        return Judged(OPEN, shown)
    number = typed_number(given.answer, given.language) if question["kind"] == "numeric" else None
    shown = shown if number is None else _number_in_words(number)
    feedback = " ".join(kind.mark(question, given.answer, given.language).feedback)
    key = (feedback,) if feedback and number is not None else (kind.normalise(question, given.answer),)
    return Judged(MISTAKE if feedback else WRONG, shown, key, None if feedback else number, feedback)


def clusters(given: Iterable[tuple[int, Judged]], rule: Rule) -> list[Cluster]:
    """The wrong values among what trainees gave, the most frequent first; a trainee who gave one twice counts once.

    Numbers belong together where the answer's own rule would take one for the other.
    """
    groups: dict[tuple, _Group] = {}
    numbers: list[tuple[float, int, Judged]] = []
    for trainee, judged in given:
        if judged.state not in (MISTAKE, ELSEWHERE, WRONG):
            continue
        if judged.number is not None:
            numbers.append((judged.number, trainee, judged))
        else:
            groups.setdefault((judged.state, *judged.key), _Group()).take(trainee, judged)
    found = [group.cluster() for group in [*groups.values(), *_near(numbers, rule)]]
    return sorted(found, key=lambda cluster: (-cluster.trainees, cluster.shown))


def _near(numbers: list[tuple[float, int, Judged]], rule: Rule) -> list[_Group]:
    groups: list[_Group] = []
    first = 0.0
    for number, trainee, judged in sorted(numbers, key=lambda item: item[0]):
        if not groups or not plain.near(number, first, rule):
            groups.append(_Group())
            first = number
        groups[-1].take(trainee, judged)
    return groups


def rule_of_answer(answer: NamedAnswer) -> Rule:
    """By which two wrong values of a named answer are the same; “at most” is no way to know a value again."""
    if answer.get("compare") == plain.MAXIMUM:
        return {"tolerance": answer.get("tolerance") or 0}
    return {"compare": answer.get("compare", plain.ABSOLUTE), "tolerance": answer.get("tolerance") or 0}


def _number(answer: NamedAnswer, shown: str, language: str) -> float | None:
    if comparison_of(answer).name != "number":
        return None
    parsed = parse_number(shown, language)
    return plain.as_number(float(parsed)) if parsed is not None else None


def _number_in_words(number: float) -> str:
    """A number as the reader writes it, whatever language it was given in."""
    return value_in_words(number, get_language() or "en")


def _known(answer: NamedAnswer, given: Given, number: float | None) -> int | None:
    """The place, in today's exercise, of the known mistake that a value is."""
    if number is not None:
        return known_mistake(answer, number)
    place = given.mark.get("mistake")
    if not isinstance(place, int) or not 0 <= place < len(given.mistakes):
        return None
    value = given.mistakes[place].get("value")
    return next((at for at, today in enumerate(answer["mistakes"]) if today["value"] == value), None)
