"""The member's path: who sees what in the directory, filters, one's own profile, practices, a country."""

import re
from collections import Counter

import pytest
import yaml
from playwright.sync_api import Page, expect

import demonstration

DIRECTORY = "/en/network/members/"
PROFILE = "/en/network/profile/"
MEMBERS = yaml.safe_load((demonstration.CONTENT / "members.yaml").read_text(encoding="utf-8"))
FIELDS = {"language": "languages", "topic": "topics", "source": "sources"}
MAY_SEE = {"public": {"public"}, "members": {"public", "members"}}

both_ways = pytest.mark.parametrize(
    "javascript", [True, False], ids=["with-javascript", "without-javascript"]
)


def names(audience: str, *usernames: str) -> set[str]:
    """The members an audience finds; only these, where some are named."""
    return {
        member["name"]
        for member in MEMBERS
        if member["visibility"]["listing"] in MAY_SEE[audience]
        and (not usernames or member["username"] in usernames)
    }


def counts(audience: str, kind: str) -> dict[str, int]:
    """How often each value of a filter stands in the profiles, as far as the audience may know."""
    field = FIELDS[kind]
    return Counter(
        value
        for member in MEMBERS
        if member["visibility"]["listing"] in MAY_SEE[audience]
        and member["visibility"][field] in MAY_SEE[audience]
        for value in member[field]
    )


def shown_names(page: Page) -> set[str]:
    """The members on the page."""
    return set(page.locator(".people h2 a").all_inner_texts())


def shown_counts(page: Page, kind: str) -> dict[str, int]:
    """The counts beside the values of a filter."""
    pairs = page.locator(f"label.tick:has(input[name='{kind}'])").evaluate_all(
        "labels => labels.map(label => [label.querySelector('input').value, label.querySelector('.n').textContent])"
    )
    return {value: int(number) for value, number in pairs}


def search(page: Page, text: str, address: str = DIRECTORY) -> None:
    """Search with the page's own form."""
    page.goto(address)
    page.locator("form.filters #q").fill(text)
    page.locator("form.filters #q").press("Enter")
    page.wait_for_url(lambda url: "q=" in url)


def choose(page: Page, kind: str, value: str, javascript: bool) -> None:
    """Tick a value of a filter."""
    box = page.locator(f"input[name='{kind}'][value='{value}']")
    if not box.is_visible():
        box.locator("xpath=ancestor::details[contains(@class, 'facet__more')]/summary").click()
    box.click()
    if not javascript:
        page.get_by_role("button", name="Apply the filters").click()


def expect_count(page: Page, text: str) -> None:
    """The line above the list."""
    expect(page.locator("#results [role=status]")).to_have_text(text)


@both_ways
def test_each_reader_sees_what_the_members_share_with_them(browse, sign_in, javascript):
    for audience in ("public", "members"):
        page = browse(javascript=javascript)
        if audience == "members":
            sign_in(page, "focal point")
        page.goto(DIRECTORY)
        assert shown_names(page) == names(audience)
        for kind in FIELDS:
            assert shown_counts(page, kind) == counts(audience, kind)

        # For members: what demo02 looks for, the topics of demo05, all of demo03. Hidden: what demo08 looks for, the
        # sources of demo05.
        is_member = audience == "members"
        search(page, "corridor")
        expect_count(page, f"{int(is_member)} of {len(names(audience))} members")
        assert shown_names(page) == (names(audience, "demo02") if is_member else set())
        search(page, "regulator")
        expect_count(page, f"0 of {len(names(audience))} members")
        for word, hits in (("corridor", int(is_member)), ("regulator", 0)):
            page.goto(f"/en/search/?q={word}&in=members")
            expect(page.locator("#q")).to_have_value(word)
            expect(page.locator(".hits li")).to_have_count(hits)

        page.goto(f"{DIRECTORY}demo-demo08/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Expert, Example NSO 08")
        assert "regulator" not in page.content()
        page.goto(f"{DIRECTORY}demo-demo05/")
        expect(page.get_by_role("heading", name="Ask me about")).to_be_visible()
        expect(page.get_by_role("heading", name="Works on")).to_have_count(int(is_member))
        expect(page.get_by_role("heading", name="Data sources worked with")).to_have_count(0)
        assert page.goto(f"{DIRECTORY}demo-demo03/").status == (200 if is_member else 404)


@both_ways
def test_filters_narrow_and_are_taken_back(browse, sign_in, javascript):
    page = sign_in(browse(javascript=javascript), "focal point")
    everyone = len(names("members"))
    page.goto(DIRECTORY)
    expect_count(page, f"{everyone} members")

    choose(page, "language", "fr", javascript)
    expect_count(page, f"{counts('members', 'language')['fr']} of {everyone} members")
    choose(page, "topic", "remit", javascript)
    expect_count(page, f"1 of {everyone} members")
    assert shown_names(page) == names("members", "demo02")
    assert (
        shown_counts(page, "topic")["return"] == 1
    )  # another topic of people who speak French could be added

    page.get_by_role("list", name="Chosen filters").get_by_role("link").nth(1).click()
    expect_count(page, f"{counts('members', 'language')['fr']} of {everyone} members")
    choose(page, "country", "QMI", javascript)
    expect_count(page, f"1 of {everyone} members")
    assert shown_names(page) == names("members", "demo09")

    page.locator(".people h2 a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(*names("members", "demo09"))
    expect(page.get_by_role("heading", name="Looks for")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Remove all").click()
    expect_count(page, f"{everyone} members")


@both_ways
def test_who_may_see_a_field_is_the_members_own_choice(browse, sign_in, javascript):
    page = sign_in(browse(javascript=javascript), "focal point")
    name = f"Focal point, Example NSO {91 if javascript else 92}"
    page.goto(PROFILE)
    page.get_by_label("Name, as others should read it").fill(name)
    page.locator("#id_show_profile").select_option("public")
    page.locator("#id_country").select_option(index=1)
    page.locator("#id_ask_me_about").fill("Ferry manifests, and how to read them.")
    page.locator("#id_show_ask_me_about").select_option("public")
    page.locator("#id_looking_for").fill("A colleague who keeps a lighthouse.")
    page.locator("#id_show_looking_for").select_option("hidden")
    page.locator("input[name=topics]").first.check()
    page.locator("#id_show_topics").select_option("members")
    page.get_by_role("button", name="Save and ask to be listed").click()
    expect(page.get_by_text("Waiting for a coordinator")).to_be_visible()

    # Nobody finds it before a coordinator has said yes.
    stranger = browse(javascript=javascript)
    search(stranger, "ferry")
    expect(stranger.get_by_text("Nobody found")).to_be_visible()
    _accept(sign_in(browse(), "coordinator"), name)

    search(stranger, "ferry")
    expect(stranger.locator(".people h2 a")).to_have_text(name)
    stranger.locator(".people h2 a").click()
    address = stranger.url
    expect(stranger.locator("main")).to_contain_text("Ferry manifests")
    expect(stranger.get_by_role("heading", name="Works on")).to_have_count(0)
    assert "lighthouse" not in stranger.content()
    for place in (DIRECTORY, "/en/search/"):
        stranger.goto(f"{place}?q=lighthouse")
        expect(stranger.get_by_text(name)).to_have_count(0)

    # The member sees what strangers see, thinks again, and is gone for them.
    page.goto(f"{address}?as=public")
    expect(page.get_by_text("This is what everyone sees of you")).to_be_visible()
    assert "lighthouse" not in page.content()
    page.goto(PROFILE)
    page.locator("#id_show_profile").select_option("members")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Your profile is saved.")).to_be_visible()
    assert stranger.goto(address).status == 404
    stranger.goto("/en/search/?q=ferry&in=members")
    expect(stranger.get_by_text(name)).to_have_count(0)
    _delete(page)


def _accept(page: Page, name: str) -> None:
    page.goto("/cms/snippets/network/member/")
    page.get_by_role("link", name=name).first.click()
    page.locator("input[name=is_listed]").check()
    page.locator("main").get_by_role("button", name="Save").first.click()
    expect(page.locator(".messages")).to_contain_text(name)


def _delete(page: Page) -> None:
    page.goto(PROFILE)
    form = page.locator("form[action$='/profile/delete/']")
    if not form.is_visible():
        page.locator("details:has(form[action$='/profile/delete/']) > summary").click()
    form.get_by_role("button").click()
    expect(page.get_by_text("Your profile is deleted.")).to_be_visible()


@both_ways
def test_a_practice_is_found_and_a_country_gathers_what_is_known(browse, sign_in, javascript):
    page = sign_in(browse(javascript=javascript), "focal point")
    page.goto("/en/network/")
    page.get_by_role("link", name="All practices").click()
    search(page, "serial number", page.url)
    expect_count(page, "1 practice")
    page.get_by_role("link", name="Counting returnees with a one-page form").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Counting returnees with a one-page form")
    expect(page.get_by_role("heading", name="What did not work")).to_be_visible()

    # The office's country: its member and its practice.
    page.locator(".page-head a[href*='/countries/qme/']").click()
    assert shown_names(page) == names("members", "demo05")
    expect(page.get_by_role("link", name="Counting returnees with a one-page form")).to_be_visible()

    # A country that exists: figures, each with its source and edition.
    page.goto("/en/network/countries/")
    page.locator("main a[href$='/countries/uga/'] >> visible=true").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uganda")
    stocks = page.locator("section", has=page.get_by_role("heading", name="Stocks", exact=True))
    expect(stocks.locator(".src").first).to_contain_text(re.compile(r"UN DESA.*2024 edition"))
    assert stocks.locator("tbody tr").count() >= 2
    sources = page.locator("table:has(#others) tbody tr td:last-child")
    assert sources.count() >= 1
    for text in sources.all_inner_texts():
        assert re.search(r"\S, .*\d{4}.* \(.+\)", text)
