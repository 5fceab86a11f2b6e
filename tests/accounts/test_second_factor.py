"""The second factor: nothing opens after the password alone, codes work once, secrets are not readable in the database."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from tests.accounts.conftest import confirm, sign_in

ACTIVATE = "/en/account/2fa/totp/activate/"
STEP = "/en/account/2fa/authenticate/"
OVERVIEW = "/en/account/overview/"


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time() // 30)))


@pytest.fixture
def secret(signed_in):
    """The trainee has set up an authenticator app, and signed out."""
    page = signed_in.get(ACTIVATE).content.decode()
    secret = re.search(r'class="secret" dir="ltr">([A-Z2-7]+)<', page).group(1)
    response = signed_in.post(ACTIVATE, {"code": code_for(secret)})
    assert response["Location"] == "/en/account/2fa/recovery-codes/"
    signed_in.post("/en/account/logout/")
    return secret


def recovery_codes(user) -> list[str]:
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()


@pytest.fixture
def fresh(db):
    """The app's code counts once in its half minute: forget that it was used to set it up."""
    from django.core.cache import cache

    return cache.clear


def test_after_the_password_alone_nothing_opens(client, known, secret):
    assert sign_in(client, known)["Location"] == STEP
    for url in (OVERVIEW, "/en/account/profile/", "/en/account/2fa/", "/en/account/privacy/copy/", "/cms/"):
        response = client.get(url)
        assert response.status_code == 302, url
        assert "amina" not in response.content.decode().lower()


def test_a_code_of_the_app_signs_in_once(client, known, secret, fresh):
    fresh()
    sign_in(client, known)
    code = code_for(secret)
    assert client.post(STEP, {"code": code})["Location"] == "/"
    assert client.get(OVERVIEW).status_code == 200
    other = Client()
    sign_in(other, known)
    assert other.post(STEP, {"code": code}).status_code == 200
    assert other.get(OVERVIEW).status_code == 302


def test_a_recovery_code_signs_in_once(client, known, secret):
    code = recovery_codes(known)[0]
    sign_in(client, known)
    assert client.post(STEP, {"code": code})["Location"] == "/"
    other = Client()
    sign_in(other, known)
    assert other.post(STEP, {"code": code}).status_code == 200
    assert len(recovery_codes(known)) == 9


def test_a_sign_in_code_by_mail_does_not_pass_by_the_second_factor(client, known, secret):
    from tests.accounts.conftest import last_code

    client.post("/en/account/login/code/", {"email": known.email})
    client.post("/en/account/login/code/confirm/", {"code": last_code()})

    assert client.get(OVERVIEW).status_code == 302


def test_a_new_password_by_mail_does_not_pass_by_the_second_factor(client, known, secret):
    from tests.accounts.conftest import last_code

    client.post("/en/account/password/reset/", {"email": known.email})
    client.post("/en/account/password/reset/confirm/", {"code": last_code()})
    client.post("/en/account/password/reset/complete/", {"password1": "another long sentence"})

    assert client.get(OVERVIEW).status_code == 302


def test_guessing_codes_ends_after_a_few_tries(client, known, secret, fresh):
    fresh()
    sign_in(client, known)
    for number in range(12):
        client.post(STEP, {"code": f"{number:06d}"})
    response = client.post(STEP, {"code": code_for(secret)})

    assert response.status_code in (200, 429)
    assert client.get(OVERVIEW).status_code == 302


def test_secrets_are_not_readable_in_the_database(known, secret):
    stored = str(list(Authenticator.objects.filter(user=known).values_list("data", flat=True)))
    codes = recovery_codes(known)

    assert secret not in stored
    assert not [code for code in codes if code in stored]


def test_a_former_key_still_opens_what_it_closed(known, secret, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key " * 6

    assert len(recovery_codes(known)) == 10


def test_setting_up_and_removing_need_the_password_anew(client, known, secret, fresh):
    client.force_login(known)
    for url in (
        ACTIVATE,
        "/en/account/2fa/totp/deactivate/",
        "/en/account/2fa/webauthn/add/",
        "/en/account/2fa/recovery-codes/",
        "/en/account/2fa/recovery-codes/generate/",
        "/en/account/privacy/copy/",
        "/en/account/privacy/delete/",
    ):
        response = client.get(url)
        assert response.status_code == 302, url
        assert "reauthenticate" in response["Location"], url


def test_nobody_touches_another_person_s_key(signed_in, known, chen):
    theirs = Authenticator.objects.create(
        user=confirm(chen), type="webauthn", data={"name": "hers", "credential": {}}
    )
    for action in ("edit", "remove"):
        response = signed_in.post(f"/en/account/2fa/webauthn/keys/{theirs.pk}/{action}/", {"name": "mine"})
        assert response.status_code == 404
    theirs.refresh_from_db()
    assert theirs.data["name"] == "hers"


def test_the_page_of_the_app_shows_its_picture_without_inline_script_or_style(signed_in):
    response = signed_in.get(ACTIVATE)
    page = response.content.decode()

    assert 'src="data:image/svg+xml' in page
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert page.count("<script") == page.count('<script type="module" src=')
