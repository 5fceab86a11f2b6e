"""Signing up, taking it back, and the door of the room."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from webinars import actions, queries, rules
from webinars.models import Registration


def _webinar(key):
    page = queries.webinar_for_reader(key)
    if page is None:
        raise Http404
    return page


@login_required
def sign_up(request, key):
    """Sign up. Whoever had to sign in first comes back here by GET and is asked again on the page."""
    page = _webinar(key)
    if request.method == "POST":
        try:
            actions.sign_up(request.user, page)
        except actions.NotOpen:
            messages.error(request, _("This webinar is no longer open for sign-up."))
        else:
            messages.success(
                request, _("You are signed up. The invitation for your calendar is on its way by mail.")
            )
    return redirect(page.url)


@require_POST
@login_required
def withdraw(request, key):
    """Take the registration back."""
    page = _webinar(key)
    actions.withdraw(request.user, page.translation_key)
    messages.success(request, _("You are no longer signed up."))
    return redirect(page.url)


@never_cache
@login_required
def door(request, key):
    """The way into the room, for who signed up and while it is open.

    The room is at another site, and the policy of this site forbids a form to lead there. So the form posts here, and
    the answer is a page that leads on.
    """
    page = _webinar(key)
    registration = Registration.objects.of(request.user).for_webinar(page.translation_key).first()
    if not rules.may_enter(registration, page, timezone.now()):
        messages.error(
            request,
            _("The room opens a quarter of an hour before the beginning, for those who signed up."),
        )
        return redirect(page.url)
    if request.method == "POST":
        actions.enter(request.user, page)
        return redirect(f"{request.path}?on=1")
    context = {
        "page": page,
        "host": urlsplit(page.joining_address).hostname,
        "lead_on": "on" in request.GET,
    }
    return render(request, "webinars/door.html", context)
