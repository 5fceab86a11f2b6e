"""The trainee's path in Arabic, on a phone: mirrored, without a word of another language that is not marked as such."""

import json
import re
from email import message_from_bytes, policy

from playwright.sync_api import Locator, Page, expect

from tests.browser import answering, leftovers, mirrored
from tests.browser.waiting import reload_until

HOME = "/ar/"
COURSE = "/ar/courses/counting-people-who-move/"
EMAIL = "nadia.ar@example.org"
GIVEN, FAMILY = "ناديا", "سو"
NAME = f"{GIVEN} {FAMILY}"
ARABIC = re.compile(r"[\u0621-\u064a]")
#: The lessons that are written in Arabic; the others exist in English only.
WRITTEN = ("1.1", "1.2", "1.3")
PYTHON = 90_000  # ms until Python is there


class Walk:
    """A walk through the school that looks at every page it comes to."""

    def __init__(self, page: Page):
        self.page = page
        self.found: dict[str, list[str]] = {}

    def look(self, place: str) -> None:
        """Look at the page that is shown: what is said, and how it stands."""
        self.page.wait_for_load_state("domcontentloaded")
        wrong = leftovers.not_arabic(self.page, NAME) + mirrored.wrong(self.page)
        if wrong:
            self.found[f"{place} {self.page.url}"] = wrong


def test_a_trainee_walks_the_whole_path_in_arabic(school, browse, tmp_path):
    page = browse(width=360, locale="ar")
    walk = Walk(page)

    # The browser's language leads to the Arabic home; from there to the catalogue and the course.
    page.goto("/")
    page.wait_for_url(f"**{HOME}")
    walk.look("home")
    page.locator("nav.nav a[href$='/ar/courses/']").click()
    page.wait_for_url("**/ar/courses/")
    walk.look("catalogue")
    page.locator(f"h2 a[href='{COURSE}']").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("عدّ الأشخاص المتنقلين")
    walk.look("course, before enrolment")

    _sign_up(page, walk, school)
    _continue(page, walk)
    for code in answering.lesson_codes():
        text = answering.lesson(code, "ar")
        language = "ar" if code in WRITTEN else "en"
        expect(page.get_by_role("heading", level=1)).to_have_text(text["title"])
        walk.look(f"lesson {code}")
        _expect_language(page, language)
        _answer(page, walk, text, language, code)
        for exercise in answering.exercises(text):
            if language == "ar":
                _open_notebook(page, walk)
            answering.hand_in(page, exercise, tmp_path)
            expect(page.locator(".checks .feedback, .checks strong").first).to_be_visible()
            walk.look(f"lesson {code}, {exercise} handed in")
        page.locator("form#read button[type=submit]").click()
        page.wait_for_url(lambda url: "/read/" not in url)

    _certificate(page, walk, browse)
    assert walk.found == {}, json.dumps(walk.found, indent=1, ensure_ascii=False)


def _sign_up(page: Page, walk: Walk, school) -> None:
    """From the course through enrolment and sign-up, with the code of an Arabic mail, back into the course."""
    page.get_by_role("link", name="التسجيل في الدورة", exact=True).click()
    walk.look("enrolment")
    page.get_by_role("button", name="إنشاء حساب والتسجيل في الدورة").click()
    page.locator("input[name=email]").fill("no address")
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator(".errors, .field--error").first).to_be_visible()
    walk.look("sign-up, refused")
    page.locator("input[name=email]").fill(EMAIL)
    page.locator("input[name=first_name]").fill(GIVEN)
    page.locator("input[name=last_name]").fill(FAMILY)
    page.locator("input[name=password1]").fill("a rather long phrase")
    page.locator("main form button[type=submit]").first.click()
    page.locator("input[name=code]").wait_for()
    walk.look("the code")
    page.locator("input[name=code]").fill(school.code_sent_to(EMAIL))
    _expect_arabic_mail(school.mails_to(EMAIL)[-1])
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/counting-people-who-move/**")
    expect(page.get_by_text("12 درساً").first).to_be_visible()
    walk.look("course, enrolled")


def _expect_arabic_mail(text: str) -> None:
    """Subject and text are Arabic; Latin are the addresses and the code alone."""
    mail = message_from_bytes(text.encode(), policy=policy.default)
    assert ARABIC.search(mail["subject"])
    assert leftovers.LATIN.search(mail["subject"]) is None
    body = mail.get_body(("plain",)).get_content()
    assert ARABIC.search(body)
    rest = re.sub(
        r"https?://\S+|\S+@\S+|localhost\S*|^\s*[A-Z0-9]+(-[A-Z0-9]+)?\s*$", " ", body, flags=re.MULTILINE
    )
    assert [line for line in rest.splitlines() if leftovers.LATIN.search(line)] == []


def _continue(page: Page, walk: Walk) -> None:
    """My learning is empty of marks and leads to the first lesson."""
    page.goto("/ar/learning/")
    walk.look("my learning")
    page.locator(".resume .btn").click()
    page.wait_for_url("**/question-to-indicator/")


def _expect_language(page: Page, language: str) -> None:
    """A text in another language says so in Arabic and is marked with its language and direction."""
    article = page.locator("article.read")
    notice = article.locator(".read__head .callout--note")
    if language == "ar":
        assert article.get_attribute("lang") is None
        expect(notice).to_have_count(0)
        return
    assert (article.get_attribute("lang"), article.get_attribute("dir")) == ("en", "ltr")
    heading = page.get_by_role("heading", level=1)
    assert (heading.get_attribute("lang"), heading.get_attribute("dir")) == ("en", "ltr")
    expect(notice).to_contain_text("لم يُكتب هذا الدرس بعد باللغة العربية. تقرأونه باللغة الإنجليزية")
    for place in (".read__head", "footer.end"):
        frame = article.locator(place)
        assert (frame.get_attribute("lang"), frame.get_attribute("dir")) == ("ar", "rtl")


def _answer(page: Page, walk: Walk, text: dict, language: str, code: str) -> None:
    """Answer every quiz, in Arabic lessons wrongly first: the feedback to that very answer is Arabic."""
    for number, questions in enumerate(answering.quizzes(text)):
        if language == "ar":
            _answer_wrongly(page, number, questions)
            walk.look(f"lesson {code}, answered wrongly")
        section = page.locator("section.quiz").nth(number)
        answering.answer_quiz(section, questions, language)
        section.locator("button[type=submit]").last.click()
        section = page.locator("section.quiz").nth(number)
        expect(section.get_by_text("تم: أُجيب عن كل الأسئلة.")).to_be_visible()
        walk.look(f"lesson {code}, answered")


def _answer_wrongly(page: Page, quiz: int, questions: list[dict]) -> None:
    section = page.locator("section.quiz").nth(quiz)
    answering.answer_quiz(section, questions, "ar")
    number, said = answering.spoil(section, questions)
    section.locator("button[type=submit]").last.click()
    ask = page.locator("section.quiz").nth(quiz).locator(".ask").nth(number)
    expect(ask.locator(".feedback__t")).to_contain_text(re.compile("ليس بعد|صحيح جزئياً"))
    _expect_feedback(ask, said)


def _expect_feedback(ask: Locator, said: str) -> None:
    assert ARABIC.search(said)
    expect(ask.locator(".feedback")).to_contain_text(said)


def _open_notebook(page: Page, walk: Walk) -> None:
    """The laboratory opens inside the lesson, with an Arabic toolbar, an Arabic notebook in it, and closes again."""
    panel = page.locator("section.lab").first
    panel.locator("[data-lab-open]").click()
    panel.locator("[data-lab-ready]").wait_for(timeout=PYTHON)
    frame = next(frame for frame in page.frames if "/notebooks/" in frame.url)
    expect(frame.locator(".jp-MarkdownCell").first).to_contain_text(ARABIC)
    walk.look("notebook")
    panel.locator("[data-lab-do=close]").click()
    expect(panel.locator("[data-lab-open]")).to_be_visible()


def _certificate(page: Page, walk: Walk, browse) -> None:
    """The certificate, its verification by a stranger, and my learning at the end."""
    link = page.get_by_role("link", name="الاطلاع على شهادتكم")
    reload_until(page, COURSE, link.count, "the certificate")
    walk.look("course, completed")
    page.goto("/ar/learning/")
    walk.look("my learning, completed")
    page.goto(COURSE)
    link.click()
    expect(page.locator("main")).to_contain_text(NAME)
    walk.look("certificate")

    code = page.locator(".cert__proof bdi").first.inner_text()
    stranger = browse(width=360, locale="ar")
    stranger.goto("/ar/certificates/")
    stranger.locator("input[name=code]").fill(code)
    stranger.locator("main form button[type=submit]").click()
    expect(stranger.locator("main")).to_contain_text(NAME)
    verified = Walk(stranger)
    verified.look("verification")
    walk.found |= verified.found
