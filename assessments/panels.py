"""The HTML of an activity for one reader: the form, every try with its feedback, the state of a notebook."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.conf import settings
from django.core.cache import caches
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from assessments.comparisons import comparison_of, words
from assessments.exercise_spec import PROGRAMMING, languages_of
from assessments.kinds import kind_of
from assessments.kinds.fill_table import grid
from assessments.models import Activity, ActivityVersion, Attempt, Draft
from assessments.queries import current_versions, desk
from assessments.quiz import QuizForm, QuizStanding, Standing, standing
from assessments.specs import ActivitySpec
from foundation.csrf import BLANK, token_of
from foundation.templatetags.components import direction, written_in

#: In how many orders the options of a question are shown to different readers.
ORDERS = 16
#: What stands in a kept panel where each reader's own keys go.
BLANKS = {
    "scope": UUID("b1a9c0de-0000-4000-8000-000000000001"),
    "token": UUID("b1a9c0de-0000-4000-8000-000000000002"),
    "submission_key": UUID("b1a9c0de-0000-4000-8000-000000000003"),
    "csrf_token": BLANK,
}


@dataclass(frozen=True)
class Place:
    """Whose panel it is, and where it stands."""

    language: str
    user: object
    scope: UUID | None
    request: object
    #: Where to go back to after an answer.
    next: str

    @property
    def may_answer(self) -> bool:
        return self.scope is not None

    @cached_property
    def csrf_token(self) -> str:
        """One for all forms of the page."""
        return token_of(self.request)  # type: ignore[arg-type]

    @property
    def seed(self) -> str:
        return seed_of(self.user)

    @property
    def owner(self) -> str:
        """Whose desk it is, as the reader's browser keeps it: the enrolment, else the account without its number."""
        pk = getattr(self.user, "pk", None)
        return str(self.scope) if self.scope else salted_hmac("desk", str(pk)).hexdigest()[:16] if pk else ""


def seed_of(user) -> str:
    """What the order of options depends on: the reader alone, so that it stays the same from try to try.

    Readers fall into a few orders, so that a panel that nobody has answered yet is rendered once for many.
    """
    pk = getattr(user, "pk", None)
    return f"order {pk % ORDERS}" if pk else "reader"


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
        template, own = "assessments/_quiz.html", _quiz(version, attempts, place, form)
    else:
        template, own = "assessments/_notebook.html", _notebook(version, attempts, place, draft, form)
    request = place.request if place.may_answer else None
    return render_to_string(template, shared | own | (blanks or {}), request=request)  # type: ignore[arg-type]


def tongues(language: str) -> dict[str, SafeString]:
    """Attributes where the text's language is not the frame's: ``frame`` for what we say, ``said`` for what the author says."""
    reader = get_language() or language
    if reader.partition("-")[0] == language:
        return {"frame": SafeString(), "said": written_in(language)}
    attributes = ' lang="{}" dir="{}"'
    return {
        "frame": format_html(attributes, reader, direction(reader)),
        "said": format_html(attributes, language, direction(language)),
    }


def quiz_form(version: ActivityVersion, where: QuizStanding, place: Place, data=None) -> QuizForm:
    """The form of the questions that are open."""
    return QuizForm(
        data,
        questions=where.open,
        seed=place.seed,
        language=place.language,
        earlier=where.last_answers,
        auto_id=f"a{version.activity.key.hex[:8]}_%s",
    )


def _quiz(version: ActivityVersion, attempts: list[Attempt], place: Place, form: QuizForm | None) -> dict:
    where = standing(version, attempts, version.language)
    form = form or quiz_form(version, where, place)
    last = attempts[-1] if attempts else None
    return {
        "form": form,
        "where": where,
        "questions": [
            _question(question, number, where, form, version.language)
            for number, question in enumerate(where.questions, start=1)
        ],
        "last": last,
        "number": where.tries_used + 1,
        "has_form": bool(form.fields),
        "best": _best(attempts, where, version),
    }


def _best(attempts: list[Attempt], where: QuizStanding, version: ActivityVersion) -> dict | None:
    marked = [attempt for attempt in attempts if attempt.state == Attempt.State.MARKED and attempt.max_score]
    if not marked:
        return None
    best = max(marked, key=lambda attempt: attempt.score / attempt.max_score)  # type: ignore[operator]
    return {"score": best.score, "max_score": best.max_score, "is_passed": any(a.is_passed for a in marked)}


def _question(found: Standing, number: int, where: QuizStanding, form: QuizForm, language: str) -> dict:
    question, kind = found.question, kind_of(found.question)
    is_open = question["id"] in form.asks
    is_settled = bool(found.tries) and (found.is_right or where.is_used_up)
    fields = form.bound(question["id"]) if is_open else []
    said = {text for _number, mark in found.tries for text in mark["feedback"]}
    return {
        "number": number,
        "id": f"{form.auto_id % 'x'}{number}",  # type: ignore[operator]
        "question": question,
        "template": kind.template,
        "fields": fields,
        "grid": grid(question, fields),
        "errors": list(dict.fromkeys(error for bound, _part in fields for error in bound.errors)),
        "first_error": next((_target(bound) for bound, _part in fields if bound.errors), ""),
        "tries": found.tries,
        "is_marked": kind.is_marked(question),
        "is_ours": kind.is_ours,
        "is_settled": is_settled,
        "is_right": found.is_right,
        # What is right leaves the server here and nowhere else.
        "answer": kind.explain(question, language) if is_settled else "",
        "explanation": question["feedback"] if is_settled and question["feedback"] not in said else "",
    }


def _target(bound) -> str:
    """The id that a link to a field must name: of several boxes or buttons the first."""
    return f"{bound.auto_id}_0" if bound.use_fieldset else bound.auto_id


def _notebook(version: ActivityVersion, attempts: list[Attempt], place: Place, draft, form) -> dict:
    spec, key = version.asked, version.activity.key
    data = [
        {**entry, "url": reverse("assessments:data_file", args=[spec["exercise"], entry["name"]])}
        for entry in spec["data"]
    ]
    query = _query(version, place)
    starter = f"{reverse('assessments:starter', args=[spec['exercise']])}?lang={version.language}"
    return {
        "spec": {name: spec[name] for name in SHOWN_OF_EXERCISE},
        "data": data,
        "points": sum(answer["points"] for answer in spec["answers"]),
        "draft": draft,
        # What the laboratory's own template asks for.
        "LAB_ORIGIN": settings.LAB_ORIGIN,
        "notebook_url": f"{reverse('assessments:notebook', args=[key])}?{query}",
        "sheet_url": f"{reverse('assessments:sheet', args=[key])}?{query}",
        "starter_url": starter,
        "kernels": [
            {"value": kernel, "name": PROGRAMMING[kernel], "starter_url": f"{starter}&kernel={kernel}"}
            for kernel in languages_of(spec)
        ],
        "draft_url": f"{reverse('assessments:draft', args=[key])}?{query}" if place.may_answer else "",
        "versions_url": f"{reverse('assessments:versions', args=[key])}?{query}" if place.may_answer else "",
        "check_url": f"{reverse('assessments:check', args=[key])}?{query}" if place.may_answer else "",
        "submit_url": f"{reverse('assessments:submit', args=[key])}?{query}" if place.may_answer else "",
        "owner": place.owner,
        "submission_key": uuid4(),
        "number": key.hex[:8],
        "result": marks(version, attempts, place),
    }


def _query(version: ActivityVersion, place: Place) -> str:
    asked: dict = {"version": version.pk} if version.pk else {}
    if place.may_answer:
        asked |= {"scope": place.scope, "next": place.next}
    return urlencode(asked)


def marks(
    version: ActivityVersion,
    attempts: list[Attempt],
    place: Place,
    *,
    refusal: str = "",
    place_in_queue: int | None = None,
) -> SafeString:
    """What is marked in a notebook exercise, and what came of it: the part of the panel that changes."""
    spec = version.asked
    marked = [attempt for attempt in attempts if attempt.state == Attempt.State.MARKED]
    shown = marked[-1] if marked else None
    last = attempts[-1] if attempts else None
    is_waiting = last is not None and last.is_waiting
    status = f"{reverse('assessments:status', args=[version.activity.key])}?{_query(version, place)}"
    context = {
        "anchor": f"activity-{version.activity.key}",
        "version": version,
        "answers": [_named(answer, shown) for answer in spec["answers"]],
        "right": sum(mark["fraction"] == 1 for mark in shown.marks.values()) if shown else 0,
        "shown": shown,
        "earlier": [
            {"attempt": attempt, "answers": [_named(answer, attempt) for answer in spec["answers"]]}
            for attempt in reversed(attempts)
            if attempt is not shown and attempt.state == Attempt.State.MARKED
        ],
        "last": last,
        "is_waiting": is_waiting,
        "has_failed": last is not None and last.state == Attempt.State.FAILED,
        "place_in_queue": place_in_queue,
        "status_url": status if is_waiting else "",
        "next": place.next,
        "refusal": refusal,
        "limits": _limits(spec, attempts),
        **tongues(version.language),
    }
    return render_to_string("assessments/_marks.html", context)


def _limits(spec: dict, attempts: list[Attempt]) -> dict:
    """What the trainer set for handing in: how many are left (``None``: no limit), the pause, what counts."""
    used = sum(attempt.state != Attempt.State.FAILED for attempt in attempts)
    left = max(0, spec["tries"] - used) if spec["tries"] else None
    return {"left": left, "pause": spec["pause"], "last_counts": spec["counts"] == "last"}


SHOWN_OF_EXERCISE = (
    "exercise",
    "level",
    "minutes",
    "task",
    "method",
    "method_source",
)


def _named(answer: dict, attempt: Attempt | None) -> dict:
    """A named answer as the reader may see it: what it is called, and what the last notebook had in it."""
    mark = attempt.marks.get(answer["name"]) if attempt else None
    return {
        "name": answer["name"],
        "label": answer["label"],
        "unit": answer["unit"],
        "points": answer["points"],
        "shape": comparison_of(answer).shape(answer),
        "mark": mark,
        "told": words.in_words(mark.get("code", ""), mark.get("detail", {}), answer["name"]) if mark else "",
    }
