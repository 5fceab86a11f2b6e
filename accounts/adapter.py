"""How allauth behaves here: its words, its mails in the reader's language, its secrets encrypted."""

import base64
import hashlib
import zoneinfo

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from accounts.names import spoken_language


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up, sign-in and the mails about them."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is switched off."),
        "cannot_remove_primary_email": _("This is the only confirmed address: it cannot be removed."),
        "duplicate_email": _("This is already an address of your account."),
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "email_taken": _("This address cannot be used."),
        "enter_current_password": _("The present password is not right."),
        "incorrect_code": _("The code is not right, or it is too old."),
        "incorrect_password": _("The password is not right."),
        "invalid_login": _("The e-mail address or the password is not right."),
        "invalid_or_expired_key": _("The code is not right, or it is too old."),
        "invalid_password_reset": _("The code is not right, or it is too old."),
        "max_email_addresses": _("An account cannot have more than %d addresses."),
        "rate_limited": _("Too many tries. Wait a few minutes, then try again."),
        "same_as_current": _("This is the present address. Enter another one."),
        "too_many_login_attempts": _("Too many tries. Wait a few minutes, then try again."),
        "unverified_primary_email": _("Confirm the address first."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send in the language and at the time of the person who owns the address; a stranger's is that of the page."""
        person = context.get("user") or get_user_model().objects.filter(email__iexact=email).first()
        with override(person.language if person else spoken_language()), timezone.override(_zone(person)):
            super().send_mail(template_prefix, email, {**context, "site_origin": settings.SITE_ORIGIN})

    def render_mail(self, template_prefix, email, context, headers=None):
        """Give every mail the address that answers should go to."""
        headers = {"Reply-To": settings.SCHOOL_REPLY_TO, **(headers or {})}
        return super().render_mail(template_prefix, email, context, headers)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator apps, keys and recovery codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": _("Remove the second factor before you change the address."),
        "cannot_delete_authenticator": _("The second factor cannot be removed."),
        "cannot_generate_recovery_codes": _("Recovery codes need a second factor first."),
        "incorrect_code": _("The code is not right, or it was used before."),
        "unverified_email": _("Confirm your e-mail address before you add a second factor."),
    }

    def get_totp_issuer(self) -> str:
        """The name in the app's list, in the language of the page."""
        return gettext("School of Migration Statistics")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The party that a passkey belongs to: the host of the site's own setting, never of a header."""
        return {"id": settings.SITE_HOST, "name": gettext("School of Migration Statistics")}

    def generate_authenticator_name(self, user, type) -> str:
        """A first name for a key; the person may change it."""
        count = user.authenticator_set.filter(type=type).count() if user.pk else 0
        return gettext("Key %(number)d") % {"number": count + 1}

    def encrypt(self, text: str) -> str:
        """Keep the secrets of apps and codes encrypted: a copy of the database alone signs nobody in."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret, with the present key or one of the former keys."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"second factor:" + str(key).encode()).digest()))
        for key in keys
    )


def _zone(person):
    try:
        return zoneinfo.ZoneInfo(person.time_zone) if person else timezone.get_current_timezone()
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return timezone.get_default_timezone()
