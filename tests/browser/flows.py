"""Ways to the states of a screen that an address alone does not lead to. Each is given the page, the school, the language."""

import re
import subprocess
import sys
import time
from uuid import uuid4
from weakref import WeakSet

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page

COURSE = "courses/counting-people-who-move/"
LESSON = COURSE + "core-figures/shares-growth-sex-age/"
COMING = "webinars/demo-webinar-net-migration/"
LATER = "webinars/demo-webinar-matrice/"
HELD = "webinars/demo-webinar-census-questions/"
PASSWORD = "a sentence nobody has thought of, 1972"
SEND = "main form button[type=submit] >> nth=0"
PYTHON = 90_000  # ms until Python is there
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


#: The pages that have such a device: a browser takes one only.
_EQUIPPED: WeakSet[Page] = WeakSet()


def with_authenticator(page: Page) -> Page:
    """Give the browser a device that makes passkeys, as a phone does with a finger."""
    if page in _EQUIPPED:
        return page
    _EQUIPPED.add(page)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return page


# --- Accounts --------------------------------------------------------------------------------------------------
def new_account(page: Page, school, language: str) -> str:
    """An account is made; the page asks for the code that was mailed."""
    page.goto(f"/{language}/account/signup/")
    email = f"new.{uuid4().hex[:8]}@example.org"
    page.fill("input[name=email]", email)
    page.fill("input[name=first_name]", "New")
    page.fill("input[name=last_name]", "Person")
    page.fill("input[name=password1]", PASSWORD)
    page.click(SEND)
    page.wait_for_url(lambda url: "signup" not in url)
    return email


def confirmed_account(page: Page, school, language: str) -> str:
    """An account is made and its address confirmed."""
    email = new_account(page, school, language)
    page.fill("input[name=code]", school.code_sent_to(email))
    page.click(SEND)
    page.wait_for_url(lambda url: "/confirm-email/" not in url)
    return email


def refused_account(page: Page, school, language: str) -> None:
    """The form of the sign-up with its errors."""
    page.goto(f"/{language}/account/signup/")
    page.fill("input[name=email]", "no address")
    page.fill("input[name=password1]", "short")
    page.click(SEND)
    page.wait_for_selector(".errors, .field--error")


def bad_sign_in(page: Page, school, language: str) -> None:
    """The sign-in refuses a wrong password."""
    page.goto(f"/{language}/account/login/")
    page.fill("input[name=login]", "nobody@example.org")
    page.fill("input[name=password]", "wrong")
    page.click(SEND)
    page.wait_for_selector(".errors")


def stale_form(page: Page, school, language: str) -> None:
    """A form whose cookie is gone."""
    page.goto(f"/{language}/account/login/")
    page.context.clear_cookies()
    page.fill("input[name=login]", "nobody@example.org")
    page.fill("input[name=password]", "wrong")
    page.click(SEND)
    page.wait_for_selector(".fault")


def code_to_sign_in(page: Page, school, language: str) -> None:
    """A code to sign in was mailed."""
    page.goto(f"/{language}/account/login/code/")
    page.fill("input[name=email]", "focal.point@example.org")
    page.click(SEND)
    page.wait_for_selector("input[name=code]")


def reset(page: Page, school, language: str, email: str = "coordinator@example.org") -> None:
    """A code to choose a new password was mailed."""
    page.goto(f"/{language}/account/password/reset/")
    page.fill("input[name=email]", email)
    page.click(SEND)
    page.wait_for_url(lambda url: not url.endswith("/password/reset/"))


def new_password(page: Page, school, language: str, email: str = "coordinator@example.org") -> None:
    """The new password is asked for."""
    reset(page, school, language, email)
    page.fill("input[name=code]", school.code_sent_to(email))
    page.click(SEND)
    page.wait_for_selector("input[type=password]")


def reset_done(page: Page, school, language: str) -> None:
    """An account of its own has a new password."""
    email = confirmed_account(page, school, language)
    page.context.clear_cookies()
    new_password(page, school, language, email)
    page.fill("input[type=password]", f"{PASSWORD}, again")
    page.click(SEND)
    page.wait_for_url("**/password/reset/done/")


def signs_up_by_passkey(page: Page, school, language: str) -> None:
    """The address is confirmed, the passkey is still to be made."""
    with_authenticator(page)
    page.goto(f"/{language}/account/signup/passkey/")
    email = f"key.{uuid4().hex[:8]}@example.org"
    page.fill("input[name=email]", email)
    page.fill("input[name=first_name]", "New")
    page.click(SEND)
    page.wait_for_url("**/confirm-email/")
    page.fill("input[name=code]", school.code_sent_to(email))
    page.click(SEND)
    page.wait_for_url("**/webauthn/signup/")


def without_password(page: Page, school, language: str) -> None:
    """An account that has a passkey alone chooses a password."""
    signs_up_by_passkey(page, school, language)
    page.click("#mfa_webauthn_signup")
    page.wait_for_url(lambda url: "/webauthn/signup/" not in url)
    page.goto(f"/{language}/account/password/set/")


def with_second_factor(page: Page, school, language: str) -> None:
    """A new account sets up an authenticator app and is shown its recovery codes."""
    confirmed_account(page, school, language)
    page.goto(f"/{language}/account/2fa/totp/activate/")
    _confirm_again(page)
    page.fill("input[name=code]", _code_of_app(page.inner_text(".secret")))
    page.click(SEND)
    page.wait_for_url("**/recovery-codes/")


def with_passkey(page: Page, school, language: str) -> None:
    """The newcomer adds a passkey and sees it in the list."""
    with_authenticator(page)
    page.goto(f"/{language}/account/2fa/webauthn/add/")
    _confirm_again(page)
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: "/webauthn/add/" not in url)
    page.goto(f"/{language}/account/2fa/webauthn/")
    page.wait_for_selector(".keys li")


def second_step(page: Page, school, language: str) -> None:
    """The newcomer signs out and in again; the second factor is asked for."""
    page.goto(f"/{language}/account/overview/")
    email = re.search(r"\S+@example\.org", page.inner_text("main"))[0]
    page.context.clear_cookies()
    page.goto(f"/{language}/account/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.click(SEND)
    page.wait_for_url("**/2fa/authenticate/")


def _confirm_again(page: Page) -> None:
    if page.locator("input[name=password]").count():
        page.fill("input[name=password]", PASSWORD)
        page.click(SEND)
        page.wait_for_url(lambda url: "reauthenticate" not in url)


def _code_of_app(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time() // 30)))


def deletion_without_a_tick(page: Page, school, language: str) -> None:
    """The account is not deleted without the tick."""
    page.goto(f"/{language}/account/privacy/delete/")
    page.click(SEND)
    page.wait_for_selector(".errors")


# --- Courses ---------------------------------------------------------------------------------------------------
def enrolled(page: Page, school, language: str) -> None:
    """The first lesson's page of a trainee who enrols, or is enrolled already."""
    page.goto(f"/{language}/{COURSE}")
    way = page.locator("main a[href*='/enrol/'], main form[action*='/enrol/']").first
    if way.count():
        page.goto(way.get_attribute("href") or way.get_attribute("action"))
        page.click("main form button[type=submit]")
        page.wait_for_url(lambda url: "/enrol/" not in url)


def half_answered(page: Page, school, language: str) -> None:
    """A quiz sent without its answers says what is missing."""
    page.goto(f"/{language}/{COURSE}sources/census/")
    page.locator("form[data-activity-form] button[type=submit]").first.click()
    page.wait_for_selector(".quiz .errors")


def answered(page: Page, school, language: str) -> None:
    """A lesson with answers that are not yet right."""
    page.goto(f"/{language}/{LESSON}")
    quiz = page.locator("form[data-activity-form]").first
    for field in quiz.locator("input[type=text], textarea").all():
        field.fill("1")
    for name in dict.fromkeys(
        radio.get_attribute("name") for radio in quiz.locator("input[type=radio]").all()
    ):
        quiz.locator(f"input[name='{name}']").last.check()
    quiz.locator("button[type=submit]").click()
    page.wait_for_selector("[data-feedback]")


def opened_notebook(page: Page, school, language: str) -> None:
    """The notebook is open and Python is there."""
    page.goto(f"/{language}/{LESSON}")
    panel = page.locator("section.lab").first
    panel.locator("[data-lab-open]").click()
    panel.locator("[data-lab-ready]").wait_for(timeout=PYTHON)


def forbidden(page: Page, school, language: str) -> None:
    """What belongs to somebody else's enrolment is refused."""
    page.goto(f"/{language}/{LESSON}")
    address = page.locator("[data-notebook-url]").first.get_attribute("data-notebook-url").partition("?")[0]
    page.goto(f"{address}?scope={uuid4()}")
    page.wait_for_selector(".fault")


def certificate(page: Page, school, language: str) -> None:
    """A certificate issued to the trainee for this test."""
    code = in_the_school(
        school,
        "import datetime, uuid\n"
        "from accounts.models import User\n"
        "from assessments import api\n"
        "user = User.objects.get(email='trainee@example.org')\n"
        "made = api.issue_certificate(scope=uuid.uuid5(uuid.NAMESPACE_URL, 'screens'), user_id=user.pk,"
        " title='Counting people who move', course_code='MS101', language='en', hours=10,"
        " issued_on=datetime.date(2026, 11, 2), is_demonstration=True)\n"
        "print('code', made.code)\n",
        r"code (\S+)",
    )
    page.goto(f"/{language}/certificates/{code}/")


# --- Network and webinars ----------------------------------------------------------------------------------------
def refused_profile(page: Page, school, language: str) -> None:
    """The profile's form with its errors."""
    page.goto(f"/{language}/network/profile/")
    page.fill("input[name=name]", "")
    page.click(".profile-form button[type=submit] >> nth=0")
    page.wait_for_selector(".errors")


def refused_question(page: Page, school, language: str) -> None:
    """The form of a question with its errors."""
    page.goto(f"/{language}/network/members/demo-demo01/ask/")
    page.click(SEND)
    page.wait_for_selector(".errors")


def signed_up(page: Page, school, language: str) -> None:
    """A webinar for which the reader signed up."""
    page.goto(f"/{language}/{LATER}")
    button = page.locator("form[action$='/sign-up/'] button")
    if button.count():
        button.click()
    page.wait_for_selector("form[action$='/withdraw/']")


def open_door(page: Page, school, language: str) -> None:
    """The door of a webinar that begins now; its time is set back as soon as the page is there."""
    signed_up(page, school, language)
    way = page.locator("form[action$='/withdraw/']").get_attribute("action").replace("/withdraw/", "/door/")
    of_it = "WebinarPage.objects.filter(slug='demo-webinar-matrice')"
    before = in_the_school(
        school,
        "from django.utils import timezone\nfrom webinars.models import WebinarPage\n"
        f"print('before', {of_it}.first().starts_at.isoformat())\n"
        f"{of_it}.update(starts_at=timezone.now(), joining_address='https://room.example.org/matrix')\n",
        r"before (\S+)",
    )
    page.goto(way)
    in_the_school(
        school,
        "from webinars.models import WebinarPage\n"
        f"print('done', {of_it}.update(starts_at='{before}', joining_address=''))\n",
        r"done (\d+)",
    )
    page.wait_for_selector("a[href='https://room.example.org/matrix']")


def protected(page: Page, school, language: str) -> None:
    """A page that asks for a password; it is open again as soon as the page is there."""
    of_it = "PageViewRestriction.objects.filter(password='for this test')"
    in_the_school(
        school,
        "from wagtail.models import Page, PageViewRestriction\n"
        "for page in Page.objects.filter(slug='accessibility'):\n"
        "    PageViewRestriction.objects.create(page=page, restriction_type='password', password='for this test')\n"
        f"print('made', {of_it}.count())\n",
        r"made (\d+)",
    )
    page.goto(f"/{language}/accessibility/?protected")
    in_the_school(
        school,
        f"from wagtail.models import PageViewRestriction\nprint('gone', len([one.delete() for one in {of_it}]))\n",
        r"gone (\d+)",
    )
    page.wait_for_selector("input[name=password]")


def in_the_school(school, program: str, pattern: str) -> str:
    """Run a few lines inside the served school; what the pattern finds in what they print."""
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", program],
        env=school.env,
        capture_output=True,
        text=True,
        check=True,
    )
    return re.search(pattern, done.stdout)[1]
