"""Nonsense in every field of every form: never an error of ours, never a header of theirs, never a script that runs."""

import pytest
from django.core import mail

from accounts.models import User
from tests.accounts.conftest import PASSWORD

NONSENSE = [
    "",
    " ",
    "x" * 5000,
    "é" * 5000,
    "\U0001f600" * 2000,
    "\x00",
    "a\x00b@example.org",
    "\ud7ff\ufffe\uffff",
    "\u202etxt.exe",
    "a@b.c\r\nBcc: all@example.org",
    "%0d%0aSet-Cookie:x=1",
    "a\u2028b\u2029c",
    "=?utf-8?q?x?=@example.org",
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "{{ 7|add:7 }}{% now 'Y' %}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "' OR '1'='1' --",
    "../../../../etc/passwd",
    "-1",
    "1e999",
    "NaN",
    "٣٤٥",
    "null",
    "[]",
    '{"id": null}',
    '{"id": "x", "rawId": "x", "type": "public-key", "response": {}}',
    "true",
    "DROP TABLE",
    "test@" + "x" * 250 + ".org",
    "x" * 300 + "@example.org",
    "«»„“”",
    "مرحبا",
]

#: address → the fields of its form, with values that would be right
STRANGER = {
    "/en/account/login/": {"login": "amina@example.org", "password": PASSWORD, "remember": "on", "next": "/"},
    "/en/account/signup/": {
        "email": "new@example.org",
        "first_name": "N",
        "last_name": "S",
        "password1": "a long sentence 42",
        "time_zone": "UTC",
        "next": "/",
    },
    "/en/account/signup/passkey/": {
        "email": "new@example.org",
        "first_name": "N",
        "last_name": "S",
        "time_zone": "UTC",
    },
    "/en/account/password/reset/": {"email": "amina@example.org", "next": "/"},
    "/en/account/password/reset/confirm/": {"code": "AAAA-AAAA"},
    "/en/account/password/reset/complete/": {"password1": "a long sentence 42"},
    "/en/account/login/code/": {"email": "amina@example.org"},
    "/en/account/login/code/confirm/": {"code": "AAAA-AAAA", "action": "resend"},
    "/en/account/confirm-email/": {"code": "AAAA-AAAA", "action": "change", "email": "x@example.org"},
    "/en/account/2fa/webauthn/login/": {"credential": "{}"},
    "/en/account/2fa/authenticate/": {"code": "000000", "credential": "{}"},
}
MEMBER = {
    "/en/account/profile/": {"first_name": "A", "last_name": "B", "language": "fr", "time_zone": "UTC"},
    "/en/account/email/": {
        "email": "new@example.org",
        "action_add": "",
        "action_send": "",
        "action_remove": "",
    },
    "/en/account/password/change/": {"oldpassword": PASSWORD, "password1": "a long sentence 42"},
    "/en/account/password/set/": {"password1": "a long sentence 42"},
    "/en/account/reauthenticate/": {"password": PASSWORD, "next": "/"},
    "/en/account/2fa/reauthenticate/": {"code": "000000", "next": "/"},
    "/en/account/2fa/totp/activate/": {"code": "000000"},
    "/en/account/2fa/webauthn/add/": {"name": "n", "credential": "{}", "passwordless": "on"},
    "/en/account/2fa/webauthn/reauthenticate/": {"credential": "{}"},
    "/en/account/2fa/recovery-codes/generate/": {"x": "x"},
    "/en/account/sessions/": {"x": "x"},
    "/en/account/privacy/delete/": {"sure": "yes"},
    "/en/account/privacy/keep/": {"x": "x"},
}


@pytest.fixture
def unlimited(settings):
    """Limits would answer before the forms do."""
    settings.ACCOUNT_RATE_LIMITS = False
    settings.MFA_RATE_LIMITS = False


def survives(client, url: str, form: dict, prepare=lambda: None) -> None:
    for field in form:
        for text in NONSENSE:
            prepare()
            response = client.post(url, {**form, field: text})
            body = response.content.decode()
            assert response.status_code < 500, (url, field, text[:40])
            assert "<script>alert" not in body
            assert "<img src=x" not in body
            assert "\n" not in response.get("Location", "")


@pytest.mark.parametrize("url", STRANGER)
def test_a_stranger_s_nonsense(client, known, unlimited, url):
    survives(client, url, STRANGER[url])
    for message in mail.outbox:
        assert len(message.to) == 1
        assert not (set(message.extra_headers) - {"Reply-To"})
        message.message().as_bytes()


@pytest.mark.parametrize("url", MEMBER)
def test_a_member_s_nonsense(signed_in, known, unlimited, url):
    password = known.password

    def prepare():
        User.objects.filter(pk=known.pk).update(password=password, is_active=True)

    survives(signed_in, url, MEMBER[url], prepare)
    for address in ("/en/account/overview/", "/en/account/profile/"):
        signed_in.force_login(known)
        page = signed_in.get(address)
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize("text", NONSENSE)
def test_a_name_of_nonsense_is_shown_as_text_or_refused(client, known, text):
    client.force_login(known)
    form = {"first_name": text, "last_name": "", "language": "en", "time_zone": "UTC"}
    response = client.post("/en/account/profile/", form)

    assert response.status_code in (302, 422)
    known.refresh_from_db()
    assert len(known.first_name) <= 150
    for url in ("/en/account/overview/", "/en/account/profile/"):
        page = client.get(url)
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()
        assert "<img src=x" not in page.content.decode()
