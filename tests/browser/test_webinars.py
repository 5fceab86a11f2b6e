"""A recording and its transcript: with scripts, without, from right to left, on a telephone."""

from tests.browser.waiting import until

TALK = "/en/webinars/demo-webinar-census-questions/"


def test_a_line_of_the_transcript_plays_from_its_moment_and_is_marked(browse):
    page = browse(width=360)
    page.goto(TALK)
    page.locator("[data-transcript] [data-seek='46']").click()
    page.locator("[data-transcript] [aria-current] [data-seek='46']").wait_for()
    until(
        page,
        lambda: page.evaluate("document.querySelector('video').currentTime") > 46.5,
        "a recording that plays",
    )

    state = page.evaluate(
        """async () => {
          const captions = document.querySelector("video").textTracks[0];
          for (let tries = 0; tries < 100 && !captions.activeCues.length; tries += 1) await new Promise((go) => setTimeout(go, 100));
          return {
            at: document.querySelector("video").currentTime,
            line: document.querySelector("[data-transcript] [aria-current] [data-seek]").dataset.seek,
            chapter: document.querySelector(".chapters [aria-current] [data-seek], .chapters [aria-current]").dataset.seek,
            caption: captions.activeCues[0].text,
            isAway: document.querySelector("[data-stage]").classList.contains("is-away"),
            width: document.documentElement.scrollWidth,
          };
        }"""
    )
    assert 46 <= state["at"] < 52
    assert (state["line"], state["chapter"]) == ("46", "38")
    assert state["caption"].startswith("<v Focal point>But eight hundred")
    assert state["isAway"] is True
    assert state["width"] == 360


def test_only_the_parts_that_are_played_are_asked_for(browse):
    page = browse()
    answers = []
    page.on("response", lambda response: answers.append((response.status, response.url)))
    page.goto(TALK)
    page.wait_for_load_state("networkidle")
    assert [url for _status, url in answers if url.endswith(".mp4")] == []

    page.locator(".chapters a >> nth=2").click()
    page.locator(".chapters [aria-current][data-seek='38']").wait_for()
    until(page, lambda: any(url.endswith(".mp4") for _status, url in answers), "a part of the recording")
    assert {status for status, url in answers if url.endswith(".mp4")} == {206}


def test_without_scripts_the_same_lines_lead_to_the_moment(browse):
    page = browse(javascript=False, width=360)
    page.goto(TALK)
    page.locator("[data-transcript] [data-seek='46']").click()

    assert page.url.endswith("?t=46#player")
    assert page.locator("video").get_attribute("src").endswith("#t=46")
    assert page.locator(".chapters [aria-current]").inner_text().endswith("Example")
    assert page.locator("[data-follow]").is_hidden()


def test_the_archive_is_searched_to_the_second_in_arabic(browse):
    page = browse(javascript=False, width=360, locale="ar")
    page.goto("/ar/webinars/?q=الطبعة")
    page.locator(".script--hits a >> nth=0").click()

    assert page.url.split("/ar/")[1] == "webinars/demo-webinar-ar/?t=9#player"
    assert page.locator("h1").get_attribute("dir") == "rtl"


def test_the_devices_own_time_is_added(browse, chromium, school):
    context = chromium.new_context(base_url=school.origin, timezone_id="Africa/Lagos", locale="fr")
    page = context.new_page()
    page.goto("/fr/webinars/")
    line = page.locator(".when-here >> nth=0")

    assert line.is_visible()
    assert "12:00" in line.inner_text()
    page.select_option("select[data-zone]", "Africa/Nairobi")
    page.wait_for_url("**/?zone=Africa%2FNairobi")
    assert "14:00–15:00" in page.locator(".when >> nth=0").inner_text()
    context.close()
