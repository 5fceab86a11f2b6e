"""The trainer's path: a lesson in a new module, made on the editors' side alone; an editor publishes it; a trainee takes it."""

import re

from playwright.sync_api import Page, expect

from tests.browser import answering, writing
from tests.browser.waiting import reload_until

COURSE = "courses/counting-people-who-move/"
TITLE = "What it costs to send money home"
LESSON = f"{COURSE}remittances/what-it-costs-to-send-money-home/"
EXERCISE = "E01"


def test_a_trainer_writes_a_lesson_an_editor_publishes_it_and_a_trainee_takes_it(
    own_school, browse, sign_in, tmp_path
):
    def person(role: str) -> Page:
        return sign_in(browse(origin=own_school.origin), role)

    trainer = person("trainer")
    add_a_module(trainer)
    begin_the_lesson(trainer)
    be_refused_while_it_is_not_finished(trainer)
    finish_the_lesson(trainer)
    look_at_the_preview(trainer)
    writing.choose_action(trainer, "Send to the editors", twice=True)
    expect(trainer.locator(".messages")).to_contain_text("has been submitted for moderation")
    trainer.goto("/cms/")
    waiting = trainer.locator("section").filter(has_text="Your pages and snippets in a workflow")
    expect(waiting.get_by_role("link", name=TITLE)).to_have_count(1)

    # Nobody sees it yet.
    visitor = browse(origin=own_school.origin)
    assert visitor.goto(f"/en/{LESSON}").status == 404
    visitor.goto(f"/en/{COURSE}")
    expect(visitor.locator("main")).not_to_contain_text("Remittances")

    approve(person("editor"))
    take(person("trainee"), tmp_path)
    read_it_in_french(visitor)


def add_a_module(page: Page) -> None:
    page.goto("/cms/")
    taught = page.locator("section").filter(has_text="You teach MS101")
    taught.get_by_role("link", name="Add a module").click()
    writing.begin(page)
    page.locator("#id_title").press_sequentially("Remittances")
    page.get_by_role("textbox", name="Summary").fill("What is lost between the sender and the family.")
    writing.wait_until_saved(page)
    writing.save(page)
    expect(page.get_by_role("textbox", name="Number")).to_have_value("5")


def begin_the_lesson(page: Page) -> None:
    """A lesson whose table has nothing but a title: it is saved by itself, and comes back as it was typed."""
    page.get_by_role("link", name="Add a lesson").click()
    expect(page.get_by_text("The module of this lesson is not public yet")).to_be_visible()
    writing.begin(page)
    page.locator("#id_title").press_sequentially(TITLE)
    page.get_by_role("textbox", name="After this lesson you can").fill("compute the cost of a transfer")
    writing.add_block(page, "Heading")
    writing.fill(page, "body-0", value="The cost has two parts")
    writing.add_block(page, "Text")
    page.locator("[data-contentpath=body] [contenteditable=true]").last.fill(
        "A transfer loses a fee and a margin."
    )
    writing.add_block(page, "Table")
    writing.fill(page, "body-2-value", title="Cost of")
    writing.wait_until_saved(page)
    page.reload()
    expect(page.locator("[name=body-0-value]")).to_have_value("The cost has two parts")
    expect(page.locator("[data-contentpath=body] [contenteditable=true]")).to_have_text(
        "A transfer loses a fee and a margin."
    )
    expect(page.locator("[name=body-2-value-title]")).to_have_value("Cost of")


def be_refused_while_it_is_not_finished(page: Page) -> None:
    shown = writing.preview(page)
    expect(shown.get_by_text("Not finished yet: Table")).to_be_visible()
    expect(shown.get_by_text("Cells: This field is required.")).to_be_visible()
    page.get_by_role("button", name="Toggle preview").click()
    writing.choose_action(page, "Send to the editors")
    expect(page.locator(".messages")).to_contain_text("validation errors")
    expect(page.locator("[name=body-2-value-title]")).to_have_value("Cost of")


def finish_the_lesson(page: Page) -> None:
    writing.table(page, 2)
    writing.chart(page, 3)
    writing.quiz(page, 4)
    writing.notebook(page, EXERCISE)
    # A form that was refused is saved by the button alone.
    writing.save(page)


def look_at_the_preview(page: Page) -> None:
    shown = writing.preview(page)
    expect(shown.locator("caption")).to_contain_text("Table 5.1.1 Cost of sending 200 dollars")
    expect(shown.get_by_role("img", name="In one corridor of three")).to_be_attached()
    expect(shown.locator("section.quiz")).to_contain_text(writing.PERCENT)
    expect(shown.locator("section.lab")).to_contain_text(EXERCISE)
    page.get_by_role("button", name="Toggle preview").click()


def approve(page: Page) -> None:
    """The editor finds the lesson on the front page; its module comes along."""
    page.goto("/cms/")
    waiting = page.locator("section").filter(has_text="Awaiting your review")
    waiting.get_by_role("link", name=TITLE).click()
    expect(page.get_by_text("it is published together with the lesson")).to_be_visible()
    writing.choose_action(page, "Approve and Publish")
    expect(page.locator(".messages")).to_contain_text(f"“5.1 {TITLE}” is published.")
    page.locator(".messages").get_by_role("link", name="View it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def take(page: Page, folder) -> None:
    page.goto(f"/en/{COURSE}")
    page.get_by_role("button", name="Enrol", exact=True).click()
    expect(page.get_by_text("0 of 13 lessons read").first).to_be_visible()
    page.get_by_role("link", name=TITLE).first.click()

    expect(page.locator("table.tbl").first.get_by_role("cell", name="4.7")).to_be_visible()
    expect(page.get_by_role("img", name="In one corridor of three")).to_be_visible()

    answer(page, "A fee and a tax", "0.05")
    quiz = page.locator("section.quiz")
    expect(quiz).to_contain_text("No tax is due on a transfer.")
    expect(quiz).to_contain_text("That is the proportion, not per cent.")
    answer(page, "A fee and a margin", "5")
    expect(quiz.get_by_text("Done: every question is answered.")).to_be_visible()

    answering.hand_in(page, EXERCISE.lower(), folder)
    result = page.locator("section.lab")
    expect(
        result.get_by_text(re.compile("Received|Waiting|queue|Marked", re.IGNORECASE)).first
    ).to_be_visible()
    wait_for_the_marks(page)

    page.get_by_role("button", name=re.compile("Mark as read")).click()
    page.goto(f"/en/{COURSE}")
    expect(page.get_by_text("1 of 13 lessons read").first).to_be_visible()


def answer(page: Page, option: str, number: str) -> None:
    quiz = page.locator("section.quiz")
    quiz.get_by_label(option, exact=True).check()
    quiz.locator("input[type=text]").fill(number)
    quiz.get_by_role("button").last.click()


def wait_for_the_marks(page: Page) -> None:
    marks = page.locator("section.lab").get_by_text("4 of 4", exact=False)
    reload_until(page, f"/en/{LESSON}", marks.count, "the marks")


def read_it_in_french(page: Page) -> None:
    """In the other languages it stands in for its translation, and says in which language it is."""
    page.goto(f"/fr/{COURSE}")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page).to_have_url(re.compile(f"/fr/{LESSON}$"))
    article = page.locator("article.read")
    expect(article).to_have_attribute("lang", "en")
    expect(article.locator(".read__head .callout")).to_contain_text("Cette leçon n’est pas encore rédigée")


def test_a_draft_sent_from_two_tabs_is_sent_once(own_school, browse, sign_in):
    first = sign_in(browse(origin=own_school.origin), "trainer")
    first.goto("/cms/")
    first.locator("section").filter(has_text="You teach MS101").get_by_role(
        "link", name="Add a module"
    ).click()
    writing.begin(first)
    first.locator("#id_title").press_sequentially("Remittances")
    writing.wait_until_saved(first)
    writing.save(first)
    second = first.context.new_page()
    second.goto(first.url)
    writing.choose_action(first, "Send to the editors")
    expect(first.locator(".messages")).to_contain_text("has been submitted for moderation")
    writing.choose_action(second, "Send to the editors")
    # Wagtail says it in other words when it notices on saving than when it notices on showing the page again.
    expect(second.locator("body")).to_contain_text(
        re.compile("awaiting moderation|could not be saved as it is locked")
    )
    first.goto("/cms/")
    waiting = first.locator("section").filter(has_text="Your pages and snippets in a workflow")
    expect(waiting.get_by_role("link", name="5 Remittances")).to_have_count(1)
