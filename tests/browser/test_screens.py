"""Every screen, looked at once in each language: axe finds nothing, nothing sticks out, nothing is left in another language."""

import json
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from tests.browser import flows, leftovers, mirrored
from tests.browser.flows import LESSON
from tests.browser.screens import NEWCOMER, SCREENS, Screen, enter, go

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (360, 1280)
ALL_WIDTHS = (320, 360, 640, 768, 960, 1280, 1440)
#: What stands inside the laboratory's frame is JupyterLab's own, at another origin.
#: A colour on its way to another one is nobody's.
RUN_AXE = """async (tags) => {
  await Promise.all(document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished.catch(() => 0)));
  const found = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], iframes: false });
  return found.violations.map((one) => ({ rule: one.id, where: one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)) }));
}"""
#: Widths at which the lines of small paper break here and there.
SMALL_WIDTHS = (320, 330, 360, 390, 420)
#: Wide letters instead of ours; a sheet of this kind may come beside the site's policy. The root keeps its own: all sizes hang on it.
WIDE_LETTERS = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("body, body * { font-family: monospace !important }");
  document.adoptedStyleSheets = [sheet];
}"""
RUN_TARGETS = """async () => {
  const found = await axe.run(document, { runOnly: { type: "rule", values: ["target-size"] }, resultTypes: ["violations"], iframes: false });
  return found.violations.flatMap((one) => one.nodes.map((node) => node.html.slice(0, 160)));
}"""
STICKS_OUT = """() => document.documentElement.scrollWidth <= innerWidth ? null :
  [...document.querySelectorAll("body *")].filter((e) => { const box = e.getBoundingClientRect();
    return box.width && (box.right > innerWidth + 1 || box.left < -1); }).slice(0, 3).map((e) => e.outerHTML.slice(0, 120))"""
#: The languages in which axe looks at a screen: one from left to right, one from right to left.
LOOKED_AT = ("en", "ar")
#: The newcomer's screens follow from signing up, and one address may not do that for ever.
WALKS = [
    (who, language)
    for language in ("en", "ar", "fr", "pt", "es")
    for who in SCREENS
    if who != NEWCOMER or language in ("en", "ar", "fr")
]


def problems(page) -> dict:
    """What axe finds at two widths, and what sticks out at seven."""
    page.evaluate("window.axe || 0") or page.evaluate(AXE)
    found = {}
    for width in ALL_WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if sticks_out := page.evaluate(STICKS_OUT):
            found[f"wider than {width}"] = sticks_out
        if width in WIDTHS and (violations := page.evaluate(RUN_AXE, TAGS)):
            found[f"axe at {width}"] = violations
    page.set_viewport_size({"width": WIDTHS[-1], "height": 800})
    return found


def left_over(page: Page, language: str) -> list[str]:
    """What is said in another language than the page's; in Arabic also what is not mirrored."""
    if language == "en":
        return []
    wrong = leftovers.english_left(page, language)
    if language == "ar":
        wrong += leftovers.not_arabic(page, "New Person", "New", "nothing holds this", "census")
        wrong += mirrored.wrong(page)
    return wrong


def is_walked(screen: Screen, language: str) -> bool:
    """Whether a walk in this language goes to the screen."""
    if language in LOOKED_AT:
        return True
    if screen.flow and language != "fr":
        return False  # the same templates in other states
    return screen.flow is not flows.opened_notebook  # its words stand on the lesson's page already


@pytest.mark.parametrize(("who", "language"), WALKS)
def test_every_screen_is_accessible_fits_and_speaks_one_language(browse, sign_in, school, who, language):
    page = browse(locale=language)
    enter(page, sign_in, who, language)
    found = {}
    for screen in SCREENS[who]:
        if not is_walked(screen, language):
            continue
        go(page, school, language, screen)
        here: dict[str, object] = {}
        if language in LOOKED_AT:
            direction = page.evaluate("document.documentElement.dir")
            if direction != ("rtl" if language == "ar" else "ltr"):
                here["direction"] = direction
        # Before the width changes: what is said may depend on it.
        if wrong := left_over(page, language):
            here["language"] = wrong
        if language in LOOKED_AT:
            here |= problems(page)
        if here:
            found[f"{screen.shows} {page.url}"] = here
        if screen.flow and not who:
            page.context.clear_cookies()
    assert found == {}, json.dumps(found, indent=1, ensure_ascii=False)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_links_are_large_enough_wherever_the_lines_break(browse, school, language):
    page = browse(width=360)
    page.goto(f"{school.origin}/{language}/{LESSON}")
    page.evaluate(AXE)
    page.evaluate(WIDE_LETTERS)
    found = {}
    for width in SMALL_WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if too_small := page.evaluate(RUN_TARGETS):
            found[width] = too_small
    assert found == {}
