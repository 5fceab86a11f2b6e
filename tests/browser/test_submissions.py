"""A trainer reads what was handed in: the cluster of a wrong value, the list, a notebook whose script does not run."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser import flows

pytestmark = pytest.mark.runtime

GRADER = 180_000  # ms until the grader has answered; on a busy machine it takes a while
EXERCISE = "E01."
#: Says so on every page it could reach, if it ever ran.
SCRIPT = (
    "document.title = 'it ran'; parent.document.title = 'it ran'; top.location = '/it-ran/'; alert('it ran')"
)
MISTAKE = "share_civ = 0.09545951417256075\n"


def wrong_and_hostile() -> bytes:
    """A notebook that gives a known wrong value, and whose output holds a script."""
    outputs = [
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {"text/html": f'<b>bold</b><script>{SCRIPT}</script><img src=x onerror="{SCRIPT}">'},
        },
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {"image/svg+xml": f"<svg xmlns='http://www.w3.org/2000/svg' onload=\"{SCRIPT}\"/>"},
        },
        {"output_type": "display_data", "metadata": {}, "data": {"application/javascript": SCRIPT}},
    ]
    cell = {
        "id": "a",
        "cell_type": "code",
        "metadata": {},
        "execution_count": 1,
        "source": MISTAKE,
        "outputs": outputs,
    }
    made = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    return json.dumps(made).encode()


def hand_in(page: Page, school) -> None:
    """Enrol, and hand the notebook in at the first exercise of the trainer's course."""
    flows.enrolled(page, school, "en")
    page.goto("/en/courses/counting-people-who-move/core-figures/shares-growth-sex-age/")
    panel = page.locator("section.lab", has_text=EXERCISE).first
    panel.locator("details.lab__upload > summary").click()
    panel.locator("input[type=file]").set_input_files(
        {"name": "mine.ipynb", "mimeType": "application/json", "buffer": wrong_and_hostile()}
    )
    panel.locator("details.lab__upload button[type=submit]").click()
    expect(page.locator("section.lab", has_text=EXERCISE).first).to_contain_text("points", timeout=GRADER)
    expect(page.locator("section.lab", has_text=EXERCISE).first).to_contain_text(
        "answers are right", timeout=GRADER
    )


def test_a_trainer_sees_the_cluster_and_opens_a_notebook_whose_script_does_not_run(
    own_school, browse, sign_in
):
    hand_in(sign_in(browse(origin=own_school.origin), "trainee"), own_school)

    trainer = sign_in(browse(origin=own_school.origin), "trainer")
    alerts: list[str] = []
    trainer.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    trainer.goto("/cms/")
    trainer.goto("/cms/reports/activities/")
    trainer.get_by_role("link", name=EXERCISE).first.click()
    main = trainer.locator("main")
    cluster = main.locator("tr", has_text="0.09546")
    expect(cluster).to_have_count(1)
    expect(cluster).to_contain_text("Known mistake")
    expect(cluster.locator("td").first).to_have_text("1")

    trainer.get_by_role("link", name="List of submissions").click()
    trainer.get_by_role("link", name="Example Trainee").first.click()
    expect(trainer.locator("main")).to_contain_text("Marks and feedback")
    title = trainer.title()
    frame = trainer.frame_locator("main iframe")
    expect(frame.locator("body")).to_contain_text("share_civ = 0.09545951417256075")
    for source in ("text/html", "image/svg+xml", "application/javascript"):
        expect(frame.locator("body")).to_contain_text(source)
    expect(frame.locator("pre.source").first).to_contain_text("<script>document.title = 'it ran'")
    assert frame.locator("script, svg, iframe, img").count() == 0
    inner = next(part for part in trainer.frames if part.parent_frame is not None)
    inner.wait_for_load_state("networkidle")  # what a script would have done is done
    assert inner.url.startswith(own_school.env["SCHOOL_LAB_ORIGIN"] + "/")
    assert "it ran" not in (trainer.title(), inner.title())
    assert (trainer.title(), alerts) == (title, [])
    assert trainer.url.startswith(f"{own_school.origin}/cms/reports/submissions/")

    # The address opens nothing but the frame: neither as a page of its own, nor for a script of the other origin.
    assert trainer.context.new_page().goto(inner.url).status == 403

    # The whole file comes as a file.
    with trainer.expect_download() as download:
        trainer.get_by_role("link", name="Download the notebook").click()
    assert download.value.suggested_filename.endswith(".ipynb")
    with open(download.value.path(), "rb") as file:
        assert json.load(file)["cells"][0]["source"] == MISTAKE
