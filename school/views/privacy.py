"""The privacy centre: what is kept of a person and why, a copy of it, and the deletion of the account."""

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.models import DeletionRequest
from foundation import privacy
from school.actions import leaving


@login_required
@never_cache
def show(request):
    """Show what the school keeps of a person, room by room."""
    return render(
        request,
        "school/privacy.html",
        {"statements": privacy.all(), "deletion": DeletionRequest.objects.filter(user=request.user).first()},
    )


@login_required
@never_cache
@reauthentication_required
def export(request):
    """Give the person a copy of everything, as a file that programs can read."""
    response = JsonResponse(
        leaving.export(request.user), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@login_required
@never_cache
@reauthentication_required
def delete(request):
    """Ask whether it is meant, then keep the wish; the account goes after the days of grace."""
    if request.method == "POST" and request.POST.get("sure"):
        wish = leaving.ask_to_leave(request.user)
        get_adapter().send_notification_mail(
            "account/email/deletion_asked", request.user, {"due": wish.due_at}
        )
        return redirect("school:privacy")
    return render(
        request,
        "school/delete_account.html",
        {
            "is_unsure": request.method == "POST",
            "days": settings.ACCOUNT_DELETION_GRACE_DAYS,
            "deletion": DeletionRequest.objects.filter(user=request.user).first(),
        },
        status=422 if request.method == "POST" else 200,
    )


@require_POST
@login_required
def keep(request):
    """Take the wish to delete the account back."""
    if leaving.take_back(request.user):
        messages.success(request, _("Your account stays. Nothing was deleted."))
    return redirect("school:privacy")
