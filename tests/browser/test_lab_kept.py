"""Python starts from the memory that an earlier visit has left in this browser, and as usual where that does not fit."""

import re

import pytest
from playwright.sync_api import Frame, Locator, Page, Route, expect

from tests.browser.test_lab import PYTHON, frame_of, lesson, open_notebook, press, write
from tests.browser.test_lab_reading import SAVING
from tests.browser.waiting import until
from tools.bench.laboratory import KEPT

pytestmark = pytest.mark.runtime

#: The second half of the memory is emptied; the file is as long as before.
DAMAGE = """async () => {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("started");
  for await (const file of folder.values()) {
    const writer = await file.createWritable({ keepExistingData: true });
    await writer.write({ type: "write", position: (await file.getFile()).size - 3e7, data: new Uint8Array(3e7) });
    await writer.close();
  }
}"""
#: What JupyterLab would make of these settings: those that are not set, at every depth.
SETTINGS = """() => {
  const item = { properties: { rank: { default: 500 } } };
  const plugin = {
    raw: '{"bar": [{"name": "run"}, {"rank": 1}], "size": 3}',
    schema: {
      type: "object",
      definitions: { item },
      properties: {
        bar: { items: { $ref: "#/definitions/item" } },
        size: { default: 2 },
        cell: { properties: { wrap: { default: true } }, default: {} },
        none: { properties: { wrap: { default: true } } },
      },
    },
  };
  const wrong = window.schoolSettings(() => { throw new Error("asked for the usual checker"); }).validateData(plugin);
  return wrong || plugin.data.composite;
}"""
#: What lies in the browser's file system beside the memory.
NAMES = """async () => {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("started", { create: true });
  return Array.fromAsync(folder.keys());
}"""
FILLED_IN = {"bar": [{"name": "run", "rank": 500}, {"rank": 1}], "size": 3, "cell": {"wrap": True}}
LUCK = "share_civ = 1\nimport random, numpy as np\nprint('luck', random.random(), np.random.rand())"
#: More packages than the notebook named when it was opened.
CHART = """share_civ = 2
import matplotlib.pyplot as plt, seaborn as sns
from scipy import stats
sns.barplot(x=["CIV", "TCD"], y=[1, 2])
plt.title(f"{stats.norm.ppf(0.975):.2f}")
plt.show()"""


def visit(page: Page) -> tuple[Locator, Frame, bool]:
    """Open the notebook; the panel, the frame, and whether pandas was asked for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    panel = lesson(page)
    frame = open_notebook(panel)
    return panel, frame, any("/pandas-" in url for url in asked)


def run(frame: Frame, variable: str, code: str) -> Locator:
    write(frame, variable, code)
    frame.page.keyboard.press("Shift+Enter")
    return frame.locator(".jp-CodeCell", has_text=code.partition("\n")[0]).first.locator(
        ".jp-OutputArea-output"
    )


def test_a_second_visit_starts_from_what_the_first_has_kept(browse):
    page = browse()
    page.add_init_script(SAVING)  # so that nothing is fetched ahead
    _panel, frame, fetched = visit(page)
    assert fetched
    assert frame.evaluate(KEPT) > 50e6
    lucks = []
    for _visit in range(2):
        panel, frame, fetched = visit(page)
        assert not fetched
        said = run(frame, "share_civ", LUCK)
        expect(said).to_contain_text("luck", timeout=PYTHON)
        lucks += said.inner_text().split()[1:]
    assert len(set(lucks)) == len(lucks) == 4, "no two visits have the same chances"

    assert frame.evaluate(SETTINGS) == FILLED_IN
    # It is a Python like any other: tables, charts that need more packages, and another start.
    panel.locator("[data-lab-do=runall]").click()
    frame.locator(".jp-OutputArea-output table").first.wait_for(timeout=PYTHON)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.context.route("**/scipy-*", hold)
    chart = run(frame, "share_civ", CHART).locator("img")
    coming = panel.locator("[data-lab-state=package]")
    expect(coming).to_contain_text(re.compile(r"what the notebook imports: [\d.]+ of [\d.]+ MB"))
    expect(panel.locator("[data-lab-progress]")).to_be_visible()
    held.pop().continue_()
    chart.wait_for(timeout=PYTHON)
    expect(coming).to_have_count(0)
    press(panel, "restart")
    panel.locator("[data-lab-state=ready]").wait_for(timeout=PYTHON)
    expect(run(frame, "share_civ", LUCK)).to_contain_text("luck", timeout=PYTHON)


def test_a_memory_with_which_a_start_never_ended_is_not_tried_again(browse):
    page = browse()
    page.add_init_script(SAVING)
    _panel, frame, _fetched = visit(page)
    frame.evaluate(KEPT)
    frame.evaluate(DAMAGE)
    panel = lesson(page)
    panel.locator("[data-lab-open]").click()
    # Python is lost in its own memory, for ever.
    until(page, lambda: any(name.endswith(".tried") for name in frame_of(page).evaluate(NAMES)), "a start")
    expect(panel.locator("[data-lab-ready]")).to_be_hidden()

    panel, frame, fetched = visit(page)
    assert fetched
    panel.locator("[data-lab-do=runall]").click()
    frame.locator(".jp-OutputArea-output table").first.wait_for(timeout=PYTHON)
    frame.evaluate(KEPT)
    _panel, _frame, fetched = visit(page)
    assert not fetched
