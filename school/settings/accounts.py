"""Sign-up and sign-in (allauth): e-mail with a code, TOTP, passkeys, recovery codes, list of sessions, limits."""

from school.settings.base import DEFAULT_FROM_EMAIL, SITE_HOST, env

#: One door: the password is checked once, with as much work for an unknown address as for a known one.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "signup": "accounts.forms.SignUpForm",
    "add_email": "accounts.forms.ChangeAddressForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reset_password": "accounts.forms.AskForResetForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordForm",
    "confirm_email_verification_code": "accounts.forms.ConfirmAddressForm",
    "confirm_password_reset_code": "accounts.forms.ConfirmResetForm",
    "request_login_code": "accounts.forms.AskForCodeForm",
    "confirm_login_code": "accounts.forms.ConfirmCodeForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
}
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.names.NameForm"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "accounts.names.display_name"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
# allauth can offer another address only where an account was made: the page would tell known addresses from new ones.
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = False
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# One address to an account: changed as a whole, after the new one is confirmed.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 2
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True

# Limits count in the cache that all processes share; the address of the client is the peer's own, unless so many
# proxies of ours stand before us: then X-Forwarded-For is read that far from its end, and no farther.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("SCHOOL_TRUSTED_PROXIES", 0)

MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.second_factor.SecondFactorForm",
    "reauthenticate": "accounts.second_factor.ReauthenticateForm",
    "activate_totp": "accounts.second_factor.ActivateAppForm",
    "add_webauthn": "accounts.second_factor.AddKeyForm",
    "edit_webauthn": "accounts.second_factor.EditKeyForm",
    "signup_webauthn": "accounts.second_factor.FirstKeyForm",
    "authenticate_webauthn": "accounts.second_factor.KeyStepForm",
    "login_webauthn": "accounts.second_factor.KeySignInForm",
    "reauthenticate_webauthn": "accounts.second_factor.KeyReauthenticateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
# A clock may be half a minute off on an old phone.
MFA_TOTP_TOLERANCE = 1
# Browsers allow passkeys without https on this one name only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE_HOST == "localhost"
USERSESSIONS_TRACK_ACTIVITY = False

#: Days between asking for the deletion of an account and its deletion: time to think again.
ACCOUNT_DELETION_GRACE_DAYS = env.int("SCHOOL_DELETION_DAYS", 14)
SCHOOL_REPLY_TO = env.str("SCHOOL_MAIL_REPLY_TO", DEFAULT_FROM_EMAIL)

# The editors' side has no sign-in, no password and no address forms of its own: one door, with the second factor.
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
