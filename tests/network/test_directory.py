import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.models import Term
from network import actions
from network.forms import directory_search
from network.models import Member
from network.queries import paging
from network.queries.directory import directory_screen


def screen(querydict: str = "", audience: str = "public", language: str = "en"):
    from django.http import QueryDict

    return directory_screen(directory_search(QueryDict(querydict)), audience, language)


def names(found) -> list[str]:
    return [person.card.name for person in found.people]


def facet(found, kind: str) -> dict[str, int]:
    for one in found.facets:
        if one.kind == kind:
            return {value.value: value.count for value in (*one.first, *one.more)}
    return {}


@pytest.fixture
def three(make_member):
    make_member("Ama", country="GHA", topics=["remit"], languages=["en"], role="focal_point")
    make_member("Binta", country="MLI", topics=["remit", "refugee"], languages=["fr"])
    make_member("Otieno", country="KEN", topics=["refugee"], languages=["en", "sw"], sources=["census"])


def test_without_filters_everybody_is_shown_by_name(three):
    found = screen()
    assert names(found) == ["Ama", "Binta", "Otieno"]
    assert (found.count, found.total) == (3, 3)
    assert facet(found, "topic") == {"remit": 2, "refugee": 2}
    assert facet(found, "language") == {"en": 2, "fr": 1, "sw": 1}
    assert facet(found, "region") == {"West": 2, "East": 1}


def test_within_a_filter_values_add_up_and_between_filters_they_narrow(three):
    assert names(screen("topic=remit")) == ["Ama", "Binta"]
    assert names(screen("topic=remit&topic=refugee")) == ["Ama", "Binta", "Otieno"]
    assert names(screen("topic=remit&language=fr")) == ["Binta"]


def test_counts_of_a_filter_are_those_of_the_other_filters(three):
    found = screen("topic=remit")
    assert facet(found, "topic") == {"remit": 2, "refugee": 2}
    assert facet(found, "language") == {"en": 1, "fr": 1}


def test_a_community_holds_its_members_of_today(three):
    assert names(screen("rec=ECOWAS")) == ["Ama"]
    assert facet(screen(), "rec") == {"ECOWAS": 1, "EAC": 1}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("remittances", ["Ama", "Binta"]),
        ("envois de fonds", ["Ama", "Binta"]),
        ("réfugiés", ["Binta", "Otieno"]),
        ("غانا", ["Ama"]),
        ("quenia census", ["Otieno"]),
        ("CEDEAO", ["Ama"]),
        ("focal point", ["Ama"]),
        ("binta", ["Binta"]),
        ("nobody at all", []),
        ("the of and", []),
    ],
)
def test_search_reads_names_and_labels_in_five_languages(three, query, expected):
    assert names(screen(f"q={query}")) == expected


def test_order_by_country_follows_the_readers_language(make_member, world):
    world["GHA"].name_fr, world["KEN"].name_fr = "Zghana", "Akenya"
    world["GHA"].save()
    world["KEN"].save()
    make_member("One", country="GHA")
    make_member("Two", country="KEN")
    make_member("Three", country=None)
    assert names(screen("order=country", language="en")) == ["One", "Two", "Three"]
    assert names(screen("order=country", language="fr")) == ["Two", "One", "Three"]


@pytest.mark.parametrize("few", [1000, 0])
@pytest.mark.parametrize("order", ["name", "country"])
@pytest.mark.parametrize("query", ["", "topic=remit", "language=fr"])
def test_pages_follow_each_other_without_gap_or_repetition(make_member, monkeypatch, few, order, query):
    monkeypatch.setattr(paging, "PAGE", 4)
    monkeypatch.setattr(paging, "FEW", few)
    monkeypatch.setattr(paging, "MARGIN", 0)
    for number in range(17):
        make_member(
            f"Member {number:02}" if number % 5 else "Same Name",
            country=["GHA", "MLI", "KEN", None][number % 4],
            topics=["remit"] if number % 3 else ["refugee"],
            languages=["fr"] if number % 7 == 0 else ["en"],
        )
    seen: list[str] = []
    address = f"{query}&order={order}"
    while address:
        found = screen(address)
        seen += [person.card.slug for person in found.people]
        address = found.next_address.removeprefix("?")
        assert len(found.people) <= 4
    assert len(seen) == len(set(seen)) == found.count


@pytest.mark.parametrize("after", ["nonsense", "e30", "WzFd", "W251bGwsMiwzXQ", "é" * 9])
def test_a_broken_cursor_begins_at_the_beginning(three, after):
    assert names(screen(f"after={after}")) == ["Ama", "Binta", "Otieno"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        # What is asked for is unknown: nobody has it. What is not asked for at all narrows nothing.
        ("country=ZZZ", []),
        ("language=" + "x" * 500, []),
        ("topic=%00", ["Ama", "Binta", "Otieno"]),
        ("q=%00%00", ["Ama", "Binta", "Otieno"]),
        ("order=password", ["Ama", "Binta", "Otieno"]),
    ],
)
def test_unknown_values_find_nobody_and_null_bytes_break_nothing(three, client, query, found):
    answer = client.get(f"/en/network/members/?{query}")
    assert answer.status_code == 200
    assert names(answer.context["screen"]) == found


def test_queries_do_not_grow_with_members(make_member, client, chen):
    client.force_login(chen)

    def queries() -> int:
        client.get("/en/network/members/?order=country")
        with CaptureQueriesContext(
            connection,
        ) as context:
            client.get("/en/network/members/?order=country")
        return len(context)

    make_member("One", country="GHA", topics=["remit"])
    one = queries()
    make_member("Two", country="KEN", topics=["remit", "refugee"])
    make_member("Three", country="MLI", sources=["census"])
    assert queries() == one
    assert one <= 7


def test_a_search_costs_three_queries_and_one_where_it_was_made_before(three):
    screen()
    for expected in (3, 1):
        with CaptureQueriesContext(connection) as context:
            screen("demo=1")
        assert len(context) == expected


def test_demonstration_members_are_left_out_unless_asked_for(make_member, client, amina):
    from accounts.models import User

    fictional = User.objects.create_user("demo01@example.org", None, is_demonstration=True)
    make_member("Fictional", user=fictional, country="GHA", role="focal_point")
    html = client.get("/en/network/members/").content.decode()
    assert "Fictional" in html
    assert "noindex" in html
    make_member("Real", user=amina, country="KEN")
    found = screen()
    assert names(found) == ["Real"]
    assert (found.total, found.demonstration_count) == (1, 1)
    assert names(screen("demo=1")) == ["Fictional", "Real"]
    seats = {seat.iso3: seat.state for region in found.regions for seat in region.seats}
    assert seats == {"GHA": "vacant", "MLI": "vacant", "KEN": "vacant"}


def test_a_seat_is_filled_by_a_listed_focal_point_only(make_member):
    ama = make_member("Ama", country="GHA", role="focal_point")
    make_member("Binta", country="MLI", role="alternate")
    make_member("Otieno", country="KEN", role="trainer")
    states = {seat.iso3: seat.state for region in screen().regions for seat in region.seats}
    assert states == {"GHA": "filled", "MLI": "alternate", "KEN": "vacant"}
    actions.leave_directory(Member.objects.get(pk=ama.pk))
    states = {seat.iso3: seat.state for region in screen().regions for seat in region.seats}
    assert states["GHA"] == "vacant"


def test_the_empty_directory_invites(client, world):
    assert "Nobody is listed yet" in client.get("/en/network/members/").content.decode()


def test_what_is_kept_of_the_directory_follows_the_members_and_the_names(make_member, client, chen):
    """The screen is made once for an audience; a card, a listing or a name makes it anew."""
    member = make_member("Abena", country="GHA", topics=["remit"], show_topics="members")
    for _time in range(2):
        client.force_login(chen)
        assert "Remittances" in client.get("/en/network/members/").text
        client.logout()
        seen = client.get("/en/network/members/").text
        assert "Abena" in seen
        assert "Remittances" not in seen

    client.force_login(chen)
    term = Term.objects.get(code="remit")
    term.name_en = "Money sent home"
    term.save()
    assert "Money sent home" in client.get("/en/network/members/").text

    actions.leave_directory(member)
    assert "Abena" not in client.get("/en/network/members/").text
