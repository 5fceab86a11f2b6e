"""One profile, and the member's own: written, sent in to be listed, taken back, deleted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from network import actions
from network.forms import ProfileForm
from network.models import Audience, Member
from network.queries.people import find_member, own_member, profile_screen
from network.rules import audience_of, is_own, may_ask, may_open


@require_safe
def show(request, slug: str):
    """Show a profile as the reader's audience sees it; its owner may look with other eyes (``?as=public``)."""
    member = find_member(request.user, slug)
    if member is None or not may_open(request.user, member):
        raise Http404
    own = is_own(request.user, member)
    audience = audience_of(request.user)
    if own and request.GET.get("as") in Audience.values:
        audience = request.GET["as"]
    screen = profile_screen(member, audience, get_language() or "en", is_own=own)
    context = {
        "screen": screen,
        "may_ask": may_ask(request.user, member),
        "is_demonstration": screen.card.is_demonstration,
    }
    return render(request, "network/profile.html", context)


@login_required
def edit(request):
    """Write one's own profile."""
    member = own_member(request.user)
    instance = member or Member(
        user=request.user, name=request.user.name, is_demonstration=request.user.is_demonstration
    )
    form = ProfileForm(request.POST or None, instance=instance)
    if request.method == "POST" and form.is_valid():
        saved = actions.write_profile(request.user, form.cleaned_data)
        if "ask" in request.POST:
            return _ask(request, saved)
        messages.success(request, _("Your profile is saved."))
        return redirect("network:profile")
    context = {"form": form, "member": member, "is_demonstration": instance.is_demonstration}
    return render(request, "network/profile_form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def listing(request):
    """Ask to be listed, or leave the directory."""
    member = own_member(request.user)
    if member is None:
        return redirect("network:profile")
    if request.POST.get("do") == "leave":
        actions.leave_directory(member)
        messages.success(request, _("You are no longer in the directory. Your profile is kept for you."))
        return redirect("network:profile")
    return _ask(request, member)


@login_required
@require_POST
def delete(request):
    """Delete one's own profile."""
    member = own_member(request.user)
    if member is not None:
        actions.delete_profile(member)
        messages.success(request, _("Your profile is deleted."))
    return redirect("network:home")


def _ask(request, member: Member):
    try:
        actions.ask_to_be_listed(member)
    except actions.NothingToList as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _("Saved. A coordinator will look at your request to be listed."))
    return redirect("network:profile")
