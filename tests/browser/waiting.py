"""Waiting for what is to come, never for a time: a test that counts on a machine's speed fails on a slower one."""

import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page

MOMENT = 100  # ms between two looks
#: Done when the page has noticed that a place is in view and has had the time to act on it: what it has not begun by then, it does not begin.
HAS_SEEN = """(place) => new Promise((done) => {
  const idle = (next) => (window.requestIdleCallback ? requestIdleCallback(next) : setTimeout(next));
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((one) => one.isIntersecting)) return;
    observer.disconnect();
    idle(() => idle(done));
  }).observe(place);
})"""


def until(page: Page, is_there: Callable[[], object], what: str, seconds: float = 120) -> None:
    """Look again and again until something is there; ``what``: its name, for the one who reads that it never came."""
    end = time.monotonic() + seconds
    while not is_there():
        assert time.monotonic() < end, f"After {seconds:.0f} s still not there: {what}"
        page.wait_for_timeout(MOMENT)


def reload_until(page: Page, address: str, is_there: Callable[[], object], what: str) -> None:
    """Ask for a page again and again until something stands on it: what the worker does comes without the page's doing."""

    def asked_again() -> object:
        page.goto(address)
        return is_there()

    until(page, asked_again, what)


def has_seen(place: Locator) -> None:
    """Bring a place into view, and wait until the page's scripts have noticed."""
    place.scroll_into_view_if_needed()
    place.evaluate(HAS_SEEN)
