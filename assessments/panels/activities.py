"""The panels of a page: each activity in it for one reader, each rendered once for all who have not begun it."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from uuid import UUID, uuid4

from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from assessments.models import Activity, ActivityVersion, Attempt, Draft
from assessments.panels.notebook import notebook
from assessments.panels.place import Place, tongues
from assessments.panels.quiz import quiz
from assessments.queries.attempts import desk
from assessments.queries.versions import current_versions
from assessments.spec.activity import ActivitySpec
from foundation.csrf import BLANK

#: What stands in a kept panel where each reader's own keys go.
BLANKS = {
    "scope": UUID("b1a9c0de-0000-4000-8000-000000000001"),
    "token": UUID("b1a9c0de-0000-4000-8000-000000000002"),
    "submission_key": UUID("b1a9c0de-0000-4000-8000-000000000003"),
    "csrf_token": BLANK,
}


def render(
    *, keys: Iterable[UUID], language: str, user, scope: UUID | None, request, next_path: str = ""
) -> dict[UUID, SafeString]:
    """Every panel by its key: one query for what is asked, one for the attempts, one for the drafts."""
    place = Place(language, user, scope, request, next_path or request.path)
    versions = current_versions(keys, language)
    attempts, drafts = desk(versions.values(), user, scope)
    made: dict[UUID, SafeString] = {}
    for key, version in versions.items():
        tries, draft = attempts.get(version.activity_id, []), drafts.get(version.activity_id)
        is_fresh = place.may_answer and not tries and draft is None
        made[key] = _fresh(version, place) if is_fresh else panel(version, tries, place, draft=draft)
    return made


def _fresh(version: ActivityVersion, place: Place) -> SafeString:
    """The panel of an activity that its reader has not begun: kept with blanks for what is theirs, and filled in."""
    name = f"panel-{version.pk}-{place.language}-{get_language()}-{place.seed}-{place.next}"
    # (a cache's key has no spaces and an end; a path has neither rule)
    name = sha256(name.encode()).hexdigest()
    html = caches["rendered"].get(name)
    if html is None:
        html = str(panel(version, [], replace(place, scope=BLANKS["scope"], request=None), blanks=BLANKS))  # type: ignore[arg-type]
        caches["rendered"].set(name, html)
    theirs = {
        "scope": place.scope,
        "token": uuid4(),
        "submission_key": uuid4(),
        "csrf_token": place.csrf_token,
    }
    for blank, value in theirs.items():
        html = html.replace(str(BLANKS[blank]), str(value))
    return mark_safe(html)  # the template's own output, with keys and tokens of letters and digits put in


def preview(*, activities: Iterable[ActivitySpec], language: str, request) -> dict[UUID, SafeString]:
    """The panels of a page that is not published."""
    place = Place(language, None, None, request, "")
    return {
        asked.key: panel(
            ActivityVersion(
                activity=Activity(key=asked.key, kind=asked.kind),
                language=language,
                title=asked.title,
                spec=asked.spec,
            ),
            [],
            place,
            is_preview=True,
        )
        for asked in activities
    }


def panel(
    version: ActivityVersion,
    attempts: list[Attempt],
    place: Place,
    *,
    draft: Draft | None = None,
    form=None,
    refusal: str = "",
    is_preview: bool = False,
    blanks: dict | None = None,
) -> SafeString:
    """One panel. ``form`` is a form that was sent and has errors; ``blanks`` stand where each reader's own keys go."""
    shared = {
        "version": version,
        "activity": version.activity,
        "anchor": f"activity-{version.activity.key}",
        "place": place,
        "token": uuid4(),
        "refusal": refusal,
        "is_preview": is_preview,
        **tongues(version.language),
    }
    if version.activity.kind == Activity.Kind.QUIZ:
        template, own = "assessments/_quiz.html", quiz(version, attempts, place, form)
    else:
        template, own = "assessments/_notebook.html", notebook(version, attempts, place, draft, form)
    request = place.request if place.may_answer else None
    return render_to_string(template, shared | own | (blanks or {}), request=request)  # type: ignore[arg-type]
