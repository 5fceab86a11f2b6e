"""Name, language and time zone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.profile import ProfileForm


@login_required
def show(request):
    """Show and change one's own name, language and time zone; then go on in the language that was chosen."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        with override(request.user.language):
            messages.success(request, _("Saved."))
            return redirect(reverse("accounts:profile"))
    if form.errors:
        # The form has written what was typed into the person; the frame of the page greets the person as stored.
        request.user.refresh_from_db()
    return render(request, "account/profile.html", {"form": form}, status=422 if form.errors else 200)
