"""The visitor's path, without an account: the programme in one's own time, a spoken word, the recording, the search."""

import re

import pytest
from playwright.sync_api import Page, expect

PROGRAMME = "/en/webinars/"
TALK = f"{PROGRAMME}demo-webinar-census-questions/"

both_ways = pytest.mark.parametrize(
    "javascript", [True, False], ids=["with-javascript", "without-javascript"]
)


@both_ways
def test_the_next_webinar_is_shown_in_the_time_of_another_zone(browse, javascript):
    page = browse(javascript=javascript)
    page.goto("/en/")
    title = page.locator(".next__title").inner_text()
    page.locator(f"nav a[href='{PROGRAMME}']").click()
    coming = page.locator(".event--next")
    expect(coming.get_by_role("heading")).to_have_text(title)

    page.get_by_label("Times as in").select_option("Africa/Nairobi")
    if not javascript:
        page.locator("form.zone button").click()
    page.wait_for_url("**/?zone=Africa%2FNairobi")
    expect(coming.locator(".when")).to_contain_text("14:00–15:00")  # 11:00 in the universal time
    page.goto(f"{PROGRAMME}?zone=Africa/Dakar")
    expect(coming.locator(".when")).to_contain_text("11:00–12:00")

    with page.expect_download() as waiting:
        coming.get_by_role("link", name="Calendar file").click()
    text = waiting.value.path().read_text()
    assert waiting.value.suggested_filename == "demo-webinar-net-migration.ics"
    assert text.startswith("BEGIN:VCALENDAR")
    assert re.search(r"^DTSTART:\d{8}T110000Z", text, re.MULTILINE)


@both_ways
def test_a_spoken_word_opens_the_recording_at_its_second(browse, javascript):
    page = browse(javascript=javascript)
    page.goto(PROGRAMME)
    page.get_by_label("What was said").fill("stateless")
    page.get_by_label("What was said").press("Enter")
    line = page.get_by_role("list", name="Where it was said").get_by_role("listitem")
    expect(line).to_have_count(1)
    expect(line).to_contain_text("Being stateless is a category")
    line.get_by_role("link", name="0:23").click()

    page.wait_for_url("**/demo-webinar-census-questions/?t=23#player")
    assert page.locator("video").get_attribute("src").endswith("#t=23")


@both_ways
def test_a_recording_has_captions_chapters_and_a_transcript_that_leads_to_the_moment(browse, javascript):
    page = browse(javascript=javascript)
    page.goto(TALK)
    video = page.locator("video")
    track = video.locator("track[kind=captions][srclang=en]")
    captions = page.request.get(track.get_attribute("src"))
    assert captions.headers["content-type"].startswith("text/vtt")
    assert captions.text().startswith("WEBVTT")
    assert page.locator(".chapters a").all_inner_texts()[1].split() == ["0:06", "Method"]

    part = page.request.get(video.get_attribute("src"), headers={"Range": "bytes=0-99"})
    assert (part.status, len(part.body())) == (206, 100)
    assert re.fullmatch(r"bytes 0-99/\d+", part.headers["content-range"])

    line = page.locator("[data-transcript] li", has_text="eight hundred of those").get_by_role("link")
    if javascript:
        line.click()
        page.locator("[data-transcript] [aria-current] [data-seek='46']").wait_for()
        assert 46 <= video.evaluate("video => video.currentTime") < 56
    else:
        assert line.get_attribute("href") == "?t=46#player"
        line.click()
        assert video.get_attribute("src").endswith("#t=46")


def look_for(page: Page, words: str, group: str, language: str = "") -> None:
    """Search the school with the form of the page."""
    page.locator("#q").fill(words)
    page.locator("#in").select_option(group)
    page.locator("#language").select_option(language)
    page.locator("#q").press("Enter")
    page.wait_for_url(lambda url: f"in={group}&language={language}" in url)


#: The reader's language, the words, where to look, what it is called there, a part of the address it leads to.
FOUND = [
    ("en", "census", "lessons", "Lesson", "/en/courses/counting-people-who-move/"),
    ("en", "census", "glossary", "Glossary", "/en/glossary/#"),
    ("en", "stateless", "webinars", "Moment in a webinar", "/demo-webinar-census-questions/?t=23"),
    ("en", "labour force survey", "practices", "Practice", "/demo-practice-01/"),
    ("fr", "recensement", "lessons", "", "/fr/courses/"),
    ("fr", "recensement", "glossary", "", "/fr/glossary/#"),
    ("fr", "renouvellement", "webinars", "", "/demo-webinar-permis/?t="),
    ("fr", "profil migratoire", "practices", "", "/fr/practices/"),
    ("ar", "الهجرة", "lessons", "", "/ar/courses/"),
    ("ar", "الهجرة", "glossary", "", "/ar/glossary/#"),
    ("ar", "الطبعة", "webinars", "", "/demo-webinar-ar/?t=9"),
]


@both_ways
def test_the_search_finds_lessons_terms_moments_and_practices(browse, javascript):
    page = browse(javascript=javascript)
    for language, words, group, label, address in FOUND:
        page.goto(f"/{language}/search/")
        look_for(page, words, group, language)
        hit = page.locator(f".hits li:has(> a[href*='{address}'])", has_text=label).first
        expect(hit).to_be_visible()
        link = hit.locator("> a")
        link.click()
        page.wait_for_url(lambda url: "/search/" not in url)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.locator("html").get_attribute("lang") == language


@both_ways
def test_a_visitor_never_finds_a_member_who_is_for_members(browse, sign_in, javascript):
    page = browse(javascript=javascript)
    for path in ("/en/search/?q=Example NSO 03&in=members", "/en/search/?q=Example NSO 03"):
        page.goto(path)
        expect(page.locator("#q")).to_have_value("Example NSO 03")
        expect(page.get_by_text("Trainer, Example NSO 03")).to_have_count(0)
        assert page.locator(".hits a[href*='/network/members/']").count() == 0

    sign_in(page, "trainee")
    page.goto("/en/search/?q=Example NSO 03&in=members")
    expect(page.get_by_role("link", name="Trainer, Example NSO 03")).to_be_visible()
