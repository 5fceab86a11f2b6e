"""A trainer writes an exercise in the CMS alone, tries it, and a trainee's notebook is marked by it."""

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from demonstration.exercise_format import as_notebook
from tests.browser import flows, writing

pytestmark = pytest.mark.runtime

GRADER = 180_000  # ms until the grader has answered; on a busy machine it takes a while
LESSON = "Residence makes the migrant"
LESSON_PAGE = "/en/courses/counting-people-who-move/concepts/residence-makes-the-migrant/"

VISIBLE = "district,migrants,people\nNorth,1200,40000\nSouth,300,25000\nCoast,5400,90000\n"
HIDDEN = (
    "district,migrants,people\nCoast,800,64000\nNorth,2500,50000\nSouth,900,12000\n",
    "district,migrants,people\nSouth,40,8000\nNorth,66,6000\nCoast,75,30000\nHills,9,3000\n",
)
STARTER = """# %% [markdown]
# # Shares by district
# %%
import pandas as pd

districts = pd.read_csv("t01_districts.csv")
# %%
# A table with the columns district and share (per cent)
shares = ...
"""
SOLVED = """import pandas as pd

districts = pd.read_csv("t01_districts.csv")
shares = districts.assign(share=100 * districts.migrants / districts.people)[["district", "share"]]
"""
TYPED = "shares = {'North': 3.0, 'South': 1.2, 'Coast': 6.0}\n"
MISTAKES = [
    ("shares.assign(share=shares.share / 100)", "That is the proportion. Multiply by one hundred."),
    ("shares.assign(share=10_000 / shares.share)", "You divided the people by the migrants."),
    (
        "shares.assign(share=100 * districts.migrants / districts.migrants.sum())",
        "That is the part of all migrants. The share is of the people of the district.",
    ),
]


@pytest.fixture
def files(tmp_path) -> dict[str, Path]:
    """What the trainer has on the machine."""
    made = {
        "t01_districts.csv": VISIBLE.encode(),
        "hidden-1.csv": HIDDEN[0].encode(),
        "hidden-2.csv": HIDDEN[1].encode(),
        "starter.ipynb": as_notebook(STARTER, "python"),
        "solution.ipynb": as_notebook(SOLVED, "python"),
        "typed.ipynb": as_notebook(TYPED, "python"),
    }
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    return {name: tmp_path / name for name in made}


def add(page: Page, field: str, kind: str = "") -> None:
    """Add a block at the end of a stream or list; ``kind`` where there are several."""
    page.locator(
        f"#{field}-root" if "-" not in field else f"input[name='{field}-count'] >> xpath=.."
    ).locator(".c-sf-add-button").last.click()
    if kind:
        page.get_by_role("option", name=kind, exact=True).click()


def fill(page: Page, values: dict[str, str]) -> None:
    for name, value in values.items():
        page.fill(f"[name='{name}']", value)


def choose_document(page: Page, file: Path) -> None:
    """Upload the data file in the chooser's own dialogue."""
    page.locator("#data-root").get_by_role("button", name="Choose a document").click()
    dialogue = page.locator(".modal")
    dialogue.get_by_role("tab", name="Upload").click()
    dialogue.locator("input[type=file]").set_input_files(file)
    dialogue.locator("input[name$='title']").fill(file.name)
    dialogue.locator("form:has(input[type=file]) button[type=submit]").click()
    expect(page.locator("#data-root")).to_contain_text(file.name)


def write_the_exercise(page: Page, files: dict[str, Path]) -> None:
    """The whole form, from empty."""
    page.goto("/cms/snippets/assessments/exercise/")
    page.get_by_role("link", name="Add exercise").first.click()
    fill(page, {"title": "Shares by district", "code": "T01", "minutes": "20"})
    page.locator(
        "[data-contentpath='task'] [contenteditable=true], #panel-child-what_to_do-task-section [contenteditable=true], .public-DraftEditor-content"
    ).first.click()
    page.keyboard.insert_text("Compute the share of migrants in the people of each district, in per cent.")
    page.set_input_files("input[name=starter]", files["starter.ipynb"])
    page.set_input_files("input[name=solution]", files["solution.ipynb"])
    add(page, "data")
    choose_document(page, files["t01_districts.csv"])
    fill(
        page,
        {
            "data-0-value-name": "t01_districts.csv",
            "data-0-value-description": "Migrants and people of three districts",
            "data-0-value-source": "Made for this exercise",
            "data-0-value-licence": "CC0",
        },
    )
    page.check("[name='data-0-value-fictional']")
    for place, name in enumerate(("hidden-1.csv", "hidden-2.csv")):
        add(page, "hidden")
        block = f"hidden-{place}-value-files-0-value"
        fill(page, {f"{block}-name": "t01_districts.csv"})
        # The small script puts the file's text into the field.
        page.locator(f"[data-cells]:has([name='{block}-content']) input[type=file]").set_input_files(
            files[name]
        )
        expect(page.locator(f"[name='{block}-content']")).to_have_value(files[name].read_text())
    write_the_answer(page)


def write_the_answer(page: Page) -> None:
    """A table with keys, two hints, three known mistakes; what is expected is taken from the solution."""
    add(page, "answers", "Table with keys")
    answer = "answers-0-value"
    fill(
        page,
        {
            f"{answer}-name": "shares",
            f"{answer}-label": "Share of migrants by district",
            f"{answer}-keys-0-value": "district",
            f"{answer}-columns-0-value-name": "share",
            f"{answer}-columns-0-value-tolerance": "0.01",
            f"{answer}-points": "3",
        },
    )
    for place, hint in enumerate(("Two columns and one division.", "100 * migrants / people")):
        add(page, f"{answer}-hints")
        fill(page, {f"{answer}-hints-{place}-value": hint})
    for place, (formula, feedback) in enumerate(MISTAKES):
        add(page, f"{answer}-mistakes")
        mistake = f"{answer}-mistakes-{place}-value"
        fill(page, {f"{mistake}-formula": formula, f"{mistake}-feedback": feedback})


def save_and(page: Page, action: str) -> None:
    """Press a button of the menu beside “Save draft”."""
    page.locator("footer .w-dropdown__toggle").click()
    page.locator(f"footer button[name={action}]").click()


def approve(page: Page) -> None:
    """What an editor does with what waits for approval."""
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("footer button", has_text="Approve and Publish").first.click()


def put_into_the_lesson(page: Page) -> None:
    """The block at the end of a lesson that has no exercise so far."""
    page.goto(f"/cms/pages/search/?q={quote(LESSON)}")
    page.locator("main a[href*='/edit/']", has_text=LESSON).first.click()
    # The other languages mirror it; their page leads to the one that is written.
    page.locator("#id_title, main a:has-text('English page')").first.wait_for()
    original = page.get_by_role("link", name="English page")
    if original.count():
        page.goto(original.get_attribute("href"))
    writing.begin(page)
    writing.notebook(page, "T01. Shares by district", words="Shares by district")
    writing.wait_until_saved(page)


def hand_in(page: Page, notebook: Path) -> None:
    section = page.locator("section.lab", has_text="Shares by district")
    section.locator("details.lab__upload > summary").click()
    section.locator("input[type=file]").set_input_files(notebook)
    section.locator("details.lab__upload button[type=submit]").click()


def test_from_an_empty_form_to_a_trainees_mark(browse, sign_in, own_school, files):
    trainer = sign_in(browse(origin=own_school.origin), "trainer")
    write_the_exercise(trainer, files)
    save_and(trainer, "action-try")
    main = trainer.locator("main")
    expect(main).to_contain_text("Passed.", timeout=GRADER)
    for text in ("3 of 3 points", "0 of 3 points", "does not pass", *(told for _formula, told in MISTAKES)):
        expect(main).to_contain_text(text)
    expect(main.get_by_text("It meets its feedback.")).to_have_count(3)

    # Sent to the editors, who approve it; the lesson goes the same way.
    edit = main.get_by_role("link", name="Edit", exact=True).first
    address = edit.get_attribute("href")
    edit.click()
    save_and(trainer, "action-submit")
    expect(trainer.locator("main")).to_contain_text("submitted for moderation")
    editor = sign_in(browse(origin=own_school.origin), "editor")
    editor.goto(address)
    approve(editor)
    put_into_the_lesson(trainer)
    writing.choose_action(trainer, "Send to the editors")
    expect(trainer.locator(".messages")).to_contain_text("has been submitted for moderation")
    editor.goto("/cms/")
    waiting = editor.locator("section").filter(has_text="Awaiting your review")
    waiting.get_by_role("link", name=LESSON).click()
    writing.choose_action(editor, "Approve and Publish")
    expect(editor.locator(".messages")).to_contain_text("is published")

    # A trainee types the numbers, is told why that does not pass, and computes them.
    trainee = sign_in(browse(origin=own_school.origin), "trainee")
    flows.enrolled(trainee, own_school, "en")
    trainee.goto(LESSON_PAGE)
    hand_in(trainee, files["typed.ipynb"])
    panel = trainee.locator("section.lab", has_text="Shares by district")
    expect(panel).to_contain_text("Compute it from the data instead of typing the number.", timeout=GRADER)
    expect(panel).to_contain_text("Two columns and one division.")
    expect(panel).not_to_contain_text("100 * migrants / people")
    hand_in(trainee, files["solution.ipynb"])
    expect(panel).to_contain_text("1 of 1 answers are right", timeout=GRADER)
    expect(panel).to_contain_text("3 of 3 points")
    for secret in ("3,1.2", "64000", "Hills"):
        assert secret not in trainee.content()
