"""Asking a member a question."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from network import actions
from network.forms import QuestionForm
from network.queries.people import find_member
from network.rules import may_ask


@login_required
def ask(request, slug: str):
    """Write and send a question; the reader must be able to see that the member answers questions."""
    member = find_member(request.user, slug)
    if member is None or not may_ask(request.user, member):
        raise Http404
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask(request.user, member, form.cleaned_data["text"])
        except actions.NotAsked as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Your question is on its way. The answer comes to your own mailbox."))
            return redirect("network:member", slug=slug)
    context = {"form": form, "member": member, "is_demonstration": member.is_demonstration}
    return render(request, "network/question.html", context, status=422 if form.errors else 200)
