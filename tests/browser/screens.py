"""Every screen of the site and how a test gets there: what accessibility, overflow and pictures are checked on.

A route or a type of page that stands neither here nor among those that show nothing fails
``test_accessibility.test_every_route_is_listed``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from demonstration import people
from tests.browser import flows
from tests.browser.flows import COMING, COURSE, HELD, LESSON

#: Somebody who signs up for the test and sets up a second factor and a passkey.
NEWCOMER = "newcomer"


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


def enter(page: Page, sign_in, who: str, language: str) -> None:
    """Become who asks: nobody, one of the demonstration, or the newcomer, whose first screen makes the account."""
    if who in people.PEOPLE:
        sign_in(page, who, language)


def go(page: Page, school, language: str, screen: Screen) -> None:
    """Go to a screen, as a reader would."""
    if screen.flow:
        screen.flow(page, school, language)
        return
    page.goto(f"/{language}/{screen.path}")
    if screen.through:
        element = page.locator(screen.through).first
        page.goto(element.get_attribute("href") or element.get_attribute("action"))


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
        Screen("WebinarIndexPage", "webinars/?q=census"),
        Screen("WebinarIndexPage", "webinars/?q=nothing+holds+this"),
        Screen("WebinarPage", COMING),
        Screen("WebinarPage", HELD),
        Screen("WebinarPage", HELD + "?find=census"),
        Screen("WebinarPage", HELD + "?listen=1"),
        Screen("PracticeIndexPage", "practices/"),
        Screen("PracticeIndexPage", "practices/?q=nothing+holds+this"),
        Screen("PracticePage", "practices/demo-practice-01/"),
        Screen("network:home", "network/"),
        Screen("network:directory", "network/members/"),
        Screen("network:directory", "network/members/?q=nothing+holds+this"),
        Screen("network:member", "network/members/demo-demo01/"),
        Screen("network:countries", "network/countries/"),
        Screen("network:country", "network/countries/uga/"),
        Screen("GlossaryPage", "glossary/"),
        Screen("GlossaryPage", "glossary/?q=nothing+holds+this"),
        Screen("StandardPage", "about/"),
        Screen("StandardPage", "accessibility/"),
        Screen("StandardPage", flow=flows.protected),
        Screen("school:search", "search/"),
        Screen("school:search", "search/?q=census"),
        Screen("school:search", "search/?q=nothing+holds+this"),
        Screen("school:style", "style/"),
        Screen("assessments:sheet", LESSON, through="a.lab__sheet"),
        Screen("assessments:verify", "certificates/"),
        Screen("assessments:certificate", "certificates/NOT-THERE/"),
        Screen("assessments:certificate", flow=flows.certificate),
        Screen("fault", "nothing-is-here/"),
        Screen("fault", flow=flows.stale_form),
        Screen("account_login", "account/login/"),
        Screen("account_login", flow=flows.bad_sign_in),
        Screen("account_inactive", "account/inactive/"),
        Screen("account_signup", "account/signup/"),
        Screen("account_signup", flow=flows.refused_account),
        Screen("account_signup_by_passkey", "account/signup/passkey/"),
        Screen("mfa_signup_webauthn", flow=flows.signs_up_by_passkey),
        Screen("account_set_password", flow=flows.without_password),
        Screen("account_email_verification_sent", flow=flows.new_account),
        Screen("account_request_login_code", "account/login/code/"),
        Screen("account_confirm_login_code", flow=flows.code_to_sign_in),
        Screen("account_reset_password", "account/password/reset/"),
        Screen("account_confirm_password_reset_code", flow=flows.reset),
        Screen("account_complete_password_reset", flow=flows.new_password),
        Screen("account_password_reset_completed", flow=flows.reset_done),
    ],
    "trainee": [
        Screen("HomePage"),
        Screen("courses:my_learning", "learning/"),
        Screen("CoursePage", flow=flows.enrolled),
        Screen("courses:my_learning", "learning/"),
        Screen("CoursePage", COURSE),
        Screen("LessonPage", LESSON),
        Screen("LessonPage", flow=flows.half_answered),
        Screen("LessonPage", flow=flows.answered),
        Screen("LessonPage", flow=flows.opened_notebook),
        Screen("fault", flow=flows.forbidden),
        Screen("courses:leave", COURSE, through="main a[href*='/leave/']"),
        Screen("WebinarPage", COMING),
        Screen("WebinarPage", flow=flows.signed_up),
        Screen("webinars:door", flow=flows.open_door),
        Screen("WebinarIndexPage", "webinars/"),
        Screen("network:profile", "network/profile/"),
        Screen("network:directory", "network/members/"),
        Screen("school:account", "account/overview/"),
        Screen("school:privacy", "account/privacy/"),
        Screen("school:delete_account", "account/privacy/delete/"),
        Screen("school:delete_account", flow=flows.deletion_without_a_tick),
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
    NEWCOMER: [
        Screen("mfa_view_recovery_codes", flow=flows.with_second_factor),
        Screen("mfa_index", "account/2fa/"),
        Screen("mfa_generate_recovery_codes", "account/2fa/recovery-codes/generate/"),
        Screen("mfa_reauthenticate", "account/2fa/reauthenticate/"),
        Screen("mfa_list_webauthn", flow=flows.with_passkey),
        Screen("mfa_edit_webauthn", "account/2fa/webauthn/", through=".keys a[href*='/edit/']"),
        Screen("mfa_remove_webauthn", "account/2fa/webauthn/", through=".keys a[href*='/remove/']"),
        Screen("mfa_reauthenticate_webauthn", "account/2fa/webauthn/reauthenticate/"),
        Screen("mfa_deactivate_totp", "account/2fa/totp/deactivate/"),
        Screen("courses:my_learning", "learning/"),
        Screen("mfa_authenticate", flow=flows.second_step),
    ],
    "focal point": [
        Screen("network:profile", "network/profile/"),
        Screen("network:profile", flow=flows.refused_profile),
        Screen("network:directory", "network/members/"),
        Screen("network:country", "network/countries/uga/"),
        Screen("network:ask", "network/members/demo-demo01/ask/"),
        Screen("network:ask", flow=flows.refused_question),
    ],
}

#: Routes that show no screen of their own, and why.
SHOW_NOTHING = {
    "root": "leads to the reader's language",
    "health": "says that the site lives",
    "health_jobs": "tells machines whether the work is done",
    "media": "files",
    "cms_login": "leads to the sign-in",
    "mfa_download_recovery_codes": "a file",
    "mfa_login_webauthn": "data for the passkey",
    "foundation:table": "a file",
    "courses:visited": "takes a beacon",
    "courses:read": "takes a form",
    "webinars:programme_calendar": "a file",
    "webinars:calendar": "a file",
    "webinars:transcript": "a file",
    "webinars:sign_up": "takes a form",
    "webinars:withdraw": "takes a form",
    "assessments:answer": "takes a form; without a script it leads back to the lesson",
    "assessments:starter": "a file",
    "assessments:data_file": "a file",
    "assessments:notebook": "data for the laboratory",
    "assessments:draft": "takes data",
    "assessments:workbench": "a fragment of the lesson",
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
