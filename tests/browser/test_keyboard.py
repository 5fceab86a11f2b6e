"""The keyboard alone: skip link, menus, sign-in and a quiz, with the focus in sight at every step."""

import pytest
from playwright.sync_api import Locator, Page, expect

from demonstration import people
from tests.browser import answering

COURSE = "/en/courses/counting-people-who-move/"
LESSON = f"{COURSE}why-and-for-whom/quality-rights-safety/"

both_ways = pytest.mark.parametrize(
    "javascript", [True, False], ids=["with-javascript", "without-javascript"]
)


def tab_to(page: Page, wanted: Locator, limit: int = 200) -> None:
    """Press Tab until the wanted element has the focus; whatever has it on the way shows it."""
    for _step in range(limit):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
        expect_visible_focus(page)
    raise AssertionError(f"Tab does not reach {wanted}.")


def expect_visible_focus(page: Page) -> None:
    """What has the focus is outlined. In the notebook's frame JupyterLab marks the cell that has it."""
    name, style, width = page.evaluate(
        """() => {
            const style = getComputedStyle(document.activeElement);
            return [document.activeElement.outerHTML.slice(0, 200), style.outlineStyle, parseFloat(style.outlineWidth)];
        }"""
    )
    assert name.startswith(("<body", "<iframe")) or (style != "none" and width >= 2), (
        f"no visible focus: {name}"
    )


@both_ways
def test_the_skip_link_leads_past_the_head_of_the_page(browse, javascript):
    page = browse(javascript=javascript)
    page.goto("/en/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    expect_visible_focus(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator("main").evaluate("main => main.contains(document.activeElement)")


@both_ways
def test_the_menu_of_languages_opens_and_closes(browse, javascript):
    page = browse(javascript=javascript)
    page.goto("/en/")
    menu = page.locator("details.menu").first
    tab_to(page, menu.locator("summary"))
    page.keyboard.press("Enter")
    expect(menu.get_by_role("link", name="Français")).to_be_visible()
    if javascript:
        tab_to(page, menu.get_by_role("link", name="Français"))
        page.keyboard.press("Escape")
        expect(menu.locator("summary")).to_be_focused()
    else:
        page.keyboard.press("Space")
    expect(menu.get_by_role("link", name="Français")).to_be_hidden()

    page.keyboard.press("Space")
    tab_to(page, menu.get_by_role("link", name="Français"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/")


@both_ways
def test_sign_in_enrol_and_answer_a_quiz(browse, javascript):
    page = browse(javascript=javascript)
    page.goto("/en/")
    tab_to(page, page.get_by_role("link", name="Sign in", exact=True))
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/login/**")
    tab_to(page, page.locator("input[name=login]"))
    page.keyboard.type(dict(people.signins())["editor" if javascript else "coordinator"])
    tab_to(page, page.locator("input[name=password]"))
    page.keyboard.type(people.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/account/login/" not in url)

    page.goto(COURSE)
    tab_to(page, page.get_by_role("button", name="Enrol", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_text("You are enrolled.")).to_be_visible()

    page.goto(LESSON)
    section = page.locator("section.quiz").first
    questions = answering.quizzes(answering.lesson("1.3"))[0]
    assert any(question["kind"] == "single_choice" for question in questions)
    for number, question in enumerate(questions):
        _answer(page, section.locator(".ask").nth(number), question)
    tab_to(page, section.get_by_role("button", name="Check my answers"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Done: every question is answered.").first).to_be_visible()
    assert page.locator("section.quiz .feedback--good").count() == len(questions)


def _answer(page: Page, ask: Locator, question: dict) -> None:
    """Answer a question rightly with Tab, Space, the arrows and the letters."""
    if question["kind"] == "numeric":
        tab_to(page, ask.locator("input[type=text]"))
        page.keyboard.type(str(question["answer"]))
    elif question["kind"] == "multiple_choice":
        for option in question["options"]:
            if option.get("correct"):
                tab_to(page, ask.get_by_label(option["text"], exact=True))
                page.keyboard.press("Space")
    else:
        radios = ask.locator("input[type=radio]")
        wanted = radios.nth(0 if question.get("answer") else 1)
        for option in question.get("options", ()):
            if option.get("correct"):
                wanted = ask.get_by_label(option["text"], exact=True)
        tab_to(page, radios.first)
        page.keyboard.press("Space")
        for _step in range(radios.count()):
            if wanted.is_checked():
                return
            page.keyboard.press("ArrowDown")
            expect_visible_focus(page)
        assert wanted.is_checked()
