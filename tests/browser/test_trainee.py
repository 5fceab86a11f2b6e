"""The trainee's path: sees the catalogue, signs up, enrols, reads, answers, hands in, completes, holds a certificate."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import answering
from tests.browser.waiting import reload_until

COURSE = "/en/courses/counting-people-who-move/"


def sign_up(page: Page, school, email: str) -> None:
    """Make an account from the sign-up form that the page shows."""
    page.get_by_label("E-mail", exact=False).first.fill(email)
    page.get_by_label("Given names", exact=False).fill("Nadia")
    page.get_by_label("Family name", exact=False).fill("Sow")
    page.locator("input[name=password1]").fill("a rather long phrase")
    page.locator("main form button[type=submit]").first.click()
    page.locator("input[name=code]").fill(school.code_sent_to(email))
    page.locator("main form button[type=submit]").first.click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_a_visitor_becomes_a_trainee_and_earns_a_certificate(school, browse, tmp_path, javascript):
    page = browse(javascript=javascript)
    email = f"nadia.{'js' if javascript else 'plain'}@example.org"

    # The catalogue, without an account.
    page.goto("/en/")
    page.get_by_role("navigation", name="School").get_by_role("link", name="Courses").click()
    page.get_by_role("link", name=re.compile("Counting people who move")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Counting people who move")

    # Enrolment leads through sign-up and back into the course.
    page.get_by_role("link", name="Enrol", exact=True).click()
    page.get_by_role("button", name="Create an account and enrol").click()
    sign_up(page, school, email)
    page.wait_for_url("**/counting-people-who-move/**")
    expect(page.get_by_text("0 of 12 lessons read").first).to_be_visible()

    # A wrong answer gets its own feedback, then the right one is taken.
    page.get_by_role("link", name=re.compile("Begin with lesson 1.1")).click()
    _answer_wrongly(page)

    # Every lesson: its quizzes, its exercises, read.
    for code in answering.lesson_codes():
        text = answering.lesson(code)
        expect(page.get_by_role("heading", level=1)).to_have_text(text["title"])
        for number, questions in enumerate(answering.quizzes(text)):
            section = page.locator("section.quiz").nth(number)
            answering.answer_quiz(section, questions)
            section.get_by_role("button").last.click()
            expect(
                page.locator("section.quiz").nth(number).get_by_text("Done: every question is answered.")
            ).to_be_visible()
        for exercise in answering.exercises(text):
            answering.hand_in(page, exercise, tmp_path)
            expect(
                page.get_by_text(re.compile("Received|Waiting|queue|Marked", re.IGNORECASE)).first
            ).to_be_visible()
        page.get_by_role("button", name=re.compile("Mark as read")).click()
        if code == "2.1":
            _continue_from_my_learning(page)

    # The marks of the notebooks arrive; the course is complete; the certificate is there.
    _wait_for_certificate(page)
    page.get_by_role("link", name="See your certificate").click()
    expect(page.locator("main")).to_contain_text("Nadia Sow")
    address = page.url

    # Anyone can verify it.
    stranger = browse(javascript=javascript)
    stranger.goto(address)
    expect(stranger.locator("main")).to_contain_text("Nadia Sow")
    expect(stranger.locator("main")).to_contain_text("Counting people who move")


def _answer_wrongly(page: Page) -> None:
    questions = answering.quizzes(answering.lesson("1.1"))[0]
    section = page.locator("section.quiz").first
    answering.answer_quiz(section, questions)
    number = next(
        n for n, question in enumerate(questions) if question["kind"] in ("single_choice", "true_false")
    )
    question = questions[number]
    ask = section.locator(".ask").nth(number)
    if question["kind"] == "true_false":
        ask.locator("input[type=radio]").nth(1 if question["answer"] else 0).check()
        feedback = None
    else:
        wrong = next(option for option in question["options"] if not option.get("correct"))
        ask.get_by_label(wrong["text"], exact=True).check()
        feedback = wrong.get("feedback")
    section.get_by_role("button").last.click()
    ask = page.locator("section.quiz").first.locator(".ask").nth(number)
    expect(ask.get_by_text("not yet", exact=False).first).to_be_visible()
    if feedback:
        expect(ask).to_contain_text(feedback)


def _continue_from_my_learning(page: Page) -> None:
    page.goto("/en/learning/")
    expect(page.get_by_text("4 of 12 lessons read").first).to_be_visible()
    page.get_by_role("link", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(answering.lesson("2.2")["title"])


def _wait_for_certificate(page: Page) -> None:
    link = page.get_by_role("link", name="See your certificate")
    reload_until(page, COURSE, link.count, "the certificate")
