"""``make bench-laboratory``: what a notebook costs a reader: the bytes of a first visit and the seconds to a first result.

In real Chromium with a profile of its own for each visit, over a line that counts (`tools/bench/slow_connection.py`). The clock runs from
the press on "Open the notebook here" to the output of the first cells, which read a table.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

from launch import processes, serve
from launch.messages import say
from tools.bench.measured import free_port, set_up
from tools.bench.slow_connection import Line
from tools.chromium import as_readers_have_it

LESSON = "/en/courses/counting-people-who-move/core-figures/shares-growth-sex-age/"
EXERCISE = "E01"
VISITS = 3
# Until the browser has kept the memory of Python for later visits (a real visit lasts longer than that takes); bytes of the file.
# An older one is taken away first: its folder and files may go while we look, and are then not found.
KEPT = """async () => {
  for (;;) {
    try {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("started");
      for await (const [name, file] of folder) {
        const { size } = await file.getFile();
        if (!name.includes(".") && size) return size;
      }
    } catch (error) {
      if (error.name !== "NotFoundError") throw error;
    }
    await new Promise((done) => setTimeout(done, 200));
  }
}"""
SLOW = 1_000_000  # bits per second
PATIENCE = 600_000  # milliseconds
TABLE = {"python": ".jp-OutputArea-output table", "r": ".jp-OutputArea-output pre"}
CHART = {
    "python": "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    "r": "plot(1:2)",
}


@dataclass
class Visit:
    """What one visit took."""

    seconds: float
    megabytes: float
    with_chart: float = 0  # megabytes, a chart drawn as well


def run(root: Path) -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="school-bench-") as folder:
        port, env = set_up(root, Path(folder))
        inner = free_port()
        web = serve.start_web(root, env, inner)
        try:
            processes.wait_until_it_answers(inner, web)
            bench = Bench(port, inner, Path(folder))
            for language in TABLE:
                bench.language(language)
            bench.slow()
        finally:
            processes.stop([web])
        _build_time(root, env, Path(folder))
    return 0


BUILD = """
import pathlib, sys
from notebooks.build.steps import build
from notebooks.cache import Store
from notebooks.grader.snapshot import keep_started
from notebooks.laboratory import runtime_folder
store = Store(pathlib.Path(sys.argv[1]))
keep_started(runtime_folder(build(store)), store)
"""


def _build_time(root: Path, env: dict[str, str], folder: Path) -> None:
    """Of the laboratory, from files that are there: stripped, compiled, compressed, all anew."""
    cache = folder / "cache"
    kept = Path(env["SCHOOL_CACHE"]) / "content"  # with no word of what was made of which input
    shutil.copytree(
        kept, cache / kept.name, copy_function=os.link if _same_disk(kept, folder) else shutil.copy2
    )
    began = time.monotonic()
    command = [sys.executable, "-c", BUILD, str(cache)]
    subprocess.run(command, cwd=root, env=env, check=True, capture_output=True)
    say(
        f"Build of the laboratory from fetched files: {time.monotonic() - began:.0f} s on {os.cpu_count()} cores."
    )
    shutil.rmtree(cache)


def _same_disk(one: Path, other: Path) -> bool:
    return one.stat().st_dev == other.stat().st_dev


class Bench:
    """Visits to one lesson."""

    def __init__(self, port: int, inner: int, folder: Path):
        self.port, self.folder = port, folder
        self.line = Line(port, inner)

    def language(self, language: str) -> None:
        """The first visit of a new profile, and later ones of the same profile, each in a browser that was just started."""
        cold, warm = [], []
        for number in range(VISITS):
            profile = self.folder / f"{language}-{number}"
            cold.append(self.visit(profile, language, chart=number == 0))
            warm.append(self.visit(profile, language))
            shutil.rmtree(profile)
        first, name = cold[0], {"python": "Python", "r": "R"}[language]
        say(
            f"{name}, first visit: {first.megabytes:.1f} MB with a table, {first.with_chart:.1f} MB with a chart too; "
            f"goal 10 MB, at most 15."
        )
        say(
            f"{name}, first table: {statistics.median(one.seconds for one in cold):.1f} s cold, {statistics.median(one.seconds for one in warm):.1f} s warm "
            f"(medians of {VISITS}; warm goal 4 s, at most 6; {warm[0].megabytes:.2f} MB warm)."
        )

    def slow(self) -> None:
        """A first visit over a slow line."""
        visit = self.visit(self.folder / "slow", "python", bits_per_second=SLOW)
        alone = visit.megabytes * 8e6 / SLOW
        say(
            f"Python, first table over {SLOW / 1e6:.0f} Mbit/s: {visit.seconds:.0f} s cold, {alone:.0f} s of them for {visit.megabytes:.1f} MB."
        )

    def visit(self, profile: Path, language: str, *, chart: bool = False, bits_per_second: int = 0) -> Visit:
        self.line.came, self.line.bits_per_second = 0, bits_per_second
        with _browser(profile) as context:
            page = context.pages[0]
            page.goto(f"http://localhost:{self.port}{LESSON}")
            visit = Visit(_first_table(page, language), self.line.came / 1e6)
            if chart:
                _draw(page, language)
                visit.with_chart = self.line.came / 1e6
            if language == "python":
                _frame(page).evaluate(KEPT)
            return visit


@contextmanager
def _browser(profile: Path) -> Iterator[BrowserContext]:
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(str(profile), **as_readers_have_it())
        context.set_default_timeout(PATIENCE)
        yield context
        context.close()


def _first_table(page: Page, language: str) -> float:
    panel = page.locator("section.lab", has_text=EXERCISE).first
    if language != "python":
        panel.locator("[data-lab-kernel]").select_option(language)
    began = time.monotonic()
    panel.locator("[data-lab-open]").click()
    panel.locator("[data-lab-ready]").wait_for()
    panel.locator("[data-lab-do=runall]").click()
    _frame(page).locator(TABLE[language]).first.wait_for()
    return time.monotonic() - began


def _draw(page: Page, language: str) -> None:
    frame = _frame(page)
    frame.locator(".jp-CodeCell .cm-content").last.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(CHART[language])
    page.keyboard.press("Shift+Enter")
    frame.locator(".jp-OutputArea-output img, .jp-OutputArea-output canvas").first.wait_for()


def _frame(page: Page):
    return next(frame for frame in page.frames if "/notebooks/" in frame.url)
