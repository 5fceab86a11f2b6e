"""The forms of the second factor: authenticator app, passkeys and security keys, recovery codes."""

import logging

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as key_forms
from django.core.exceptions import ValidationError
from django.forms import HiddenInput, JSONField
from django.forms.fields import InvalidJSONInput
from django.utils.translation import gettext_lazy as _

from accounts.forms import limit, say, say_code

logger = logging.getLogger(__name__)
KEY_NAME_LENGTH = 80
CODE_HELP = _("Six digits from your authenticator app, or one of your recovery codes.")


def say_key_name(form) -> None:
    say(
        form,
        "name",
        _("Name of the key"),
        _("So that you can tell it from others: “phone”, “office laptop”."),
        dir="auto",
    )
    limit(form.fields["name"], KEY_NAME_LENGTH)


class CredentialField(JSONField):
    """What a key sent. Text nested too deeply to be read is no JSON either."""

    widget = HiddenInput

    def to_python(self, value):
        try:
            return super().to_python(value)
        except RecursionError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def bound_data(self, data, initial):
        """Shown again as it came, unread."""
        return InvalidJSONInput(data or "")


def read(step):
    """Read what a key is said to have sent. It is a stranger's text: what cannot be read is a wrong key, not our fault."""
    try:
        return step()
    except ValidationError:
        raise
    except Exception as error:  # the libraries answer malformed bytes with errors of every kind
        logger.info("A key could not be read: %r", error)
        raise get_adapter().validation_error("incorrect_code") from error


class SecondFactorForm(base_forms.AuthenticateForm):
    """The code after the password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_code(self, help_text=CODE_HELP)


class ReauthenticateForm(base_forms.ReauthenticateForm):
    """The code once more, before something that matters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_code(self, help_text=CODE_HELP)


class ActivateAppForm(totp_forms.ActivateTOTPForm):
    """The first code of a new authenticator app."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_code(
            self, label=_("Code from the app"), help_text=_("Six digits; they change every half minute.")
        )
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class AddKeyForm(key_forms.AddWebAuthnForm):
    """A further passkey or security key."""

    credential = CredentialField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_key_name(self)
        if "passwordless" in self.fields:
            say(
                self,
                "passwordless",
                _("Use it as a passkey: sign in with it alone, without a password"),
                _("The device then asks for your finger, your face or its PIN."),
            )

    def clean(self):
        return read(super().clean)


class EditKeyForm(key_forms.EditWebAuthnForm):
    """Another name for a key."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_key_name(self)


class FirstKeyForm(key_forms.SignupWebAuthnForm):
    """The passkey of an account that is made without a password."""

    credential = CredentialField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_key_name(self)

    def clean(self):
        return read(super().clean)


class KeyStepForm(key_forms.AuthenticateWebAuthnForm):
    """A key after the password."""

    credential = CredentialField()

    def clean_credential(self):
        return read(super().clean_credential)


class KeySignInForm(key_forms.LoginWebAuthnForm):
    """A passkey instead of the password."""

    credential = CredentialField()

    def clean_credential(self):
        return read(super().clean_credential)


class KeyReauthenticateForm(key_forms.ReauthenticateWebAuthnForm):
    """A key once more, before something that matters."""

    credential = CredentialField()

    def clean_credential(self):
        return read(super().clean_credential)
