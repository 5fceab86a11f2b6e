"""The draft on the desk: saving it, the list of its earlier versions, and one of them."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from assessments.actions.attempts import DraftConflict, save_draft
from assessments.models import Activity, DraftVersion
from assessments.queries.drafts import earlier_versions_of
from assessments.queries.versions import asked_version
from assessments.spec.exercise import languages_of
from assessments.spec.notebook import check_notebook_data
from assessments.views.access import kernel_of, number_in, scope_of, sent_json


@require_POST
def save(request, key: UUID):
    """Save a draft; 409 with the other draft where it was saved from somewhere else meanwhile."""
    if not request.user.is_authenticated:
        return JsonResponse({"error": "signed out"}, status=403)
    activity = get_object_or_404(Activity, key=key, kind=Activity.Kind.NOTEBOOK)
    scope = scope_of(request, request.GET.get("scope"))
    version = asked_version(activity, number_in(request.GET.get("version")), request.LANGUAGE_CODE)
    try:
        sent = sent_json(request)
        content = check_notebook_data(sent.get("notebook"))
    except ValidationError as error:
        return JsonResponse({"error": " ".join(error.messages)}, status=422)
    try:
        saved = save_draft(
            activity=activity,
            user=request.user,
            scope=scope,
            number=number_in(sent.get("version")) or 0,
            notebook=content,
            language=kernel_of(request, languages_of(version.asked)),
            milestone=sent.get("milestone") is True,
        )
    except DraftConflict as conflict:
        other = conflict.draft
        return JsonResponse(
            {"version": other.number if other else 0, "notebook": other.notebook if other else None},
            status=409,
        )
    return JsonResponse({"version": saved.number})


@require_GET
@never_cache
def earlier_versions(request, key: UUID):
    """The list that stands in the workbench."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    activity = get_object_or_404(Activity, key=key, kind=Activity.Kind.NOTEBOOK)
    scope = scope_of(request, request.GET.get("scope"))
    asked = asked_version(activity, number_in(request.GET.get("version")), request.LANGUAGE_CODE).asked
    kernel = kernel_of(request, languages_of(asked))
    versions = earlier_versions_of(activity, request.user, scope, kernel)
    return render(request, "assessments/_versions.html", {"versions": versions})


@require_GET
@never_cache
def earlier_version(request, key: UUID, number: int):
    """The notebook as it was then, for the laboratory to open."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    scope = scope_of(request, request.GET.get("scope"))
    version = get_object_or_404(
        DraftVersion,
        pk=number,
        draft__activity__key=key,
        draft__user=request.user,
        draft__scope=scope,
    )
    return JsonResponse({"notebook": version.notebook})
