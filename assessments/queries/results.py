"""How far people are with activities, each and all together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Avg, Case, Count, F, Max, OuterRef, Q, QuerySet, Subquery, When

from assessments.models import Activity, ActivityVersion, Attempt


@dataclass(frozen=True)
class ActivityResult:
    """How far one person is with one activity: the best try counts, or the last where the activity says so."""

    best_score: float | None
    max_score: float | None
    is_passed: bool
    attempts: int
    is_pending: bool


def results(*, scopes: Iterable[UUID], keys: Iterable[UUID]) -> dict[tuple[UUID, UUID], ActivityResult]:
    """Results by (scope, activity key), where there is an attempt. One query, and one more where the last try counts.

    The best try is the one with the largest share of its points: versions may give different totals.
    """
    rows = (
        Attempt.objects.filter(scope__in=list(scopes), activity__key__in=list(keys))
        .order_by()
        .values("scope", "activity__key", "activity__counts", "max_score")
        .annotate(
            best=Max("score", filter=Q(state=Attempt.State.MARKED)),
            passed=Count("id", filter=Q(is_passed=True)),
            tries=Count("id"),
            waiting=Count("id", filter=Q(state__in=Attempt.WAITING)),
            last=Max("number", filter=Q(state=Attempt.State.MARKED)),
            key=F("activity__key"),
        )
    )
    found: dict[tuple[UUID, UUID], ActivityResult] = {}
    last: dict[tuple[UUID, UUID], int] = {}
    for row in rows:
        place = (row["scope"], row["key"])
        part = ActivityResult(
            row["best"],
            row["max_score"] if row["best"] is not None else None,
            row["passed"] > 0,
            row["tries"],
            row["waiting"] > 0,
        )
        found[place] = _together(found[place], part) if place in found else part
        if row["activity__counts"] == "last" and row["last"]:
            last[place] = max(row["last"], last.get(place, 0))
    return found | _by_the_last(found, last)


def _by_the_last(
    found: dict[tuple[UUID, UUID], ActivityResult], last: dict[tuple[UUID, UUID], int]
) -> dict[tuple[UUID, UUID], ActivityResult]:
    """The results of those activities in which the last marked try counts, given its number."""
    if not last:
        return {}
    these = Q()
    for (scope, key), number in last.items():
        these |= Q(scope=scope, activity__key=key, number=number)
    rows = (
        Attempt.objects.filter(these)
        .order_by()
        .values_list("scope", "activity__key", "score", "max_score", "is_passed")
    )
    return {
        (scope, key): replace(found[scope, key], best_score=score, max_score=of, is_passed=is_passed)
        for scope, key, score, of, is_passed in rows
    }


def _together(one: ActivityResult, other: ActivityResult) -> ActivityResult:
    better = max(one, other, key=_share)
    return ActivityResult(
        better.best_score,
        better.max_score,
        one.is_passed or other.is_passed,
        one.attempts + other.attempts,
        one.is_pending or other.is_pending,
    )


def _share(result: ActivityResult) -> float:
    if result.best_score is None:
        return -1
    return result.best_score / result.max_score if result.max_score else 0


def activities_in_numbers() -> QuerySet[Activity]:
    """Every activity with its title and how it is answered, without anybody's name: the report of results. One query."""
    is_source = Case(When(language="en", then=0), default=1)
    newest = ActivityVersion.objects.filter(activity=OuterRef("pk")).order_by(is_source, "-pk")
    return Activity.objects.annotate(
        title=Subquery(newest.values("title")[:1]),
        tries=Count("attempts"),
        trainees=Count("attempts__user", distinct=True),
        passed=Count("attempts__user", distinct=True, filter=Q(attempts__is_passed=True)),
        share=Avg(
            F("attempts__score") * 100 / F("attempts__max_score"),
            filter=Q(attempts__state=Attempt.State.MARKED, attempts__max_score__gt=0),
        ),
        waiting=Count("attempts", filter=Q(attempts__state__in=Attempt.WAITING)),
        failed=Count("attempts", filter=Q(attempts__state=Attempt.State.FAILED)),
    )
