import re

import pytest
from django.urls import reverse

from webinars.forms import moment_asked


def test_the_recording_its_captions_and_its_true_sizes(client, held, recording):
    shown = client.get(held.url).content.decode()

    video = re.search(r"<video[^>]*>.*?</video>", shown, re.DOTALL)[0]
    assert 'preload="none"' in video
    assert f'src="{recording.video.url}"' in video
    assert f'poster="{recording.poster.url}"' in video
    assert 'kind="captions"' in video and 'srclang="en"' in video
    assert "461.3\xa0KB" in shown
    assert "264.4\xa0KB" in shown


def test_a_moment_in_the_address_begins_there(client, held, recording):
    response = client.get(f"{held.url}?t=41")
    shown = response.content.decode()

    assert f'src="{recording.video.url}#t=41"' in shown
    assert [part.label for part in response.context["screen"].chapters if part.is_now] == ["Example"]


def test_sound_alone_needs_no_script(client, held, recording):
    shown = client.get(f"{held.url}?listen=1&t=38").content.decode()

    assert "<video" not in shown
    assert f'src="{recording.audio.url}#t=38"' in shown
    assert "?listen=1&amp;t=23#player" in shown


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("75", 75),
        ("1:15", 75),
        ("0:01:15", 75),
        ("75s", 75),
        ("-3", 0),
        ("x", 0),
        ("", 0),
        ("1:2:3:4", 0),
        ("9" * 30, 0),
        ("٧٥", 0),
    ],
)
def test_a_moment_is_understood_or_left_alone(text, seconds):
    assert moment_asked(text) == seconds


def test_every_line_of_the_transcript_leads_to_its_moment(client, held):
    response = client.get(held.url)
    lines = response.context["screen"].lines

    assert len(lines) == 11
    assert (lines[0].at, lines[0].speaker, lines[1].speaker) == ("0:00", "Trainer 1", "")
    assert response.content.decode().count("data-seek") == 11 + 2


def test_looking_in_the_transcript_shows_the_lines_that_hold_every_word(client, held):
    response = client.get(f"{held.url}?find=citizens born")
    shown = response.content.decode()

    assert response.context["screen"].found == 2
    assert "<mark>citizens</mark>" in shown
    assert "Use today" not in shown


def test_the_text_keeps_its_language_under_an_interface_in_another(client, held, site_tree):
    if held.get_translation_or_none(site_tree["ar"].locale) is None:
        held.copy_for_translation(site_tree["ar"].locale, alias=True)
    shown = client.get("/ar/webinars/census-questions/").content.decode()

    assert '<html lang="ar" dir="rtl">' in shown
    assert '<h1 lang="en" dir="ltr">Three census questions</h1>' in shown
    assert re.search(r'<ol class="script"[^>]* lang="en" dir="ltr"', shown)


def test_the_transcript_can_be_taken_along(client, held):
    response = client.get(reverse("webinars:transcript", args=[held.key, "en"]))
    text = response.content.decode()

    assert response["Content-Disposition"] == 'attachment; filename="census-questions.en.txt"'
    assert "Trainer 1:\n[0:00] Who in this country is a migrant?" in text
    assert "\n\nFocal point:\n[0:38] Take an invented district." in text
    assert client.get(reverse("webinars:transcript", args=[held.key, "fr"])).status_code == 404


def test_a_webinar_without_recording_says_so(client, make_webinar):
    page = make_webinar(slug="last", days=-2)

    assert "The recording is not here yet" in client.get(page.url).content.decode()


def test_the_page_costs_the_same_with_many_lines(client, held, django_assert_max_num_queries):
    client.get(held.url)
    with django_assert_max_num_queries(11):
        client.get(held.url)


def test_a_preview_is_the_same_screen(admin, rf, held, client):
    client.force_login(admin)
    response = held.make_preview_request(preview_mode="")

    assert response.status_code == 200
    assert b"Three census questions" in response.content
