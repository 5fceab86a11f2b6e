"""The forms of sign-up and sign-in: allauth's, with our words and our limits.

A value that is too long for the database is refused here, not by the database.
"""

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

EMAIL_LENGTH = 254
#: Longer than any passphrase; hashing more would only cost time.
PASSWORD_LENGTH = 256
CODE_LENGTH = 32

EMAIL = _("E-mail address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
NEW_PASSWORD_HELP = _(
    "At least 10 characters, and not one that many people use. A sentence is easy to remember."
)


def limit(field: forms.Field, length: int) -> None:
    """Refuse longer values, in the browser and on the server."""
    field.max_length = length  # type: ignore[attr-defined]
    field.validators.append(forms.CharField(max_length=length).validators[0])
    field.widget.attrs["maxlength"] = str(length)


def say(form: forms.Form, name: str, label, help_text="", **attrs) -> None:
    """Give a field our words, and attributes to its control."""
    field = form.fields[name]
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)


def say_email(form: forms.Form, name: str = "email", label=EMAIL, help_text="") -> None:
    say(form, name, label, help_text, dir="ltr", inputmode="email")
    limit(form.fields[name], EMAIL_LENGTH)


def say_password(form: forms.Form, name: str, label=PASSWORD, help_text="") -> None:
    say(form, name, label, help_text, dir="ltr")
    limit(form.fields[name], PASSWORD_LENGTH)


def say_code(form: forms.Form, name: str = "code", label=None, help_text="") -> None:
    say(form, name, label or _("Code"), help_text, dir="ltr", autocapitalize="characters", spellcheck="false")
    limit(form.fields[name], CODE_LENGTH)


class SignInForm(allauth_forms.LoginForm):
    """Address and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_email(self, "login")
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"
        say_password(self, "password")
        self.fields["remember"].label = _("Keep me signed in on this device for 30 days")


class SignUpForm(allauth_forms.SignupForm):
    """A new account: address, name, password (or a passkey afterwards)."""

    field_order = ("email", "first_name", "last_name", "password1", "time_zone")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_email(self, help_text=_("We send a code there, to see that it is yours."))
        if "password1" in self.fields:
            say_password(self, "password1", help_text=NEW_PASSWORD_HELP)

    def try_save(self, request):
        """Make the account; where one exists, take as long, and say the same."""
        if self.account_already_exists and (password := self.cleaned_data.get("password1")):
            get_user_model()().set_password(password)
        return super().try_save(request)


class ChangeAddressForm(allauth_forms.AddEmailForm):
    """Another address for a signed-in person."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_email(
            self, label=_("New e-mail address"), help_text=_("We send a code there before anything changes.")
        )


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    """The old password, and the new one once: it can be shown while typing."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        say_password(self, "oldpassword", _("Present password"))
        say_password(self, "password1", NEW_PASSWORD, NEW_PASSWORD_HELP)


class SetPasswordForm(allauth_forms.SetPasswordForm):
    """A first password, for an account that was made with a passkey."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        say_password(self, "password1", help_text=NEW_PASSWORD_HELP)


class AskForResetForm(allauth_forms.ResetPasswordForm):
    """The address to send a reset code to."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_email(self)


class ResetPasswordForm(allauth_forms.ResetPasswordKeyForm):
    """A new password after the code was right."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        say_password(self, "password1", NEW_PASSWORD, NEW_PASSWORD_HELP)


class ConfirmAddressForm(allauth_forms.ConfirmEmailVerificationCodeForm):
    """The code that confirms an address."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_code(self)


class ConfirmResetForm(allauth_forms.ConfirmPasswordResetCodeForm):
    """The code that allows a new password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_code(self)


class AskForCodeForm(allauth_forms.RequestLoginCodeForm):
    """The address to send a sign-in code to."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_email(self)


class ConfirmCodeForm(allauth_forms.ConfirmLoginCodeForm):
    """The code that signs in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_code(self)


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_password(self, "password")
