"""Every screen is listed, and the keyboard gets everywhere. (What is looked at on each screen: ``test_screens``.)"""

import pytest
from django.urls import URLResolver, get_resolver

from foundation.models import BasePage
from tests.browser.screens import SCREENS, SHOW_NOTHING


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
