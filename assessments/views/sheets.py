"""An exercise without a notebook: for a small screen, a slow line, or a browser without JavaScript."""

from uuid import UUID, uuid4

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments.actions.attempts import AttemptRefused
from assessments.actions.sheets import counts, practise_on_sheet, submit_sheet
from assessments.forms.sheet import SheetForm
from assessments.models import Activity
from assessments.panels.marks import marks
from assessments.panels.reader import Reader, tongues
from assessments.panels.tables import data_tables
from assessments.queries.attempts import attempts_at, marks_so_far
from assessments.queries.drafts import answer_sheet_of
from assessments.queries.versions import asked_version
from assessments.shapes import NamedAnswer
from assessments.spec.exercise import can_be_typed
from assessments.spec.files import data_texts
from assessments.views.access import number_in, scope_of, way_back
from assessments.views.notebooks import refusal_in_words
from assessments.views.practice import reply


@require_http_methods(["GET", "POST"])
@never_cache
def show(request, key: UUID):
    """The data and a field for each answer; sent, it comes back with what is said to each."""
    back = way_back(request, request.GET.get("next"))
    if request.method == "POST" and not request.user.is_authenticated:
        return redirect_to_login(back)
    activity = get_object_or_404(Activity, key=key, kind=Activity.Kind.NOTEBOOK)
    scope = scope_of(request, request.GET.get("scope"), required=request.method == "POST")
    version = asked_version(activity, number_in(request.GET.get("version")), request.LANGUAGE_CODE)
    reader = Reader(version.language, request.user, scope, request, back)
    sheet = answer_sheet_of(activity, request.user, scope) if scope else None
    answers = version.asked["answers"]
    given = {
        "answers": answers,
        "language": request.LANGUAGE_CODE,
        "initial": sheet.typed if sheet else None,
    }
    form, refusal = SheetForm(**given), ""
    if request.method == "POST" and scope:
        form = SheetForm(request.POST, **given)
        if form.is_valid():
            try:
                _take(request, version, scope, form)
                return HttpResponseRedirect(f"{request.get_full_path()}#answers")
            except AttemptRefused as refused:
                refusal = refusal_in_words(refused)
    status = 409 if refusal else 422 if form.errors else 200
    context = {
        "version": version,
        "spec": version.asked,
        "reader": reader,
        "form": form,
        "fields": [
            (form[answer["name"]] if can_be_typed(answer) else None, answer, _said(answer, sheet))
            for answer in answers
        ],
        "tables": data_tables(version.asked, data_texts(version.asked), request.LANGUAGE_CODE),
        "counts": counts(version),
        "marks": marks(version, attempts_at(activity, scope), reader) if scope and counts(version) else "",
        "token": uuid4(),
        "refusal": refusal,
        "back": f"{back}#activity-{key}",
        **tongues(version.language),
    }
    return render(request, "assessments/sheet.html", context, status=status)


def _take(request, version, scope: UUID, form: SheetForm) -> None:
    common = {
        "version": version,
        "user": request.user,
        "scope": scope,
        "typed": form.typed,
        "values": form.values,
    }
    if not counts(version):
        practise_on_sheet(**common, earlier=marks_so_far(version.activity, scope))
        return
    try:
        token = UUID(str(request.POST.get("token")))
    except ValueError as error:
        raise BadRequest("The form is damaged.") from error
    submit_sheet(**common, token=token)


def _said(answer: NamedAnswer, sheet) -> dict | None:
    """What was said to an answer the last time, in words."""
    said = sheet.said.get(answer["name"]) if sheet else None
    return reply(answer["name"], said) if said else None
