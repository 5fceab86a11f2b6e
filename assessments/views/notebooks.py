"""A notebook exercise: its files, handing in, and how far the marking is."""

from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, ValidationError
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET, require_POST

from assessments.actions.attempts import (
    AttemptRefused,
    StillWaiting,
    TokenTaken,
    TooSoon,
    submit_notebook,
)
from assessments.forms.envelopes import NotebookUpload
from assessments.kinds.answers import comparison_of
from assessments.models import Activity, Exercise
from assessments.panels.marks import marks
from assessments.panels.reader import Reader
from assessments.queries.attempts import attempts_at, place_in_queue
from assessments.queries.drafts import draft_on
from assessments.queries.exercises import exercise_by_code
from assessments.queries.versions import asked_version
from assessments.spec.exercise import languages_of
from assessments.spec.files import data_texts, starter_notebook
from assessments.spec.notebook import check_notebook_data
from assessments.views.access import kernel_of, number_in, scope_of, sent_json, wants_fragment, way_back
from assessments.views.device_time import written_at

JSON = "application/json"


@require_GET
def starter(request, code: str):
    """The starter notebook, to be worked on elsewhere."""
    exercise = _exercise(code, request.GET.get("lang") or request.LANGUAGE_CODE)
    files = {
        language: parts["starter"]
        for language, parts in exercise.notebook_files().items()
        if "starter" in parts
    }
    if not files:
        raise Http404
    kernel = kernel_of(request, files)
    name = exercise.code.lower() if kernel == next(iter(files)) else f"{exercise.code.lower()}-{kernel}"
    response = FileResponse(files[kernel].open("rb"), as_attachment=True, filename=f"{name}.ipynb")
    response["Content-Type"] = "application/x-ipynb+json"
    return _harmless(response)


@require_GET
def data_file(request, code: str, name: str):
    """A data file of an exercise, by the name under which its notebook opens it."""
    exercise = _exercise(code, request.LANGUAGE_CODE)
    document = next((child.value["document"] for child in exercise.data if child.value["name"] == name), None)
    if document is None:
        raise Http404
    response = FileResponse(document.file.open("rb"), as_attachment=True, filename=name)
    response["Content-Type"] = (
        "text/csv; charset=utf-8" if name.endswith(".csv") else "application/octet-stream"
    )
    return _harmless(response)


@require_GET
@never_cache
def notebook(request, key: UUID):
    """What the laboratory opens: the starter, the data, and the draft of whoever may hand in."""
    activity = get_object_or_404(Activity, key=key, kind=Activity.Kind.NOTEBOOK)
    version = asked_version(activity, number_in(request.GET.get("version")), request.LANGUAGE_CODE)
    scope = scope_of(request, request.GET.get("scope"), required=False)
    spec = version.asked
    kernel = kernel_of(request, languages_of(spec))
    draft = draft_on(activity, request.user, scope, kernel) if scope else None
    return JsonResponse(
        {
            "path": f"{spec['exercise'].lower()}.ipynb",
            "kernel": kernel,
            "notebook": starter_notebook(spec, kernel),
            "files": data_texts(spec),
            "answers": [
                {"name": answer["name"], "kind": comparison_of(answer).name} for answer in spec["answers"]
            ],
            "draft": draft.notebook if draft else None,
            "version": draft.number if draft else 0,
        }
    )


@require_GET
@cache_control(private=True, max_age=3600)
def workbench(request):
    """What stands around an open notebook, in the language of the address: the same for every exercise."""
    return render(request, "assessments/_workbench.html")


@require_POST
def submit(request, key: UUID):
    """Take a notebook, as JSON from the laboratory or as a file from a form. The same key twice is one submission."""
    back = way_back(request, request.GET.get("next"))
    from_laboratory = request.content_type == JSON
    if not request.user.is_authenticated:
        return HttpResponse(status=403) if from_laboratory else redirect_to_login(back)
    activity = get_object_or_404(Activity, key=key, kind=Activity.Kind.NOTEBOOK)
    scope = scope_of(request, request.GET.get("scope"))
    version = asked_version(activity, number_in(request.GET.get("version")), request.LANGUAGE_CODE)
    refusal, status, headers = "", 200, {}
    try:
        token, content = _from_json(request) if from_laboratory else _from_form(request)
        submit_notebook(
            version=version,
            user=request.user,
            scope=scope,
            token=token,
            notebook=content,
            written_at=written_at(request.headers.get("X-Written-At")),
        )
    except ValidationError as error:
        refusal, status = " ".join(error.messages), 422
    except AttemptRefused as refused:
        refusal, status = refusal_in_words(refused), 409
        # A notebook that waited for the line is not lost by this: it is sent again when there is room.
        headers = {"Retry-After": "20"} if isinstance(refused, StillWaiting) else {}
    if not refusal and not from_laboratory and not wants_fragment(request):
        return HttpResponseRedirect(f"{back}#activity-{key}")
    reader = Reader(version.language, request.user, scope, request, back)
    html = marks(version, attempts_at(activity, scope), reader, refusal=refusal)
    if from_laboratory or wants_fragment(request):
        return HttpResponse(html, status=status, headers=headers)
    context = {"panel": html, "title": version.title, "back": back, "anchor": f"activity-{key}"}
    return render(request, "assessments/answer.html", context, status=status)


@require_GET
@never_cache
def status(request, key: UUID):
    """How far the marking is: the state of the last notebook, its place in the queue, the marks."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    activity = get_object_or_404(Activity, key=key, kind=Activity.Kind.NOTEBOOK)
    scope = scope_of(request, request.GET.get("scope"))
    version = asked_version(activity, None, request.LANGUAGE_CODE)
    attempts = attempts_at(activity, scope)
    waiting = next((attempt for attempt in reversed(attempts) if attempt.is_waiting), None)
    reader = Reader(
        version.language, request.user, scope, request, way_back(request, request.GET.get("next"))
    )
    queue = place_in_queue(waiting) if waiting else None
    return HttpResponse(marks(version, attempts, reader, place_in_queue=queue))


def _exercise(code: str, language: str) -> Exercise:
    exercise = exercise_by_code(code, language)
    if exercise is None:
        raise Http404
    return exercise


def _harmless(response):
    """Whatever the file holds, it is never run as a page of ours."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _from_json(request) -> tuple[UUID, dict]:
    sent = sent_json(request)
    try:
        token = UUID(str(sent.get("key")))
    except ValueError as error:
        raise BadRequest("The key is missing.") from error
    return token, check_notebook_data(sent.get("notebook"))


def _from_form(request) -> tuple[UUID, dict]:
    form = NotebookUpload(request.POST, request.FILES)
    if "key" in form.errors:
        raise BadRequest("The form is damaged.")
    if not form.is_valid():
        raise ValidationError([message for messages in form.errors.values() for message in messages])
    return form.cleaned_data["key"], form.cleaned_data["notebook"]


def refusal_in_words(refused: AttemptRefused) -> str:
    """Why a notebook, or a sheet of answers, is not taken."""
    if isinstance(refused, StillWaiting):
        return _("Your last notebook is not marked yet. Hand in the next one when its marks are here.")
    if isinstance(refused, TooSoon):
        return ngettext(
            "You can hand in the next notebook in %(minutes)d minute. Use the time to look for the mistake.",
            "You can hand in the next notebook in %(minutes)d minutes. Use the time to look for the mistake.",
            refused.minutes,
        ) % {"minutes": refused.minutes}
    if isinstance(refused, TokenTaken):
        return _("This form was used before. Load the page again.")
    return _("There are no tries left.")
