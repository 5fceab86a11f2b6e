"""Every screen of the site and how a test gets there: what accessibility, overflow and pictures are checked on.

A route or a type of page that stands neither here nor among those that show nothing fails
``test_accessibility.test_every_route_is_listed``.
"""

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

COURSE = "courses/counting-people-who-move/"
LESSON = COURSE + "core-figures/shares-growth-sex-age/"
COMING = "webinars/demo-webinar-net-migration/"
HELD = "webinars/demo-webinar-census-questions/"
PASSWORD = "a sentence nobody has thought of, 1972"


@dataclass(frozen=True)
class Screen:
    """One state of one screen.

    ``shows``: the route's name or the page's type. ``path``: its address after the language. ``through``: a selector on
    that page whose address (``href`` or ``action``) leads on. ``flow``: what to do in the browser until it is there.
    """

    shows: str
    path: str = ""
    through: str = ""
    flow: Callable | None = None


def _new_account(page: Page, school, language: str) -> None:
    page.goto(f"/{language}/account/signup/")
    fill_sign_up(page, f"new.{language}@example.org")


def fill_sign_up(page: Page, email: str) -> None:
    """Fill and send the form that makes an account."""
    page.fill("input[name=email]", email)
    for name, value in (("first_name", "New"), ("last_name", "Person"), ("name", "New Person")):
        if page.locator(f"input[name={name}]").count():
            page.fill(f"input[name={name}]", value)
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.click("main form button[type=submit] >> nth=0")
    page.wait_for_url(lambda url: "signup" not in url)


def _reset(page: Page, school, language: str) -> None:
    page.goto(f"/{language}/account/password/reset/")
    page.fill("input[name=email]", "coordinator@example.org")
    page.click("main form button[type=submit] >> nth=0")
    page.wait_for_url(lambda url: not url.endswith("/password/reset/"))


def _new_password(page: Page, school, language: str) -> None:
    _reset(page, school, language)
    page.fill("input[name=code]", school.code_sent_to("coordinator@example.org"))
    page.click("main form button[type=submit] >> nth=0")
    page.wait_for_selector("input[type=password]")


def _code_to_sign_in(page: Page, school, language: str) -> None:
    page.goto(f"/{language}/account/login/code/")
    page.fill("input[name=email]", "focal.point@example.org")
    page.click("main form button[type=submit] >> nth=0")
    page.wait_for_selector("input[name=code]")


def _bad_sign_in(page: Page, school, language: str) -> None:
    page.goto(f"/{language}/account/login/")
    page.fill("input[name=login]", "nobody@example.org")
    page.fill("input[name=password]", "wrong")
    page.click("main form button[type=submit] >> nth=0")
    page.wait_for_selector(".errors")


def _certificate(page: Page, school, language: str) -> None:
    page.goto(f"/{language}/certificates/{certificate_code(school)}/")


def certificate_code(school) -> str:
    """The code of a certificate issued to the trainee for this test."""
    return _in_the_school(
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


def _in_the_school(school, program: str, pattern: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", program],
        env=school.env,
        capture_output=True,
        text=True,
        check=True,
    )
    return re.search(pattern, done.stdout)[1]


def _enrolled(page: Page, school, language: str) -> None:
    """The first lesson's page of a trainee who enrols, or is enrolled already."""
    page.goto(f"/{language}/{COURSE}")
    way = page.locator("main a[href*='/enrol/'], main form[action*='/enrol/']").first
    if way.count():
        page.goto(way.get_attribute("href") or way.get_attribute("action"))
        page.click("main form button[type=submit]")
        page.wait_for_url(lambda url: "/enrol/" not in url)


def _answered(page: Page, school, language: str) -> None:
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


#: Who asks → the screens, in an order in which each finds what it needs.
SCREENS: dict[str, list[Screen]] = {
    "": [
        Screen("HomePage"),
        Screen("CataloguePage", "courses/"),
        Screen("CataloguePage", "courses/?q=nothing+holds+this"),
        Screen("CoursePage", COURSE),
        Screen("CoursePage", "courses/estimating-migration/"),
        Screen("courses:enrol", COURSE, through="main a[href*='/enrol/']"),
        Screen("ModulePage", COURSE + "core-figures/"),
        Screen("LessonPage", LESSON),
        Screen("LessonPage", COURSE + "why-and-for-whom/question-to-indicator/"),
        Screen("WebinarIndexPage", "webinars/"),
        Screen("WebinarPage", COMING),
        Screen("WebinarPage", HELD),
        Screen("PracticeIndexPage", "practices/"),
        Screen("PracticePage", "practices/demo-practice-01/"),
        Screen("network:home", "network/"),
        Screen("network:directory", "network/members/"),
        Screen("network:directory", "network/members/?q=nothing+holds+this"),
        Screen("network:member", "network/members/demo-demo01/"),
        Screen("network:countries", "network/countries/"),
        Screen("network:country", "network/countries/uga/"),
        Screen("GlossaryPage", "glossary/"),
        Screen("StandardPage", "about/"),
        Screen("StandardPage", "accessibility/"),
        Screen("school:search", "search/"),
        Screen("school:search", "search/?q=census"),
        Screen("school:search", "search/?q=nothing+holds+this"),
        Screen("school:style", "style/"),
        Screen("assessments:sheet", LESSON, through="a.lab__sheet"),
        Screen("assessments:verify", "certificates/"),
        Screen("assessments:certificate", "certificates/NOT-THERE/"),
        Screen("assessments:certificate", flow=_certificate),
        Screen("fault", "nothing-is-here/"),
        Screen("account_login", "account/login/"),
        Screen("account_login", flow=_bad_sign_in),
        Screen("account_inactive", "account/inactive/"),
        Screen("account_signup", "account/signup/"),
        Screen("account_signup_by_passkey", "account/signup/passkey/"),
        Screen("account_email_verification_sent", flow=_new_account),
        Screen("account_request_login_code", "account/login/code/"),
        Screen("account_confirm_login_code", flow=_code_to_sign_in),
        Screen("account_reset_password", "account/password/reset/"),
        Screen("account_confirm_password_reset_code", flow=_reset),
        Screen("account_complete_password_reset", flow=_new_password),
    ],
    "trainee": [
        Screen("HomePage"),
        Screen("courses:my_learning", "learning/"),
        Screen("CoursePage", flow=_enrolled),
        Screen("courses:my_learning", "learning/"),
        Screen("CoursePage", COURSE),
        Screen("LessonPage", LESSON),
        Screen("LessonPage", flow=_answered),
        Screen("courses:leave", COURSE, through="main a[href*='/leave/']"),
        Screen("WebinarPage", COMING),
        Screen("WebinarIndexPage", "webinars/"),
        Screen("network:profile", "network/profile/"),
        Screen("network:directory", "network/members/"),
        Screen("school:account", "account/overview/"),
        Screen("school:privacy", "account/privacy/"),
        Screen("school:delete_account", "account/privacy/delete/"),
        Screen("accounts:profile", "account/profile/"),
        Screen("account_email", "account/email/"),
        Screen("account_change_password", "account/password/change/"),
        Screen("account_reauthenticate", "account/reauthenticate/"),
        Screen("account_logout", "account/logout/"),
        Screen("mfa_index", "account/2fa/"),
        Screen("mfa_activate_totp", "account/2fa/totp/activate/"),
        Screen("mfa_list_webauthn", "account/2fa/webauthn/"),
        Screen("mfa_add_webauthn", "account/2fa/webauthn/add/"),
        Screen("usersessions_list", "account/sessions/"),
    ],
    "focal point": [
        Screen("network:profile", "network/profile/"),
        Screen("network:directory", "network/members/"),
        Screen("network:country", "network/countries/uga/"),
        Screen("network:ask", "network/members/demo-demo01/ask/"),
    ],
}

#: Routes that show no screen of their own, and why.
SHOW_NOTHING = {
    "root": "leads to the reader's language",
    "health": "says that the site lives",
    "media": "files",
    "cms_login": "leads to the sign-in",
    "account_set_password": "leads to the change of the password where there is one; the same form",
    "account_password_reset_completed": "a sentence in the frame of the sign-in",
    "mfa_authenticate": "needs a second factor: tests/accounts walks it",
    "mfa_reauthenticate": "needs a second factor: tests/accounts walks it",
    "mfa_deactivate_totp": "needs a second factor: tests/accounts walks it",
    "mfa_view_recovery_codes": "needs a second factor: tests/accounts walks it",
    "mfa_generate_recovery_codes": "needs a second factor: tests/accounts walks it",
    "mfa_download_recovery_codes": "a file",
    "mfa_reauthenticate_webauthn": "needs a passkey",
    "mfa_remove_webauthn": "needs a passkey",
    "mfa_edit_webauthn": "needs a passkey",
    "mfa_login_webauthn": "data for the passkey",
    "mfa_signup_webauthn": "needs a passkey",
    "foundation:table": "a file",
    "courses:visited": "takes a beacon",
    "courses:read": "takes a form",
    "webinars:programme_calendar": "a file",
    "webinars:calendar": "a file",
    "webinars:transcript": "a file",
    "webinars:sign_up": "takes a form",
    "webinars:withdraw": "takes a form",
    "webinars:door": "leads on to the room while it is open: tests/browser/test_webinars.py",
    "assessments:answer": "takes a form; without a script it leads back to the lesson",
    "assessments:starter": "a file",
    "assessments:data_file": "a file",
    "assessments:notebook": "data for the laboratory",
    "assessments:draft": "takes data",
    "assessments:submit": "takes a form",
    "assessments:status": "a fragment of the lesson",
    "assessments:check": "data for the laboratory",
    "assessments:versions": "a fragment of the workbench",
    "assessments:version": "data for the laboratory",
    "service_worker": "a script",
    "network:listing": "takes a form",
    "network:delete_profile": "takes a form",
    "school:export": "a file",
    "school:keep_account": "takes a form",
}
