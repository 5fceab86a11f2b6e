"""The earlier versions of a draft: the list, and one of them."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from assessments.exercise_spec import languages_of
from assessments.models import Activity, DraftVersion
from assessments.queries import asked_version, versions_of_draft
from assessments.views.access import kernel_of, number_in, scope_of


@require_GET
@never_cache
def listed(request, key: UUID):
    """The list that stands in the workbench."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    activity = get_object_or_404(Activity, key=key, kind=Activity.Kind.NOTEBOOK)
    scope = scope_of(request, request.GET.get("scope"))
    asked = asked_version(activity, number_in(request.GET.get("version")), request.LANGUAGE_CODE).asked
    kernel = kernel_of(request, languages_of(asked))
    versions = versions_of_draft(activity, request.user, scope, kernel)
    return render(request, "assessments/_versions.html", {"versions": versions})


@require_GET
@never_cache
def one(request, key: UUID, number: int):
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
