"""Accounts in a real browser: a passkey from sign-up to sign-in, and an authenticator app where there is no JavaScript."""

import time
from uuid import uuid4

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.browser.flows import AUTHENTICATOR, with_authenticator

PASSWORD = "a long sentence of mine"


def sign_up(page, school, path: str, **fields) -> str:
    """Make an account and confirm its address."""
    email = f"p{uuid4().hex[:8]}@example.org"
    page.goto(path)
    page.fill("input[name=email]", email)
    for name, value in {"first_name": "Pia", **fields}.items():
        page.fill(f"input[name={name}]", value)
    page.click("main form button[type=submit] >> nth=0")
    page.wait_for_url("**/confirm-email/")
    page.fill("input[name=code]", school.code_sent_to(email))
    page.click("main form button[type=submit] >> nth=0")
    page.wait_for_url(lambda url: "/confirm-email/" not in url)
    return email


def sign_out(page) -> None:
    page.goto("/en/account/logout/")
    page.click("main form button")
    page.wait_for_url(lambda url: "/logout/" not in url)


def test_a_passkey_signs_up_and_in_without_a_password(browse, school):
    page = with_authenticator(browse(width=360))
    email = sign_up(page, school, "/en/account/signup/passkey/")
    page.wait_for_url("**/webauthn/signup/")
    page.click("#mfa_webauthn_signup")
    page.wait_for_url("**/en/")
    page.goto("/en/account/overview/")
    assert email in page.inner_text("main")
    assert "Passkey or security key" in page.inner_text("main")
    assert page.evaluate("document.documentElement.scrollWidth") == 360

    sign_out(page)
    page.goto("/en/account/login/")
    page.click("#passkey_login")
    page.wait_for_url("**/en/")
    page.goto("/en/account/overview/")
    assert email in page.inner_text("main")


def test_a_refused_passkey_is_told_and_tried_again(browse):
    page = browse()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": {**AUTHENTICATOR, "isUserVerified": False}})
    page.goto("/en/account/login/")
    page.click("#passkey_login")
    page.locator(".passkey-trouble").wait_for()

    assert page.locator("#passkey_login").get_attribute("aria-busy") is None
    assert "/account/login/" in page.url


def test_an_authenticator_app_works_without_javascript(browse, school):
    page = browse(width=360, javascript=False)
    email = sign_up(page, school, "/en/account/signup/", password1=PASSWORD)
    page.goto("/en/account/2fa/totp/activate/")
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button[type=submit] >> nth=0")
    secret = page.inner_text(".secret")

    def code(shift: int = 0) -> str:
        return format_hotp_value(hotp_value(secret, int(time.time() // 30) + shift))

    page.fill("input[name=code]", code())
    page.click("main form button[type=submit] >> nth=0")
    page.wait_for_url("**/recovery-codes/")
    assert page.locator(".codes li").count() == 10

    sign_out(page)
    page.goto("/en/account/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button[type=submit] >> nth=0")
    page.wait_for_url("**/2fa/authenticate/")
    page.fill("input[name=code]", code(1))
    page.click("main form button[type=submit] >> nth=0")
    page.wait_for_url("**/en/")
    page.goto("/en/account/sessions/")
    assert page.locator(".keys li").count() == 1


def test_a_new_account_takes_the_zone_of_the_device(browse, chromium, school):
    context = chromium.new_context(base_url=school.origin, timezone_id="Africa/Nairobi")
    page = context.new_page()
    sign_up(page, school, "/en/account/signup/", password1=PASSWORD)
    page.goto("/en/account/overview/")

    assert "English, Nairobi" in page.inner_text("main")
    context.close()
