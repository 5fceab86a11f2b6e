import pytest
from django.urls import reverse
from django.utils import timezone

from webinars import queries
from webinars.models import Registration, WebinarPage

from .conftest import SECRET, store_recording


def test_the_next_webinar_stands_with_its_time_in_four_cities(client, coming):
    shown = client.get("/en/webinars/?zone=Africa/Nairobi").content.decode()

    assert "Friday 7 March 2031" in shown.replace("Friday, 7", "Friday 7")
    assert "00:30–01:30" in shown
    screen = client.get("/en/webinars/").context["screen"]
    assert [(city.place, city.time, city.is_other_day) for city in screen.coming[0].cities] == [
        ("Dakar", "21:30", False),
        ("Kinshasa", "22:30", False),
        ("Nairobi", "00:30", True),
        ("Port Louis", "01:30", True),
    ]


def test_a_reader_with_an_account_sees_their_own_zone(client, coming, amina):
    amina.time_zone = "Africa/Maputo"
    amina.save()
    client.force_login(amina)

    when = client.get("/en/webinars/").context["screen"].coming[0].when

    assert (when.place, when.time, when.offset) == ("Maputo", "23:30", "UTC+2")


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "", "\x00", "x" * 5000])
def test_a_zone_that_is_none_leads_to_utc(client, coming, zone):
    response = client.get("/en/webinars/", {"zone": zone})

    assert (response.status_code, response.context["screen"].zone) == (200, "UTC")


def test_what_is_over_moves_to_the_archive(client, coming, held):
    screen = client.get("/en/webinars/").context["screen"]

    assert [each.card.title for each in screen.coming] == [coming.title]
    assert [each.card.title for each in screen.held] == [held.title]
    assert screen.held[0].card.recording.length == "1:06"


def test_a_cancelled_webinar_stays_marked_until_its_time_and_is_never_in_the_archive(client, make_webinar):
    make_webinar(slug="soon", is_cancelled=True)
    make_webinar(slug="gone", days=-3, is_cancelled=True)
    response = client.get("/en/webinars/")
    screen = response.context["screen"]

    assert [each.card.is_cancelled for each in screen.coming] == [True]
    assert screen.held == ()
    assert "Cancelled." in response.content.decode()


def test_the_archive_finds_what_was_said_to_the_second(client, held):
    response = client.get("/en/webinars/?q=stateless category")
    (found,) = response.context["screen"].held

    assert [(each.at, each.url) for each in found.sentences] == [
        ("0:23", "/en/webinars/census-questions/?t=23#player")
    ]
    assert "<mark>stateless</mark>" in response.content.decode()


def test_a_hit_leads_to_the_page_in_the_readers_language(client, held, site_tree):
    for code in ("fr", "ar"):
        if held.get_translation_or_none(site_tree[code].locale) is None:
            held.copy_for_translation(site_tree[code].locale, alias=True)
    screen = client.get("/ar/webinars/?q=stateless").context["screen"]

    assert screen.held[0].sentences[0].url == "/ar/webinars/census-questions/?t=23#player"
    assert client.get(screen.held[0].sentences[0].url).status_code == 200


def test_words_of_the_title_do_not_make_every_sentence_a_hit(client, held):
    (found,) = client.get("/en/webinars/?q=census").context["screen"].held

    assert [each.at for each in found.sentences] == ["0:00"]


def test_filters_by_language_and_topic_narrow_the_archive(client, held, make_webinar):
    make_webinar(slug="permis", days=-20, title="Des permis", language="fr")

    def titles(query):
        return [each.card.title for each in client.get(f"/en/webinars/?{query}").context["screen"].held]

    assert titles("language=fr") == ["Des permis"]
    assert titles("topic=netmig") == ["Three census questions", "Des permis"]
    assert titles("topic=nothing") == []
    assert titles("q=zzz") == []
    assert titles("language=xx&page=-1&topic=%00") == ["Three census questions", "Des permis"]


def test_what_is_not_for_everyone_is_found_nowhere(client, held):
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(page=held, restriction_type=PageViewRestriction.LOGIN)

    assert client.get("/en/webinars/").context["screen"].held == ()
    assert client.get("/en/webinars/?q=stateless").context["screen"].held == ()
    assert queries.webinar_for_reader(held.translation_key) is None
    assert client.get(reverse("webinars:transcript", args=[held.key, "en"])).status_code == 404


def test_an_unpublished_webinar_is_found_nowhere(client, held):
    held.unpublish()

    assert client.get("/en/webinars/?q=stateless").context["screen"].held == ()


def test_the_joining_address_is_on_no_public_screen(client, coming, amina):
    Registration.objects.create(user=amina, webinar_key=coming.translation_key)
    addresses = [
        "/en/webinars/",
        coming.url,
        reverse("webinars:calendar", args=[coming.key]),
        reverse("webinars:programme_calendar"),
        "/en/search/?q=net+migration",
    ]
    for _who in ("a visitor", "amina"):
        for address in addresses:
            response = client.get(address)
            assert response.status_code == 200, address
            assert SECRET not in response.content.decode(), address
            assert "secret-room" not in response.content.decode(), address
        client.force_login(amina)


def test_the_archive_costs_the_same_for_one_and_for_three(
    client, make_webinar, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost():
        client.get("/en/webinars/")
        with CaptureQueriesContext(
            connection,
        ) as queries_made:
            assert client.get("/en/webinars/").status_code == 200
        return len(queries_made)

    make_webinar(slug="one", days=-1, recording=store_recording())
    make_webinar(slug="next-one", days=1)
    first = cost()
    for number in (2, 3):
        make_webinar(slug=f"past-{number}", days=-number, recording=store_recording())
        make_webinar(slug=f"next-{number}", days=number)

    assert cost() == first
    assert first <= 12


def test_an_empty_programme_says_so(client, index):
    shown = client.get("/en/webinars/").content.decode()

    assert "No webinar is announced yet" in shown
    assert "No recordings yet" in shown


def test_the_archive_is_paged(client, make_webinar, monkeypatch):
    monkeypatch.setattr("webinars.queries.programme.PAGE_SIZE", 1)
    make_webinar(slug="older", days=-9, title="Older")
    make_webinar(slug="newer", days=-8, title="Newer")
    response = client.get("/en/webinars/?page=2&zone=UTC")

    assert [each.card.title for each in response.context["screen"].held] == ["Older"]
    assert "?zone=UTC&amp;page=1#archive" in response.content.decode()
    assert WebinarPage.objects.past(timezone.now()).count() >= 2
