"""Other doors of the libraries we use, closed: each leads to the one door, with its second factor and its limits."""

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme


def sign_in(request):
    """Lead to the sign-in, and from there to where the reader was going; who is signed in already goes there at once."""
    target = request.GET.get(REDIRECT_FIELD_NAME, "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = resolve_url("wagtailadmin_home")
    if request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin"):
        return HttpResponseRedirect(target)  # an address, never the name of a view
    return redirect_to_login(target, resolve_url("account_login"))
