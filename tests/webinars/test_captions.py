import pytest

from webinars import captions
from webinars.models import Cue, WebinarPage


def vtt(body: str) -> bytes:
    return f"WEBVTT\n\n{body}".encode()


def test_a_cue_keeps_its_times_its_speaker_and_its_words_without_markup():
    read = captions.read(
        vtt("1\n00:01.500 --> 00:04.000 align:start\n<v Efua>Rates &amp; <i>ratios</i>\nof two\n")
    )

    assert read == (captions.ReadCue(1500, 4000, "Efua", "Rates & ratios of two"),)


def test_cues_are_put_in_the_order_of_time():
    read = captions.read(vtt("00:05.000 --> 00:06.000\nlater\n\n00:01.000 --> 00:02.000\nsooner\n"))

    assert [cue.text for cue in read] == ["sooner", "later"]


def test_a_byte_order_mark_and_notes_are_no_captions():
    read = captions.read(b"\xef\xbb\xbf" + vtt("NOTE hidden\n\n00:01.000 --> 00:02.000\nseen\n"))

    assert [cue.text for cue in read] == ["seen"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"not captions at all", "not WebVTT"),
        (b"", "not WebVTT"),
        (b"WEBVTT\n", "no captions"),
        (
            vtt("00:01.000 --> 00:02.000\nol\xe9\n".encode("latin-1").decode("latin-1")).replace(
                "é".encode(), b"\xe9"
            ),
            "UTF-8",
        ),
        (vtt("00:05.000 --> 00:02.000\nbackwards\n"), "ends before it begins"),
        (vtt("99:00:00.000 --> 99:00:01.000\nlate\n"), "later than a day"),
        (vtt("00:01.000 --> 00:02.000\n" + "word " * 500), "too long"),
        (vtt("00:01.000 --> 00:02.000\nx\n\n" * 20_001), "20,000"),
        (b"WEBVTT\n" + b"x" * (2 * 1024 * 1024), "2 MB"),
    ],
)
def test_a_hostile_file_is_refused_with_its_reason(data, reason):
    with pytest.raises(captions.CaptionsUnreadable) as refused:
        captions.read(data)

    assert reason in refused.value.message


def test_markup_in_a_caption_is_never_markup_on_the_page(client, held):
    track = held.recording.tracks.first()
    Cue.objects.create(track=track, start_ms=1, end_ms=2, text="<script>alert(1)</script> stock")
    page = WebinarPage.objects.get(pk=held.pk)

    for query in ("", "?find=stock"):
        shown = client.get(page.url + query).content.decode()
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
