"""A lesson kept for offline: the server goes, the browser is started anew, and the exercise opens, runs, and is handed in once."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Watch
from tests.browser.test_lab import ANSWERS, PYTHON, enrolled, lesson, open_notebook, press, told, write
from tests.browser.test_lab_practice import run_cell
from tests.browser.test_lab_r import in_r
from tests.browser.test_lab_r import write as write_in_r
from tests.browser.waiting import until
from tools.chromium import as_readers_have_it

pytestmark = pytest.mark.runtime

#: What the browser holds of the school: caches, databases, workers, notes.
HELD = """async () => [
    ...(await caches.keys()),
    ...(await indexedDB.databases()).map(({ name }) => name),
    ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
    ...Object.keys(localStorage).filter((name) => name.startsWith("school")),
]"""


#: A package that is kept only where a notebook imports it.
SLOPE = "from scipy import stats; share_civ = stats.linregress([1, 2, 3], [2, 4, 6.5]).slope"


@pytest.fixture
def same_browser(chromium, own_school, tmp_path) -> Iterator[Callable[[], Page]]:
    """Start the same browser again: what it stored is there, what it had open is gone."""
    watch = Watch()
    contexts: list[BrowserContext] = []

    def started() -> Page:
        while contexts:
            contexts.pop().close()
        context = chromium.browser_type.launch_persistent_context(
            tmp_path / "profile",
            **as_readers_have_it(),
            base_url=own_school.origin,
            viewport={"width": 1280, "height": 800},
            locale="en",
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        context.on("page", watch.over)
        return context.new_page()

    yield started
    for context in contexts:
        context.close()
    assert watch.problems == []


def keep(page: Page) -> None:
    """Keep the lesson that is open, with its notebook."""
    panel = page.locator("section.lab", has_text="E01").first
    summary = panel.locator("[data-lab-offline] summary")
    summary.press("Enter")
    said = panel.locator("[data-lab-offline-state]")
    expect(said).to_contain_text(re.compile(r"\b\d\d MB from the line and \d{2,3} MB on this device"))
    panel.locator("[data-lab-do=keep-offline]").press("Enter")
    expect(said).to_contain_text("Kept on this device", timeout=PYTHON)


def sign_out(page: Page) -> None:
    page.locator("header details.menu", has=page.locator("form[action$='logout/']")).locator(
        "summary"
    ).click()
    page.locator("form[action$='logout/'] button").first.click()


def test_whoever_keeps_a_lesson_in_r_has_r_without_the_server(same_browser, own_school, sign_in):
    page = sign_in(same_browser(), "trainee", stay=True)
    panel = enrolled(page)
    frame = in_r(panel)
    keep(page)
    assert not [name for name in frame.evaluate("caches.keys()") if "rare" in name]
    write_in_r(frame, "share_civ", "share_civ <- 1  # after it was kept")
    told(panel, "saved")

    own_school.stop()
    page = same_browser()
    panel = lesson(page)
    frame = in_r(panel)
    expect(frame.locator(".jp-Notebook")).to_contain_text("after it was kept")
    press(panel, "runall")
    frame.locator(".jp-OutputArea-output", has_text="ims_total_2010").first.wait_for(timeout=PYTHON)


def test_a_kept_exercise_runs_without_the_server_and_is_handed_in_exactly_once(
    same_browser, own_school, sign_in
):
    page = sign_in(same_browser(), "trainee", stay=True)
    panel = enrolled(page)
    frame = open_notebook(panel)
    # What is kept depends on what the server's draft imports.
    with page.expect_response(lambda answer: "/draft/" in answer.url and answer.ok):
        write(frame, "share_civ", SLOPE)
    told(panel, "saved")
    keep(page)
    write(frame, "share_civ", f"{SLOPE}  # after it was kept")
    told(panel, "saved")

    own_school.stop()
    page = same_browser()
    panel = lesson(page)
    frame = open_notebook(panel)
    expect(frame.locator(".jp-Notebook")).to_contain_text("after it was kept")
    write(frame, "share_civ", f"{SLOPE}; print('slope', share_civ)")
    press(panel, "run")
    frame.locator(".jp-OutputArea-output", has_text="slope 2.25").wait_for(timeout=PYTHON)
    for text, answer in (("'much'", "It is not one number"), ("1", "Not checked yet: the line is down")):
        line = run_cell(panel, frame, "share_civ", f'share_civ = {text}; check("share_civ", share_civ)')
        expect(line).to_contain_text(answer, timeout=PYTHON)
    for variable, code in ANSWERS.items():
        write(frame, variable, code)
    press(panel, "runall")
    frame.locator(".jp-OutputArea-output", has_text="9.5459").first.wait_for(timeout=PYTHON)
    told(panel, "offline")
    press(panel, "submit")
    waits = panel.locator("[data-lab-status]")
    expect(waits).to_contain_text("the line is down: it waits in this browser")

    # Started anew, it still says so; and signing out asks first.
    page = same_browser()
    lesson(page)
    expect(page.locator("section.lab [data-lab-status]").first).to_contain_text("it waits in this browser")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    sign_out(page)
    assert "has not reached the server" in asked[0]

    own_school.start()
    page = same_browser()
    with page.expect_response("**/submit/**") as sent:
        page.goto("/en/")
    assert sent.value.ok
    panel = lesson(page)
    result = panel.locator("[data-lab-result]")
    expect(result).to_contain_text("3 of 4 answers are right", timeout=PYTHON)
    for _visit in range(2):
        page.goto("/en/")
        page.wait_for_load_state("networkidle")
    panel = lesson(page)
    expect(panel.locator("[data-lab-result]")).to_contain_text("Notebook 1: 3 of 4 points")
    assert "Notebook 2" not in panel.inner_text()

    # What was written without the server is on it now.
    frame = open_notebook(panel)
    expect(frame.locator(".jp-Notebook")).not_to_contain_text("after it was kept")
    told(panel, "saved")
    panel.locator("[data-lab-do=close]").click()
    sign_out(page)
    page.wait_for_url(lambda url: "logout" not in url)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(HELD) == []


def test_another_person_on_the_same_browser_finds_nothing_of_the_first(same_browser, own_school, sign_in):
    page = sign_in(same_browser(), "trainee", stay=True)
    panel = enrolled(page)
    frame = open_notebook(panel)
    keep(page)
    page.route("**/draft/**", lambda route: route.abort())
    write(frame, "share_civ", "share_civ = 1  # the first one's own")
    told(panel, "offline")
    assert [name for name in page.evaluate(HELD) if name.startswith("kept-")]

    # The session ends without a sign-out, and somebody else signs in.
    page.unroute("**/draft/**")
    page.context.clear_cookies()
    page = page.context.new_page()
    sign_in(page, "trainer")
    page.goto("/en/courses/")
    of_the_first = ("kept-", "localhost")
    until(
        page,
        lambda: not [name for name in page.evaluate(HELD) if any(word in name for word in of_the_first)],
        "a browser without anything of the first one",
    )
    frame = open_notebook(lesson(page))
    expect(frame.locator(".jp-Notebook")).not_to_contain_text("the first one's own")
