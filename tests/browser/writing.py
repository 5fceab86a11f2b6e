"""Writing a lesson on the editors' side, as a trainer's hands do it: choosing blocks, typing, pasting cells."""

import re

from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.waiting import until

#: What a spreadsheet puts on the clipboard.
TABLE = "Corridor\tFee\tMargin\tCost\nA to B\t3,5\t1,2\t4,7\nA to C\t5,0\t2,1\t7,1\nD to B\t2,0\t4,4\t6,4\n"
CHART = "Corridor\tFee\tMargin\nA to B\t3.5\t1.2\nA to C\t5.0\t2.1\nD to B\t2.0\t4.4\n"
PERCENT = (
    "A transfer of 200 dollars costs a fee of 7 dollars and a margin of 3. What is its cost in per cent?"
)
PARTS = "What are the two parts of the cost?"
#: What of Wagtail watches the form for changes: it remembers what it was when it was last saved.
FORM = (
    "wagtail.app.getControllerForElementAndIdentifier("
    "document.querySelector('form[data-controller~=w-unsaved]'), 'w-unsaved')"
)


def add_block(page: Page, name: str, inside: str = "body") -> None:
    """Choose a block behind the last one of a stream."""
    stream = page.locator(f"[data-contentpath={inside}]").last
    stream.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name=name, exact=True).click()


def fill(page: Page, prefix: str, **fields: str) -> None:
    """Type into the fields of a block."""
    for name, text in fields.items():
        page.locator(f"[name={prefix}-{name}]").fill(text)


def paste(page: Page, name: str, text: str) -> None:
    """Paste from the clipboard into a field."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.locator(f"[name={name}]").focus()
    page.keyboard.press("ControlOrMeta+V")


def begin(page: Page) -> None:
    """Until the form listens: it remembers what it began with a moment after it is shown."""
    expect(page.locator("#id_title")).to_be_visible()
    until(page, lambda: page.evaluate(f"() => Boolean(({FORM})?.initialFormData)"), "a form that listens")


def wait_until_saved(page: Page) -> None:
    """Until the draft has been saved automatically, with all that stands in the form.

    Wagtail takes for saved what is typed while it saves; the next change brings it along. Here that change is made: the form
    is told that it was another one before.
    """
    is_saved = (
        f"() => {{ const form = {FORM}; return Boolean(form) && form.formData === form.initialFormData; }}"
    )
    until(page, lambda: page.evaluate(is_saved), "a form without a change that is not saved")
    page.evaluate(
        f"() => {{ const form = {FORM}; form.initialFormData = form.previousFormData = 'another'; }}"
    )
    until(page, lambda: page.evaluate(is_saved), "a form that was saved once more")
    expect(page.locator("header").get_by_text("Saved", exact=True).first).to_be_visible(timeout=30_000)


def save(page: Page) -> None:
    """Save the draft by the button."""
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text("has been updated")


def choose_action(page: Page, name: str | re.Pattern, *, twice: bool = False) -> None:
    """Choose an action in the menu beside “Save draft”."""
    page.locator("footer").get_by_role("button", name="More actions").click()
    button = page.locator("footer").get_by_role("button", name=name, exact=isinstance(name, str))
    button.dblclick() if twice else button.click()


def preview(page: Page) -> FrameLocator:
    """The preview beside the form."""
    page.get_by_role("button", name="Toggle preview").click()
    return page.frame_locator("#w-preview-iframe, iframe[title=Preview]").first


def table(page: Page, at: int) -> None:
    """Fill in a table."""
    prefix = f"body-{at}-value"
    fill(
        page, prefix, title="Cost of sending 200 dollars", units="per cent", source="Example for this lesson"
    )
    paste(page, f"{prefix}-cells", TABLE)


def chart(page: Page, at: int) -> None:
    """Add a chart."""
    add_block(page, "Chart")
    prefix = f"body-{at}-value"
    fill(page, prefix, title="Its two parts", units="per cent", source="Example for this lesson")
    fill(page, prefix, alt="In one corridor of three the margin is larger than the fee.")
    paste(page, f"{prefix}-cells", CHART)


def quiz(page: Page, at: int) -> None:
    """Add a quiz: a single choice, and a number with a known mistake."""
    add_block(page, "Quiz")
    fill(page, f"body-{at}-value", title="Check what you have read")
    add_block(page, "Single choice", inside="questions")
    first = f"body-{at}-value-questions-0-value"
    fill(page, first, stem=PARTS)
    fill(page, f"{first}-options-0-value", text="A fee and a margin")
    page.locator(f"[name={first}-options-0-value-correct]").check()
    fill(page, f"{first}-options-1-value", text="A fee and a tax", feedback="No tax is due on a transfer.")
    add_block(page, "Number", inside="questions")
    second = f"body-{at}-value-questions-1-value"
    fill(page, second, stem=PERCENT, answer="5", unit="per cent")
    page.locator("[data-contentpath=mistakes]").last.get_by_role("button", name="Add").last.click()
    fill(page, f"{second}-mistakes-0-value", value="0.05", feedback="That is the proportion, not per cent.")


def notebook(page: Page, title: str, *, words: str = "") -> None:
    """Add an exercise that exists; ``words`` to look for it among many."""
    add_block(page, "Notebook exercise")
    page.get_by_role("button", name="Choose exercise", exact=False).last.click()
    if words:
        page.locator(".modal input[name=q]").fill(words)
    page.locator(".modal").get_by_role("link", name=re.compile(title)).click()
    expect(page.locator("[data-contentpath=exercise]").last).to_contain_text(title)
