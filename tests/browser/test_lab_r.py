"""The notebook of E01 in R: opened in the laboratory, worked on, checked, kept, handed in and marked by the worker."""

import re

import pytest
from playwright.sync_api import Frame, Locator, Page, expect

from tests.browser.test_lab import LESSON, enrolled, lesson, open_notebook, press, told

pytestmark = pytest.mark.runtime

R = 90_000  # ms until R is there; on a busy machine it takes a while
ANSWERS = {
    "share_civ": 'share_civ <- 100 * stock["CIV", "ims_total_2020"] / stock["CIV", "population_2020"]\nshare_civ',
    "female_tcd": 'female_tcd <- 100 * stock["TCD", "ims_female_2020"] / stock["TCD", "ims_total_2020"]',
    "growth_uga": 'growth_uga <- 100 * log(stock["UGA", "ims_total_2020"] / stock["UGA", "ims_total_2010"]) / 10',
    # The tempting mistake: the mean of ten percentages.
    "pooled_share": "pooled_share <- mean(100 * stock$ims_total_2020 / stock$population_2020)",
}


def in_r(panel: Locator) -> Frame:
    panel.locator("[data-lab-kernel]").select_option("r")
    return open_notebook(panel)


def write(frame: Frame, variable: str, code: str) -> None:
    """Replace the cell that assigns the variable."""
    frame.locator(".jp-CodeCell", has_text=f"{variable} <-").first.locator(".cm-content").click()
    frame.page.keyboard.press("Control+A")
    frame.page.keyboard.insert_text(code)


def run_cell(panel: Locator, frame: Frame, variable: str, code: str) -> Locator:
    write(frame, variable, code)
    press(panel, "run")
    return frame.locator(".jp-CodeCell", has_text=code.splitlines()[-1])


def asked_by(page: Page) -> list[str]:
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    return addresses


@pytest.mark.parametrize("width", [1280, 360])
def test_a_trainee_works_in_r_and_gets_it_marked(browse, sign_in, school, width):
    page = sign_in(browse(width=width), "trainee")
    page.on("dialog", lambda dialog: dialog.accept())
    panel = enrolled(page)
    frame = in_r(panel)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    press(panel, "reset")
    panel.locator("[data-lab-state=ready]").wait_for(timeout=R)
    for variable, code in ANSWERS.items():
        write(frame, variable, code)
    told(panel, "saved")

    # The file is there by its name, a restart forgets and gives it again, a chart is drawn.
    press(panel, "runall")
    expect(frame.locator(".jp-OutputArea-output", has_text="9.54595").last).to_be_visible(timeout=R)
    press(panel, "restart")
    panel.locator("[data-lab-state=ready]").wait_for(timeout=R)
    press(panel, "runall")
    expect(panel.locator("[data-lab-status]")).to_have_text("Done.", timeout=R)
    cell = run_cell(panel, frame, "female_tcd", ANSWERS["female_tcd"] + "\nbarplot(stock$ims_total_2020)")
    expect(cell.locator("img")).to_be_visible(timeout=R)
    expect(cell.locator(".jp-InputPrompt")).to_have_text(re.compile(r"\[\d+\]:"))

    press(panel, "submit")
    expect(panel.locator("[data-lab-result]")).to_contain_text("3 of 4 answers are right", timeout=R)
    expect(panel.locator("[data-lab-result]")).to_contain_text("Gabon")


def test_an_error_and_a_check_are_told_in_the_cell(browse, sign_in):
    page = sign_in(browse(), "trainee")
    page.on("dialog", lambda dialog: dialog.accept())
    panel = enrolled(page)
    frame = in_r(panel)
    press(panel, "reset")
    panel.locator("[data-lab-state=ready]").wait_for(timeout=R)
    press(panel, "runall")
    panel.locator("[data-lab-state=ran]").wait_for(timeout=R)

    def said(variable, code):
        return run_cell(panel, frame, variable, code).locator(".school-check").last

    expect(said("share_civ", f'{ANSWERS["share_civ"]}\ncheck("share_civ", share_civ)')).to_contain_text(
        "share_civ Right. Practice, not a mark.", timeout=R
    )
    line = said("pooled_share", f'{ANSWERS["pooled_share"]}\ncheck("pooled_share", pooled_share)')
    expect(line).to_contain_text("Not right yet.", timeout=R)
    expect(line).to_contain_text("Gabon")
    expect(said("female_tcd", 'female_tcd <- check("femal", 1)')).to_contain_text(
        "The names are: share_civ", timeout=R
    )
    cell = run_cell(panel, frame, "growth_uga", "growth_uga <- logarithm(2)")
    expect(cell.locator(".jp-OutputArea-output")).to_contain_text(
        'could not find function "logarithm"', timeout=R
    )
    panel.locator("[data-lab-state=failed]").wait_for(timeout=R)


def test_r_is_fetched_by_whoever_opens_a_notebook_in_r_alone(browse):
    page = browse()
    asked = asked_by(page)
    panel = lesson(page)
    open_notebook(panel)
    assert not [address for address in asked if re.search(r"/r/[0-9a-f]{12}/|webr", address)]
    page = browse()
    asked = asked_by(page)
    in_r(lesson(page))
    assert [address for address in asked if address.endswith("/R.wasm")]
    assert not [address for address in asked if "pyodide.asm" in address]


def test_the_tools_stand_in_arabic_too(browse, sign_in):
    page = sign_in(browse(locale="ar"), "trainee", "ar")
    page.goto(LESSON.replace("/en/", "/ar/"))
    panel = page.locator("section.lab", has_text="E01").first
    frame = in_r(panel)
    line = (
        run_cell(panel, frame, "pooled_share", 'check("pooled_share", 5) # pooled_share <-')
        .locator(".school-check")
        .last
    )
    expect(line.locator("em")).to_be_visible(timeout=R)
    assert line.get_attribute("dir") == "rtl"
