"""What other rooms and our own screens ask of attempts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid4

from django.core.cache import cache, caches
from django.db.models import Count, F, Max, Q
from django.http import Http404

from assessments.models import Activity, ActivityVersion, AnswerSheet, Attempt, Draft, DraftVersion, Exercise


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


def _by_the_last(found: dict, last: dict[tuple[UUID, UUID], int]) -> dict[tuple[UUID, UUID], ActivityResult]:
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


EDITION = "activities-edition"


def edition() -> str:
    """Changes whenever an activity is published, in whichever process: what is kept of versions is kept under it."""
    return cache.get_or_set(EDITION, lambda: uuid4().hex, None)  # type: ignore[return-value]


def begin_edition() -> None:
    """Forget what is kept of versions."""
    cache.set(EDITION, uuid4().hex, None)


def current_versions(keys: Iterable[UUID], language: str) -> dict[UUID, ActivityVersion]:
    """The present version of each activity, in this language, else in English. One query, kept until one is published."""
    keys = sorted(keys)
    name = sha256(f"{edition()} {language} {keys}".encode()).hexdigest()
    found = caches["rendered"].get(name)
    if found is None:
        found = _current_versions(keys, language)
        caches["rendered"].set(name, found)
    return found


def _current_versions(keys: list[UUID], language: str) -> dict[UUID, ActivityVersion]:
    found: dict[UUID, ActivityVersion] = {}
    rows = (
        ActivityVersion.objects.current()
        .filter(activity__key__in=keys, language__in={language, "en"})
        .select_related("activity")
    )
    for version in rows:
        if version.activity.key not in found or version.language == language:
            found[version.activity.key] = version
    return found


def desk(
    versions: Iterable[ActivityVersion], user, scope: UUID | None
) -> tuple[dict[int, list[Attempt]], dict[int, Draft]]:
    """One reader's attempts and drafts by activity. Two queries, fewer where nothing can be there."""
    versions = list(versions)
    attempts: dict[int, list[Attempt]] = {}
    drafts: dict[int, Draft] = {}
    if scope is None or not versions:
        return attempts, drafts
    ids = [version.activity_id for version in versions]
    for attempt in Attempt.objects.filter(scope=scope, activity__in=ids).order_by("number"):
        attempts.setdefault(attempt.activity_id, []).append(attempt)
    notebooks = [v.activity_id for v in versions if v.activity.kind == Activity.Kind.NOTEBOOK]
    if notebooks:
        rows = Draft.objects.filter(scope=scope, user=user, activity__in=notebooks).defer("notebook")
        drafts = {draft.activity_id: draft for draft in rows}
    return attempts, drafts


def place_in_queue(attempt: Attempt) -> int:
    """How many notebooks are marked before this one is done, this one included."""
    return Attempt.objects.waiting().filter(activity__kind=Activity.Kind.NOTEBOOK, pk__lte=attempt.pk).count()


def asked_version(activity: Activity, number: int | None, language: str) -> ActivityVersion:
    """The version that a form names (``number`` is its id), if it is one of this activity; else the present one."""
    if number is not None:
        named = activity.versions.filter(pk=number).select_related("activity").first()
        if named is not None:
            return named
    present = current_versions([activity.key], language).get(activity.key)
    if present is None:
        present = activity.versions.current().select_related("activity").order_by("language").first()
    if present is None:
        raise Http404
    return present


def attempts_at(activity: Activity, scope: UUID) -> list[Attempt]:
    """The attempts under one scope, the first one first."""
    return list(Attempt.objects.filter(activity=activity, scope=scope).order_by("number"))


def marks_so_far(activity: Activity, scope: UUID) -> list[dict]:
    """The marks of what was handed in and marked under one scope, the oldest first."""
    rows = Attempt.objects.filter(activity=activity, scope=scope, state=Attempt.State.MARKED)
    return list(rows.order_by("number").values_list("marks", flat=True))


def draft_on(activity: Activity, user, scope: UUID, language: str) -> Draft | None:
    """The draft on this person's desk, in one programming language."""
    return Draft.objects.filter(activity=activity, user=user, scope=scope, language=language).first()


@dataclass(frozen=True)
class EarlierVersion:
    """One earlier version of a draft, as the list shows it."""

    pk: int
    written_at: datetime
    #: Lines of code that are more than nothing.
    lines: int


def versions_of_draft(activity: Activity, user, scope: UUID, language: str) -> list[EarlierVersion]:
    """The earlier versions of what lies on this person's desk, in one programming language, the newest first."""
    rows = DraftVersion.objects.filter(
        draft__activity=activity, draft__user=user, draft__scope=scope, draft__language=language
    )
    return [EarlierVersion(row.pk, row.written_at, _lines_of_code(row.notebook)) for row in rows]


def _lines_of_code(notebook: dict) -> int:
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return sum(bool(line.strip()) for cell in cells for line in "".join(cell["source"]).splitlines())


def sheet_of(activity: Activity, user, scope: UUID) -> AnswerSheet | None:
    """What this person typed into the exercise's sheet."""
    return AnswerSheet.objects.filter(activity=activity, user=user, scope=scope).first()


def exercise_by_code(code: str, language: str) -> Exercise | None:
    """The published exercise in this language, else in English, else in any."""
    found = {
        exercise.locale.language_code: exercise
        for exercise in Exercise.objects.filter(code__iexact=code, live=True).select_related("locale")
    }
    return found.get(language) or found.get("en") or next(iter(found.values()), None)
