"""Answering a quiz."""

from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.actions.attempts import (
    AttemptRefused,
    NothingToAnswer,
    SameAsBefore,
    TokenTaken,
    TriesUsedUp,
    submit_quiz,
)
from assessments.forms.envelopes import AnswerEnvelope
from assessments.marking.quiz import QuizStanding, standing
from assessments.models import Activity
from assessments.panels.activities import quiz_panel
from assessments.panels.reader import Reader
from assessments.queries.attempts import attempts_at
from assessments.queries.versions import asked_version
from assessments.views.access import scope_of, wants_fragment, way_back


@require_POST
def answer(request, key: UUID):
    """Take one try at a quiz; the same form sent again gives the same answer and makes no second try."""
    back = way_back(request, request.POST.get("next"))
    if not request.user.is_authenticated:
        return HttpResponse(status=403) if wants_fragment(request) else redirect_to_login(back)
    activity = get_object_or_404(Activity, key=key, kind=Activity.Kind.QUIZ)
    scope = scope_of(request, request.POST.get("scope"))
    envelope = AnswerEnvelope(request.POST)
    if not envelope.is_valid():
        raise BadRequest("The form is damaged.")
    version = asked_version(activity, envelope.cleaned_data["version"], request.LANGUAGE_CODE)
    reader = Reader(version.language, request.user, scope, request, back)
    token = envelope.cleaned_data["attempt_token"]
    where = standing(version, attempts_at(activity, scope))
    if any(attempt.idempotency_key == token for attempt in where.attempts):
        return _answered(request, where, reader)
    form = where.form(seed=reader.seed, data=request.POST)
    if not form.is_valid():
        return _page(request, version, quiz_panel(where, reader, form=form), back, status=422)
    try:
        attempt = submit_quiz(
            version=version, user=request.user, scope=scope, token=token, answers=form.answers, asked=where
        )
    except AttemptRefused as refused:
        where = standing(version, attempts_at(activity, scope))
        return _page(request, version, quiz_panel(where, reader, refusal=_refusal(refused)), back, status=409)
    if attempt.number == where.tries_used + 1:
        where.take(attempt)
    else:  # another try has come in between
        where = standing(version, attempts_at(activity, scope))
    return _answered(request, where, reader)


def _answered(request, where: QuizStanding, reader: Reader) -> HttpResponse:
    if wants_fragment(request):
        return HttpResponse(quiz_panel(where, reader))
    return HttpResponseRedirect(f"{reader.next}#activity-{where.version.activity.key}")


def _page(request, version, html, back: str, *, status: int) -> HttpResponse:
    """The panel alone for a script, else a page around it with the way back."""
    if wants_fragment(request):
        return HttpResponse(html, status=status)
    context = {
        "panel": html,
        "title": version.title,
        "back": back,
        "anchor": f"activity-{version.activity.key}",
    }
    return render(request, "assessments/answer.html", context, status=status)


def _refusal(refused: AttemptRefused) -> str:
    if isinstance(refused, TriesUsedUp):
        return _("There are no tries left. The right answers stand below each question.")
    if isinstance(refused, NothingToAnswer):
        return _("Every answer was right already: there is nothing left to answer.")
    if isinstance(refused, SameAsBefore):
        return _("These are the answers of your last try. Change one first: it has cost you no try.")
    if isinstance(refused, TokenTaken):
        return _("This form was used before. Answer in the form below.")
    return _("Two answers came at the same time. Answer again in the form below.")
