"""Every screen: axe finds nothing, nothing sticks out, the keyboard gets everywhere."""

import json
from pathlib import Path

import axe_playwright_python
import pytest
from django.urls import URLResolver, get_resolver

from foundation.models import BasePage
from tests.browser.flows import LESSON
from tests.browser.screens import SCREENS, SHOW_NOTHING, enter, go

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


def routes(resolver=None, names=()):
    """The names of all routes that are the site's own."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            if str(pattern.pattern) not in ("cms/", "documents/"):
                yield from routes(pattern, (*names, pattern.namespace) if pattern.namespace else names)
        elif pattern.name:
            yield ":".join((*names, pattern.name))


def page_types(of=BasePage):
    """Every type of page that has a screen."""
    for kind in of.__subclasses__():
        if not kind._meta.abstract and not kind._meta.proxy:
            yield kind.__name__
        yield from page_types(kind)


def test_every_route_is_listed():
    """A new screen must say how accessibility is checked on it, or that it shows nothing."""
    listed = {screen.shows for screens in SCREENS.values() for screen in screens} | set(SHOW_NOTHING)
    there = {name for name in routes() if not name.startswith("wagtail")} | set(page_types())
    assert there - listed == set()
    assert listed - there == {"fault"}


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
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("who", list(SCREENS))
def test_axe_finds_nothing_and_nothing_sticks_out(browse, sign_in, school, who, language):
    page = browse()
    enter(page, sign_in, who, language)
    found = {}
    for screen in SCREENS[who]:
        go(page, school, language, screen)
        direction = page.evaluate("document.documentElement.dir")
        here = problems(page) | (
            {} if direction == ("rtl" if language == "ar" else "ltr") else {"direction": direction}
        )
        if here:
            found[f"{screen.shows} {page.url}"] = here
        if screen.flow and not who:
            page.context.clear_cookies()
    assert found == {}, json.dumps(found, indent=1, ensure_ascii=False)


FOCUSED = """() => { const e = document.activeElement; const style = getComputedStyle(e); const box = e.getBoundingClientRect();
  return { what: e.outerHTML.slice(0, 100), outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: box.width > 0 && box.height > 0, body: e === document.body }; }"""


@pytest.mark.parametrize("path", ["", "courses/", "network/members/", "search/?q=census", "account/login/"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(browse, path):
    page = browse()
    page.goto(f"/en/{path}")
    page.evaluate("document.activeElement.blur()")
    unseen, count = [], 0
    for _press in range(300):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["body"]:
            break
        count += 1
        if not (focused["outline"] and focused["seen"]):
            unseen.append(focused["what"])
    wanted = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary, textarea, [tabindex='0']")]
        .filter((e) => !e.disabled && e.checkVisibility()).length"""
    )
    radios = page.evaluate("document.querySelectorAll('input[type=radio]').length")
    assert unseen == []
    assert wanted - radios <= count


def test_the_first_key_leads_past_the_head(browse):
    page = browse()
    page.goto("/en/courses/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_menu_of_languages_works_by_keyboard(browse, javascript):
    page = browse(javascript=javascript)
    page.goto("/en/glossary/")
    menu = page.locator("details.menu").first
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    assert menu.locator("a[hreflang=ar]").is_visible()
    if javascript:
        page.keyboard.press("Escape")
        assert not menu.locator("a[hreflang=ar]").is_visible()
        page.keyboard.press("Enter")
    menu.locator("a[hreflang=ar]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/ar/glossary/")
    assert page.locator("html").get_attribute("dir") == "rtl"


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
