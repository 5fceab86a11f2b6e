"""Enrolling and leaving."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses import actions
from courses.queries import outline_of, progress_in, rule_in_words
from courses.receivers import WISH

DOORS = {"in": "account_login", "up": "account_signup"}


@require_http_methods(["GET", "POST"])
def enrol(request, course_key: UUID):
    """Say what enrolling means (GET); enrol, or keep the wish while its owner signs in (POST)."""
    outline = outline_of(course_key, get_language())
    if outline is None:
        raise Http404
    if request.method == "GET":
        if request.user.is_authenticated and progress_in(request.user, course_key):
            return redirect(outline.url)
        context = {"outline": outline, "rule": rule_in_words(outline)}
        return render(request, "courses/enrol.html", context)
    if not request.user.is_authenticated:
        request.session[WISH] = str(course_key)
        door = DOORS.get(request.POST.get("sign", ""), DOORS["in"])
        return redirect(f"{reverse(door)}?{urlencode({'next': outline.url})}")
    try:
        actions.enrol(request.user, course_key, get_language())
    except actions.EnrolmentClosed:
        messages.warning(request, _("This course has no lessons yet, so nobody can enrol."))
    else:
        messages.success(request, _("You are enrolled. Your place and your answers are kept from now on."))
    return redirect(outline.url)


@login_required
@require_http_methods(["GET", "POST"])
def leave(request, course_key: UUID):
    """Ask whether to leave (GET), and leave (POST)."""
    outline = outline_of(course_key, get_language())
    if outline is None:
        raise Http404
    if request.method == "GET":
        if progress_in(request.user, course_key) is None:
            return redirect(outline.url)
        return render(request, "courses/leave.html", {"outline": outline})
    actions.leave(request.user, course_key)
    messages.success(
        request, _("You have left the course. If you enrol again, you find everything as it was.")
    )
    return redirect("courses:my_learning")
