"""A served school with the demonstration loaded, and a real Chromium that reaches nothing but loopback."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from launch import prepare, processes, serve
from tools import kept_databases
from tools.chromium import as_readers_have_it

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD_FIELD = "input[name=password]"
SESSION_COOKIE = "school_session"


def pytest_collection_modifyitems(items):
    """Everything here needs a browser; the journeys share one served school."""
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Served:
    """A served school: where it is, where its data are, and its two processes."""

    origin: str
    port: int
    data: Path
    env: dict[str, str]
    processes: dict[str, subprocess.Popen] = field(default_factory=dict)

    def start(self) -> None:
        """Start web and worker, and wait until the site answers."""
        self.processes = {
            "web": serve.start_web(ROOT, self.env, self.port),
            "worker": serve.start_worker(ROOT, self.env),
        }
        processes.wait_until_it_answers(self.port, self.processes["web"])

    def stop(self) -> None:
        """Stop both in order."""
        processes.stop(self.processes.values())

    def kill(self, name: str) -> None:
        """Kill a process and its children outright, as a power cut would."""
        os.killpg(self.processes[name].pid, 9)
        self.processes[name].wait()

    def mails_to(self, address: str) -> list[str]:
        """The mails written so far to an address, oldest first."""
        mails = sorted((self.data / "mail").glob("*"), key=lambda path: path.stat().st_mtime_ns)
        return [text for path in mails if f"To: {address}" in (text := path.read_text())]

    def code_sent_to(self, address: str) -> str:
        """The code in the newest mail to an address."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            for text in reversed(self.mails_to(address)):
                if found := re.search(r"^\s*([A-Z0-9]{3,5}-?[A-Z0-9]{3,5})\s*$", text, re.MULTILINE):
                    return found[1]
            time.sleep(0.2)
        raise AssertionError(f"No code was mailed to {address}.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _environment(data: Path, port: int) -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL",)}
    given = prepare.environment(ROOT, data, port)
    env.update(
        {
            name: given[name]
            for name in ("SCHOOL_CACHE", "SCHOOL_DATA", "DJANGO_SETTINGS_MODULE", "PYTHONUNBUFFERED")
        }
    )
    env["SCHOOL_SITE_ORIGIN"] = f"http://localhost:{port}"
    env["SCHOOL_LAB_ORIGIN"] = f"http://127.0.0.1:{port}"
    return env


#: What only shows is left out: changed, it leaves the data of a filled school as they are.
SHOWING = {"views", "desk", "panels", "templatetags", "__pycache__"}


def _key_of_the_data() -> str:
    """Changes with everything that decides what a filled school holds."""
    rooms = (
        "accounts",
        "assessments",
        "courses",
        "demonstration",
        "foundation",
        "network",
        "school",
        "webinars",
    )
    sources = [path for room in rooms for path in (ROOT / room).rglob("*") if not SHOWING & set(path.parts)]
    sources += [*(ROOT / "locale").rglob("*.po"), ROOT / "requirements" / "base.lock"]
    return f"filled-{prepare.digest(sources)[:16]}"


@contextmanager
def _serving(data: Path) -> Iterator[Served]:
    port = _free_port()
    served = Served(f"http://localhost:{port}", port, data, _environment(data, port))
    served.start()
    try:
        yield served
    finally:
        served.stop()


@pytest.fixture(scope="session")
def filled_data(tmp_path_factory) -> Path:
    """The data folder that served schools are copied from: with the demonstration, made once for each state of the code."""

    def fill(folder: Path) -> None:
        prepare.database(ROOT, _environment(folder, 8000), folder)

    entries = kept_databases.entries()
    # Two processes run the journeys: the second waits, and finds what the first has made.
    with entries.store.alone("prepare-journeys"):
        prepare.catalogues(ROOT)
        prepare.static_files(ROOT, _environment(tmp_path_factory.mktemp("static"), 8000))
    return entries.make(kept_databases.KIND, _key_of_the_data(), fill)


@pytest.fixture(scope="session")
def school(filled_data, tmp_path_factory) -> Iterator[Served]:
    """The served demonstration school that the journeys share."""
    data = tmp_path_factory.mktemp("school") / "data"
    shutil.copytree(filled_data, data)
    with _serving(data) as served:
        yield served


@pytest.fixture
def own_school(filled_data, tmp_path) -> Iterator[Served]:
    """A served school of the test's own, which it may kill."""
    shutil.copytree(filled_data, tmp_path / "data")
    with _serving(tmp_path / "data") as served:
        yield served


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real Chromium, on a machine that may be slow."""
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**as_readers_have_it())
        yield browser
        browser.close()


class Watch:
    """What a page must not do: reach beyond loopback, break the content security policy, raise a script's error."""

    def __init__(self):
        self.problems: list[str] = []

    def over(self, page: Page) -> None:
        page.on("request", self._request)
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("console", self._console)

    def _request(self, request) -> None:
        if not re.match(r"(https?|wss?)://(localhost|127\.0\.0\.1)[:/]|data:|blob:|about:", request.url):
            self.problems.append(f"request beyond loopback: {request.url[:100]}")

    def _console(self, message) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.problems.append(message.text[:300])


@pytest.fixture
def browse(chromium, school):
    """A function that opens a context: ``browse(width=360, javascript=False, locale="ar")`` gives a page of the school."""
    contexts: list[BrowserContext] = []
    watch = Watch()

    def opened(
        *, width: int = 1280, javascript: bool = True, locale: str = "en", origin: str | None = None
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript,
            locale=locale,
            base_url=origin or school.origin,
            has_touch=width < 600,
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        context.on("page", watch.over)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert watch.problems == []


@pytest.fixture(scope="session")
def sessions() -> dict[tuple[str, str], list]:
    """The cookies of people who have signed in, by the school's origin and the person."""
    return {}


@pytest.fixture
def sign_in(sessions):
    """A function that signs a demonstration person in: ``sign_in(page, "trainee")``; ``stay`` when the browser is closed.

    The form is filled in once for a school and a person; contexts after that begin signed in.
    """
    from demonstration import people

    addresses = dict(people.signins())

    def fill_in(page: Page, role: str, stay: bool) -> None:
        page.fill("input[name=login]", addresses[role])
        page.fill(PASSWORD_FIELD, people.PASSWORD)
        if stay:
            page.check("input[name=remember]")
        page.click("main form button[type=submit] >> nth=0")
        page.wait_for_url(lambda url: "/account/login/" not in url)

    def signed_in(page: Page, role: str, language: str = "en", *, stay: bool = False) -> Page:
        own = f"/{language}/account/overview/"
        page.goto(own)  # leads to the form
        key = (page.url.partition(own.partition("account")[0])[0], role)
        if not stay and key in sessions:
            page.context.add_cookies(sessions[key])
            page.goto(own)
        # The first of its kind; or a test has signed this person out.
        if "/account/login/" in page.url:
            fill_in(page, role, stay)
            sessions[key] = [one for one in page.context.cookies() if one["name"] == SESSION_COOKIE]
        return page

    return signed_in
