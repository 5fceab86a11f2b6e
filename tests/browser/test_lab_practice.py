"""``check()`` in a cell: what is said there, in the reader's language, online and with the line down."""

import pytest
from playwright.sync_api import Frame, Locator, expect

from tests.browser.test_lab import (
    ANSWERS,
    LESSON,
    PYTHON,
    enrolled,
    lesson,
    open_notebook,
    press,
    write,
)

pytestmark = pytest.mark.runtime


def run_cell(panel: Locator, frame: Frame, variable: str, code: str) -> Locator:
    """Write code into the cell of a variable and run it; what it says is the answer of ``check``."""
    write(frame, variable, code)
    press(panel, "run")
    return frame.locator(".jp-CodeCell", has_text=code.splitlines()[-1]).locator(".school-check").last


def test_a_value_is_checked_in_its_cell_and_the_line_says_that_it_is_practice(browse, sign_in):
    page = sign_in(browse(), "trainee")
    page.on("dialog", lambda dialog: dialog.accept())
    asked: list[str] = []
    page.on("response", lambda response: asked.append(response.text()) if "/check/" in response.url else None)
    panel = enrolled(page)
    frame = open_notebook(panel)
    press(panel, "reset")
    panel.locator("[data-lab-state=ready]").wait_for(timeout=PYTHON)
    press(panel, "runall")
    frame.locator(".jp-OutputArea-output table").first.wait_for(timeout=PYTHON)

    said = run_cell(panel, frame, "share_civ", f'{ANSWERS["share_civ"]}\ncheck("share_civ", share_civ)')
    expect(said).to_contain_text("share_civ Right. Practice, not a mark.", timeout=PYTHON)
    said = run_cell(
        panel, frame, "pooled_share", f'{ANSWERS["pooled_share"]}\ncheck("pooled_share", pooled_share)'
    )
    expect(said).to_contain_text("Not right yet.", timeout=PYTHON)
    expect(said).to_contain_text("Gabon")
    assert asked
    assert not [text for text in asked if "2.05" in text]  # the right value stays on the server

    # None of these ends the cell.
    said = run_cell(panel, frame, "female_tcd", 'female_tcd = check("femal", 1)')
    expect(said).to_contain_text("The names are: share_civ", timeout=PYTHON)
    page.route("**/check/**", lambda route: route.abort())
    said = run_cell(
        panel,
        frame,
        "growth_uga",
        'growth_uga = 1; check("growth_uga", growth_uga); assert female_tcd is None',
    )
    expect(said).to_contain_text("Not checked yet: the line is down", timeout=PYTHON)
    expect(panel.locator("[data-lab-status]")).to_have_text("Done.")

    # What is wrong whatever is expected is told without the line.
    for code, told in (
        ('check("growth", 1)', "The names are: share_civ"),
        ('check("female_tcd", stock)', "It is not one number"),
        ('check("female_tcd", None)', "It has no value yet"),
    ):
        expect(run_cell(panel, frame, "female_tcd", f"female_tcd = 1; {code}")).to_contain_text(
            told, timeout=PYTHON
        )

    # The line is back: what waited is answered where it was asked, once.
    asked.clear()
    page.unroute("**/check/**")
    expect(said).to_contain_text("Not right yet.", timeout=PYTHON)
    assert len(asked) == 1


def test_the_answer_stands_in_the_readers_language_and_direction(browse, sign_in):
    page = sign_in(browse(locale="ar"), "trainee", "ar")
    page.goto(LESSON.replace("/en/", "/ar/"))
    panel = page.locator("section.lab", has_text="E01").first
    frame = open_notebook(panel)
    said = run_cell(panel, frame, "pooled_share", 'check("pooled_share", 5) # pooled_share =')
    expect(said.locator("em")).to_be_visible(timeout=PYTHON)
    assert said.get_attribute("dir") == "rtl"


def test_whoever_is_not_enrolled_is_told_who_can_check(browse):
    panel = lesson(browse())
    frame = open_notebook(panel)
    said = run_cell(panel, frame, "pooled_share", 'check("pooled_share", 5) # pooled_share =')
    expect(said).to_contain_text("Whoever is enrolled in the course", timeout=PYTHON)
