"""Reading a lesson with a notebook: light until the reader comes near it, then Python is fetched, where that is welcome."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_lab import PYTHON, enrolled, lesson, open_notebook, press, told, write
from tests.browser.waiting import has_seen

pytestmark = pytest.mark.runtime

SAVING = "Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true }) })"
#: What is asked of the laboratory, and the notebook's own scripts.
FOR_NOTEBOOKS = re.compile(r"//127\.0\.0\.1|/js/lab|/workbench/")


def near(page: Page) -> list[str]:
    """Scroll to the notebook as a reader does; what is asked for it from then on."""
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(request.url) if FOR_NOTEBOOKS.search(request.url) else None
    )
    page.wait_for_load_state("networkidle")
    assert asked == []
    page.mouse.move(400, 400)
    has_seen(page.locator("section.lab").first)
    return asked


def test_python_is_fetched_while_they_read_and_the_notebook_then_opens_from_the_browsers_own_store(
    browse, sign_in
):
    page = sign_in(browse(), "trainee")
    panel = enrolled(page)
    panel = lesson(page)
    asked = near(page)
    line = panel.locator("[data-lab-ahead]")
    expect(line).to_contain_text(re.compile(r"[\d.]+ of 1\d\.?\d* MB"), timeout=PYTHON)
    expect(line).to_contain_text("Python has been fetched", timeout=PYTHON)
    assert [url for url in asked if url.endswith("pandas-3.0.2-cp314-cp314-pyemscripten_2026_0_wasm32.whl")]
    assert not [url for url in asked if "/notebooks/" in url and "bundle" not in url]  # nothing was started

    frame = open_notebook(panel)
    paid = frame.evaluate(
        "performance.getEntriesByType('resource').map((file) => [file.name, file.transferSize])"
    )
    assert [name for name, size in paid if size > 5_000 and "/build/shell" in name] == []

    # Once is enough.
    panel = lesson(page)
    asked = near(page)
    has_seen(panel.locator("[data-lab-open]"))
    assert not [url for url in asked if "/python/" in url]


def test_where_data_are_saved_or_somebody_said_no_nothing_is_fetched(browse, sign_in):
    page = sign_in(browse(), "trainee")
    page.add_init_script(SAVING)
    enrolled(page)
    asked = near(page)
    assert not [url for url in asked if "127.0.0.1" in url]

    page = sign_in(browse(), "trainee")
    panel = enrolled(page)
    near(page)
    panel.locator("[data-lab-do=not-ahead]").click(timeout=PYTHON)
    expect(panel.locator("[data-lab-status]")).to_contain_text("when you open a notebook, and not before")
    lesson(page)
    asked = near(page)
    assert not [url for url in asked if "127.0.0.1" in url]


def test_an_earlier_version_is_brought_back_and_what_stood_there_is_among_them(browse, sign_in):
    page = sign_in(browse(), "trainee")
    page.on("dialog", lambda dialog: dialog.accept())
    panel = enrolled(page)
    frame = open_notebook(panel)
    write(frame, "female_tcd", "female_tcd = 11  # an afternoon's work")
    told(panel, "saved")
    # The starter has taken its place on the server too.
    with page.expect_response(lambda answer: '"milestone":true' in (answer.request.post_data or "")):
        press(panel, "reset")
    expect(frame.locator(".jp-Notebook")).not_to_contain_text("an afternoon", timeout=PYTHON)
    summary = panel.locator("[data-lab-versions] summary")
    summary.press("Enter")
    earlier = panel.locator(".lab__earlier li")
    expect(earlier.first).to_contain_text(re.compile(r"\d+ lines of code"))
    earlier.first.locator("button").press("Enter")
    expect(frame.locator(".jp-Notebook")).to_contain_text("an afternoon's work")
    expect(panel.locator("[data-lab-status]")).to_contain_text("Brought back")
    told(panel, "saved")
