"""Account and security: one page that leads to everything about the account."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from accounts.models import DeletionRequest
from foundation.language.sentences import comma, name_of
from webinars import api as webinars


@dataclass(frozen=True)
class Entry:
    """One line of the page: what it is about, how it stands, and where it is changed."""

    title: str
    text: str
    url: str
    action: str
    state: str = ""
    is_latin: bool = False


@login_required
@never_cache
def show(request):
    """Show the links to name, address, password, second factor, devices, data."""
    return render(
        request,
        "school/account.html",
        {
            "entries": _entries(request.user),
            "deletion": DeletionRequest.objects.filter(user=request.user).first(),
        },
    )


def _entries(user) -> list[Entry]:
    address = EmailAddress.objects.get_primary_email(user) or user.email
    devices = UserSession.objects.filter(user=user).count()
    change = _("Change")
    return [
        Entry(
            _("Name, language, time zone"),
            _("How you are greeted, in which language, and in which zone times are shown."),
            reverse("accounts:profile"),
            change,
            comma().join((capfirst(name_of(user.language)), webinars.place_of(user.time_zone))),
        ),
        Entry(
            _("E-mail address"),
            _("You sign in with it, and our mails go there."),
            reverse("account_email"),
            change,
            address,
            is_latin=True,
        ),
        _password(user, change),
        Entry(
            _("Second factor and passkeys"),
            _("An authenticator app, a passkey, recovery codes for the day the phone is lost."),
            reverse("mfa_index"),
            _("Set up"),
            _factors(user),
        ),
        Entry(
            _("Devices"),
            _("Where you are signed in; sign out everywhere else."),
            reverse("usersessions_list"),
            _("Show"),
            ngettext("%(count)d device", "%(count)d devices", devices) % {"count": devices}
            if devices
            else "",
        ),
        Entry(
            _("Your data"),
            _("What is kept of you and why, a copy of it, and the deletion of the account."),
            reverse("school:privacy"),
            _("Show"),
        ),
    ]


def _password(user, change: str) -> Entry:
    if user.has_usable_password():
        text = _("The longer the better: a sentence is easy to remember.")
        return Entry(_("Password"), text, reverse("account_change_password"), change)
    text = _("Your account has none: you sign in with a passkey or a code.")
    return Entry(_("Password"), text, reverse("account_set_password"), _("Choose one"))


def _factors(user) -> str:
    names = {
        Authenticator.Type.TOTP: _("Authenticator app"),
        Authenticator.Type.WEBAUTHN: _("Passkey or security key"),
        Authenticator.Type.RECOVERY_CODES: _("Recovery codes"),
    }
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return comma().join(name for kind, name in names.items() if kind in kinds)
