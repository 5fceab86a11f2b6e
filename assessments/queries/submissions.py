"""What was handed in at one activity: who may see it, how it is spread, and which wrong values come again and again."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Q
from django.db.models.fields.json import KeyTransform
from django.http import Http404

from assessments import rules
from assessments.marking.clusters import (
    MISSING,
    STATES,
    Cluster,
    Given,
    Judged,
    clusters,
    judge_answer,
    judge_question,
    rule_of_answer,
)
from assessments.models import Activity, ActivityVersion, Attempt, Exercise
from assessments.models.attempts import AttemptQuerySet
from assessments.rules import Person
from assessments.shapes import Answer, Marks, Mistake, NamedAnswer, Question, Rule

#: So many of the newest marked tries are looked at; more would make the page slow and say the same.
MOST_TRIES = 10_000
#: To those who see no names a value is told when so many trainees gave it.
FEW = 3
MOST_CLUSTERS = 20
#: Whose, by which version, marks and answers.
Try = tuple[int, int, Marks, dict[str, Answer]]


@dataclass(frozen=True)
class Audience:
    """What one person may see of an activity: which attempts, and whether with names."""

    attempts: AttemptQuerySet
    names: bool


def audience(user: Person, activity: Activity) -> Audience:
    """Administrators see all, trainers what their courses' trainees handed in, editors counts; ``PermissionDenied`` for others."""
    attempts = Attempt.objects.filter(activity=activity)
    if rules.may_see_all_submissions(user):
        return Audience(attempts, names=True)
    taught = rules.taught_by(user)
    if taught:
        theirs = attempts.filter(_in_scopes(taught))
        # What a course asks is kept in memory; the attempts tell of lessons that were taken down since.
        if any(part.asks(activity.key) for part in taught) or theirs.exists():
            return Audience(theirs, names=True)
    if rules.may_see_counts(user):
        return Audience(attempts, names=False)
    raise PermissionDenied


def may_open(user: Person, activities: Iterable[Activity]) -> set[int]:
    """Which of these activities a person may open, by id. Two queries at most, but for outlines that were not read yet."""
    activities = list(activities)
    if rules.may_see_all_submissions(user) or rules.may_see_counts(user):
        return {activity.pk for activity in activities}
    taught = rules.taught_by(user)
    if not taught:
        return set()
    tried = Attempt.objects.filter(_in_scopes(taught), activity__in=[activity.pk for activity in activities])
    found = set(tried.order_by().values_list("activity_id", flat=True).distinct())
    return found | {activity.pk for activity in activities if any(part.asks(activity.key) for part in taught)}


def submission(user: Person, attempt_id: int) -> Attempt:
    """One attempt with all that its page shows; ``PermissionDenied`` for whoever may not open it, and where there is none."""
    rows = Attempt.objects.select_related("activity", "version", "user")
    attempt = rows.filter(pk=attempt_id).first()
    if attempt is None:
        # Whether a number is taken is nobody's business who may not open it.
        raise PermissionDenied
    if not rules.may_see_all_submissions(user):
        taught = rules.taught_by(user)
        if not taught or not Attempt.objects.filter(_in_scopes(taught), pk=attempt_id).exists():
            raise PermissionDenied
    return attempt


def _in_scopes(taught: list[rules.Taught]) -> Q:
    found = Q()
    for part in taught:
        found |= Q(scope__in=part.scopes)
    return found


def wrong_in(attempts: AttemptQuerySet, name: str) -> AttemptQuerySet:
    """The marked attempts in which one answer was not wholly right."""
    # From nought: PostgreSQL takes what is not known (null) for less than any number.
    return attempts.annotate(fraction_of=KeyTransform("fraction", KeyTransform(name, "marks"))).filter(
        state=Attempt.State.MARKED, fraction_of__gte=0, fraction_of__lt=1
    )


@dataclass(frozen=True)
class Share:
    """One state of an answer, with how many trainees stand there."""

    state: str
    trainees: int
    percent: float


@dataclass(frozen=True)
class CheckRow:
    """A named answer or a question: where the trainees stand with it, and what they gave instead."""

    name: str
    label: str
    trainees: int
    parts: list[Share]
    clusters: list[Cluster]
    #: Further values that are not listed: given by few, or after the most frequent ones.
    further: int


@dataclass(frozen=True)
class Numbers:
    """An activity in numbers; people are counted once."""

    tries: int = 0
    trainees: int = 0
    passed: int = 0
    waiting: int = 0
    failed: int = 0


@dataclass(frozen=True)
class ActivityScreen:
    """Everything that the page of an activity shows."""

    activity: Activity
    version: ActivityVersion
    numbers: Numbers
    rows: list[CheckRow]
    exercise: Exercise | None
    looked_at: int
    is_cut: bool = False
    few: int = field(default=0)


def present_versions(activity_id: int) -> list[ActivityVersion]:
    """What is asked today at one activity, in every language, with the activity. One query; 404 where there is none."""
    rows = ActivityVersion.objects.current().filter(activity=activity_id).select_related("activity")
    found = list(rows.order_by("-language"))
    if not found:
        raise Http404
    return found


def in_language(versions: list[ActivityVersion], language: str) -> ActivityVersion:
    """The one in this language, else in English, else in any."""
    found = {version.language: version for version in versions}
    return found.get(language) or found.get("en") or versions[0]


def activity_screen(versions: list[ActivityVersion], seen: Audience, language: str) -> ActivityScreen:
    """The page of one activity. Three queries, however much was handed in; one more where versions were replaced since."""
    version = in_language(versions, language)
    tries = _marked_tries(seen.attempts)
    asked_by = {known.pk: known for known in versions}
    older = {version_id for _user, version_id, _marks, _answers in tries} - asked_by.keys()
    asked_by |= ActivityVersion.objects.in_bulk(older) if older else {}
    least = 1 if seen.names else FEW
    return ActivityScreen(
        activity=version.activity,
        version=version,
        numbers=_numbers(seen.attempts),
        rows=[
            _row(name, label, judge, rule, _given(name, tries, asked_by), least)
            for name, label, judge, rule in checks(version)
        ],
        exercise=_exercise(version.activity, language),
        looked_at=len(tries),
        is_cut=len(tries) == MOST_TRIES,
        few=least if least > 1 else 0,
    )


def checks(version: ActivityVersion) -> list[tuple[str, str, Callable[[Given], Judged], Rule]]:
    """What is marked: name, words, how a mark is judged, and by which rule two wrong numbers are the same."""
    if version.activity.kind == Activity.Kind.QUIZ:
        return [
            (question["id"], question["stem"], _remembered(judge_question, question), question)
            for question in version.spec["questions"]
        ]
    return [
        (answer["name"], answer["label"], _remembered(judge_answer, answer), rule_of_answer(answer))
        for answer in version.asked["answers"]
    ]


def _remembered(
    judge: Callable[[Any, Given], Judged], asked: Question | NamedAnswer
) -> Callable[[Given], Judged]:
    """Judges each way of answering once: thousands give the same few answers."""
    known: dict[str, Judged] = {}

    def judged(given: Given) -> Judged:
        name = f"{given.language} {given.mark} {given.answer}"
        if name not in known:
            known[name] = judge(asked, given)
        return known[name]

    return judged


def _marked_tries(attempts: AttemptQuerySet) -> list[Try]:
    """Whose, by which version, marks and answers: the newest first."""
    rows = attempts.filter(state=Attempt.State.MARKED).order_by("-pk")
    return list(rows.values_list("user_id", "version_id", "marks", "answers")[:MOST_TRIES])


def _given(name: str, tries: list[Try], asked_by: dict[int, ActivityVersion]) -> list[Given]:
    """What every try says of one answer, the newest first. What was right before and not asked again is not given again."""
    mistakes = {pk: _mistakes(version, name) for pk, version in asked_by.items()}
    return [
        Given(user, asked_by[version].language, marks[name], answers.get(name), mistakes[version])
        for user, version, marks, answers in tries
        if isinstance(marks.get(name), dict)
    ]


def _mistakes(version: ActivityVersion, name: str) -> tuple[Mistake, ...]:
    answers = version.asked.get("answers", [])
    return tuple(next((answer["mistakes"] for answer in answers if answer["name"] == name), ()))


def _row(
    name: str, label: str, judge: Callable[[Given], Judged], rule: Rule, given: list[Given], least: int
) -> CheckRow:
    judged = [(one.trainee, judge(one)) for one in given]
    last: dict[int, Judged] = {}
    for trainee, verdict in judged:
        last.setdefault(trainee, verdict)
    counted = Counter(verdict.state for verdict in last.values())
    found = clusters(judged, rule)
    shown = [cluster for cluster in found if cluster.trainees >= least][:MOST_CLUSTERS]
    return CheckRow(
        name=name,
        label=label,
        trainees=len(last),
        parts=[
            Share(state, counted[state], 100 * counted[state] / len(last))
            for state in STATES
            if last and (counted[state] or state in STATES[: STATES.index(MISSING) + 1])
        ],
        clusters=shown,
        further=len(found) - len(shown),
    )


def _numbers(attempts: AttemptQuerySet) -> Numbers:
    waiting, failed = Q(state__in=Attempt.WAITING), Q(state=Attempt.State.FAILED)
    found = attempts.aggregate(
        tries=Count("pk"),
        trainees=Count("user", distinct=True),
        passed=Count("user", distinct=True, filter=Q(is_passed=True)),
        waiting=Count("pk", filter=waiting),
        failed=Count("pk", filter=failed),
    )
    return Numbers(**found)


def _exercise(activity: Activity, language: str) -> Exercise | None:
    """The exercise that is shown, to be edited: in this language where it is there."""
    if activity.exercise_key is None:
        return None
    rows = Exercise.objects.filter(translation_key=activity.exercise_key).annotate(
        code_of=F("locale__language_code")
    )
    found = {exercise.code_of: exercise for exercise in rows.order_by("pk")}
    return found.get(language) or found.get("en") or next(iter(found.values()), None)
