"""What a member hides is not shown, not found, not counted, and orders nothing: for any reader on any screen."""

import pytest
from django.urls import reverse

from foundation import search as engine
from network import actions
from network.models import Audience, Member, MemberCard, MemberSet

SECRET = "zanzibarquartz"


def counts(html: str) -> list[str]:
    """Everything a reader could count by: the number of members and the numbers beside the filters."""
    import re

    return re.findall(r'role="status">([^<]+)<|class="n">(\d+)<', html)


@pytest.fixture
def hidden(make_member, world) -> Member:
    """Aside from the name, everything is for the member alone, and every field holds something that could leak."""
    make_member(
        "Open Person", country="GHA", topics=["refugee"], sources=["census"], languages=["fr"], can_host=True
    )
    return make_member(
        "Hidden Person",
        country="KEN",
        office_other=f"Office of {SECRET}",
        languages=["sw"],
        topics=["remit"],
        sources=["cdr"],
        ask_me_about=f"Ask about {SECRET}",
        looking_for=f"Looking for {SECRET}",
        can_answer=True,
        can_host=True,
        **dict.fromkeys(
            (
                "show_country",
                "show_office",
                "show_languages",
                "show_topics",
                "show_sources",
                "show_ask_me_about",
                "show_looking_for",
                "show_availability",
            ),
            "hidden",
        ),
    )


SCREENS = (
    "/en/network/members/",
    "/en/network/members/?order=country",
    "/fr/network/members/?q=Hidden",
    "/en/network/",
    "/en/network/countries/",
    "/en/network/countries/ken/",
)


@pytest.mark.parametrize("path", SCREENS)
@pytest.mark.parametrize("reader", [None, "chen"])
def test_a_hidden_field_is_in_no_page(path, reader, hidden, client, request):
    if reader:
        client.force_login(request.getfixturevalue(reader))
    pages = [
        client.get(path).content.decode(),
        client.get(f"/en/network/members/{hidden.slug}/").content.decode(),
    ]
    for html in pages:
        assert SECRET not in html
        assert "Remittances" not in html
        assert "Mobile phone" not in html
        assert "Swahili" not in html
    assert 'value="KEN"' not in client.get("/en/network/members/").content.decode()


@pytest.mark.parametrize("reader", [None, "chen"])
@pytest.mark.parametrize(
    "query",
    [
        f"q={SECRET}",
        "q=Remittances",
        "q=Kenya",
        "q=Quénia",
        "q=EAC",
        "topic=remit",
        "source=cdr",
        "country=KEN",
        "region=East",
        "rec=EAC",
        "language=sw",
        "can=answer",
    ],
)
def test_a_hidden_value_finds_nobody(query, reader, hidden, client, request):
    if reader:
        client.force_login(request.getfixturevalue(reader))
    html = client.get(f"/en/network/members/?{query}").content.decode()
    assert "Nobody found" in html
    assert "Hidden Person" not in html


def test_hiding_changes_nothing_that_is_counted_by_value(hidden, client):
    before = counts(client.get("/en/network/members/").content.decode())
    Member.objects.filter(pk=hidden.pk).update(country=None, languages=[], can_answer=False, can_host=False)
    hidden.topics.clear()
    hidden.sources.clear()
    hidden.refresh_from_db()
    actions.refresh_cards(hidden)
    assert counts(client.get("/en/network/members/").content.decode()) == before


def test_a_hidden_country_orders_nothing(make_member, client):
    make_member("Zoe", country="GHA")
    make_member("Abla", country="KEN", show_country="hidden")
    html = client.get("/en/network/members/?order=country").content.decode()
    assert html.index("Zoe") < html.index("Abla")


def test_a_field_for_members_counts_for_them_only(make_member, client, chen):
    make_member("Half Open", country="KEN", topics=["remit"], show_topics="members")
    assert "Remittances" not in client.get("/en/network/members/").content.decode()
    assert "Nobody found" in client.get("/en/network/members/?q=remittances").content.decode()
    client.force_login(chen)
    assert "Remittances" in client.get("/en/network/members/").content.decode()
    assert "Half Open" in client.get("/en/network/members/?q=remittances").content.decode()


def test_a_profile_for_members_does_not_exist_for_the_public(make_member, client, chen):
    member = make_member("Members Only", country="KEN", show_profile="members")
    address = reverse("network:member", args=[member.slug])
    assert client.get(address).status_code == 404
    assert "Members Only" not in client.get("/en/network/members/").content.decode()
    assert "Members Only" not in client.get("/en/network/countries/ken/").content.decode()
    client.force_login(chen)
    assert client.get(address).status_code == 200
    assert "Members Only" in client.get("/en/network/members/").content.decode()


def test_who_is_not_listed_is_found_by_nobody(make_member, client, chen, amina):
    member = make_member("Not Yet", listed=False, user=amina, country="KEN")
    address = reverse("network:member", args=[member.slug])
    for reader in (None, chen):
        if reader:
            client.force_login(reader)
        assert client.get(address).status_code == 404
        assert "Not Yet" not in client.get("/en/network/members/").content.decode()
    client.force_login(amina)
    assert client.get(address).status_code == 200


def test_the_search_of_the_site_knows_no_hidden_word(hidden):
    for audiences in (("public", "guests"), ("public", "members")):
        for word in (SECRET, "Remittances", "Kenya"):
            assert engine.find(word, kinds=["member"], audiences=audiences).hits == ()
    assert len(engine.find("Hidden", kinds=["member"], audiences=("public",)).hits) == 1


def test_cards_and_sets_hold_no_hidden_word(hidden):
    stored = repr(list(MemberCard.objects.values())) + repr(list(MemberSet.objects.values_list("key")))
    for word in (SECRET, "remit", "KEN", "cdr", "'sw'"):
        assert word not in stored


def test_a_choice_holds_at_once(make_member, client):
    member = make_member("Quick Change", country="GHA", topics=["remit"])
    assert "Remittances" in client.get("/en/network/members/").content.decode()
    actions.write_profile(member.user, {"show_topics": "hidden"})
    assert "Remittances" not in client.get("/en/network/members/").content.decode()


@pytest.mark.parametrize("audience", Audience.values)
def test_rebuilding_makes_the_same_sets(audience, hidden, make_member):
    make_member("Third", country="MLI", topics=["remit", "refugee"], show_topics="members")

    def state():
        from network.models.directory import unpack

        return {row.key: unpack(bytes(row.bits)) for row in MemberSet.objects.filter(audience=audience)}

    kept = state()
    actions.rebuild_directory()
    assert state() == kept


def test_deleting_the_account_leaves_no_trace(make_member):
    member = make_member("Going Away", country="KEN", topics=["remit"])
    member.user.delete()
    assert MemberCard.objects.count() == 0
    assert MemberSet.objects.count() == 0
    assert engine.find("Going", kinds=["member"]).hits == ()


@pytest.mark.parametrize("reader", [None, "chen"])
def test_the_site_finds_a_member_once_and_in_the_readers_language(reader, make_member, client, request):
    make_member("Findable Person", country="GHA", topics=["remit"], show_topics="members")
    if reader:
        client.force_login(request.getfixturevalue(reader))
    html = client.get("/ar/search/?q=findable").content.decode()
    assert html.count("Findable Person") == 1
    assert 'href="/ar/network/members/' in html
    found = "Findable Person" in client.get("/en/search/?q=remittances").content.decode()
    assert found is bool(reader)
