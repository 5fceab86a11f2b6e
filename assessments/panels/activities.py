"""The panels of a page: each activity in it for one reader, each rendered once for all who have not begun it."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from assessments.forms.quiz import QuizForm
from assessments.marking.quiz import QuizStanding, standing
from assessments.models import Activity, ActivityVersion, Attempt
from assessments.panels.notebook import notebook_context
from assessments.panels.quiz import quiz_context
from assessments.panels.reader import Reader, tongues
from assessments.queries.attempts import attempts_by_activity
from assessments.queries.versions import current_versions, stamp
from assessments.spec.activity import ActivitySpec
from foundation.web.csrf import BLANK

#: What stands in a kept panel where each reader's own keys go.
BLANKS: dict[str, Any] = {
    "scope": UUID("b1a9c0de-0000-4000-8000-000000000001"),
    "token": UUID("b1a9c0de-0000-4000-8000-000000000002"),
    "submission_key": UUID("b1a9c0de-0000-4000-8000-000000000003"),
    "csrf_token": BLANK,
}


def render(
    *, keys: Iterable[UUID], language: str, user, scope: UUID | None, request, next_path: str = ""
) -> dict[UUID, SafeString]:
    """Every panel by its key, in one pass: what nobody has begun is kept for all readers, the attempts are one query."""
    reader = Reader(language, user, scope, request, next_path or request.path)
    keys = sorted(keys)
    if scope is None:
        return {key: panel(version, [], reader) for key, version in current_versions(keys, language).items()}
    fresh = _fresh(keys, reader)
    attempts = attempts_by_activity([kept.activity_id for kept in fresh.values()], scope)
    versions = current_versions(keys, language) if attempts else {}
    return {
        key: panel(versions[key], attempts[kept.activity_id], reader)
        if kept.activity_id in attempts
        else _filled(kept.html, reader)
        for key, kept in fresh.items()
    }


class Fresh(NamedTuple):
    """The panel of an activity that its reader has not begun, with blanks for what is theirs."""

    activity_id: int
    html: str


def _fresh(keys: list[UUID], reader: Reader) -> dict[UUID, Fresh]:
    """The panels as they are before the first try: kept until an activity is published, for all readers of one order."""
    name = f"panels-{stamp()}-{keys}-{reader.language}-{get_language()}-{reader.seed}-{reader.next}"
    # (a cache's key has no spaces and an end; a path has neither rule)
    name = sha256(name.encode()).hexdigest()
    kept = caches["rendered"].get(name)
    if kept is None:
        anybody = replace(reader, scope=BLANKS["scope"], request=None)
        kept = {
            key: Fresh(version.activity_id, str(panel(version, [], anybody, blanks=BLANKS)))
            for key, version in current_versions(keys, reader.language).items()
        }
        caches["rendered"].set(name, kept)
    return kept


def _filled(html: str, reader: Reader) -> SafeString:
    """A kept panel with this reader's own keys."""
    theirs = {
        "scope": reader.scope,
        "token": uuid4(),
        "submission_key": uuid4(),
        "csrf_token": reader.csrf_token,
    }
    for blank, value in theirs.items():
        html = html.replace(str(BLANKS[blank]), str(value))
    return mark_safe(html)  # the template's own output, with keys and tokens of letters and digits put in


def preview(*, activities: Iterable[ActivitySpec], language: str, request) -> dict[UUID, SafeString]:
    """The panels of a page that is not published."""
    reader = Reader(language, None, None, request, "")
    return {
        asked.key: panel(
            ActivityVersion(
                activity=Activity(key=asked.key, kind=asked.kind),
                language=language,
                title=asked.title,
                spec=asked.spec,
            ),
            [],
            reader,
            is_preview=True,
        )
        for asked in activities
    }


def panel(
    version: ActivityVersion,
    attempts: list[Attempt],
    reader: Reader,
    *,
    is_preview: bool = False,
    blanks: dict | None = None,
) -> SafeString:
    """One panel; ``blanks`` stand where each reader's own keys go."""
    if version.activity.kind == Activity.Kind.QUIZ:
        return quiz_panel(standing(version, attempts), reader, is_preview=is_preview, blanks=blanks)
    own = notebook_context(version, attempts, reader)
    return _rendered("assessments/_notebook.html", version, reader, own | {"is_preview": is_preview}, blanks)


def quiz_panel(
    where: QuizStanding,
    reader: Reader,
    *,
    form: QuizForm | None = None,
    refusal: str = "",
    is_preview: bool = False,
    blanks: dict | None = None,
) -> SafeString:
    """The panel of a quiz. ``form`` is a form that was sent and has errors, ``refusal`` says why a try is not taken."""
    own = quiz_context(where, reader, form) | {"refusal": refusal, "is_preview": is_preview}
    return _rendered("assessments/_quiz.html", where.version, reader, own, blanks)


def _rendered(
    template: str, version: ActivityVersion, reader: Reader, own: dict, blanks: dict | None
) -> SafeString:
    shared = {
        "version": version,
        "activity": version.activity,
        "anchor": f"activity-{version.activity.key}",
        "reader": reader,
        "token": uuid4(),
        **tongues(version.language),
    }
    request = reader.request if reader.may_answer else None
    return render_to_string(template, shared | own | (blanks or {}), request=request)  # type: ignore[arg-type]
