import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from webinars import actions
from webinars.models import Cue, Recording, Track
from webinars.models.recordings import validate_audio, validate_video

from .conftest import TALK


def test_taking_in_reads_length_weights_and_captions(recording):
    assert recording.seconds == 66
    assert recording.video_bytes == (TALK / "recording.mp4").stat().st_size
    assert recording.audio_bytes == (TALK / "audio.m4a").stat().st_size
    first = Cue.objects.filter(track__recording=recording).first()
    assert (first.speaker, first.text, first.seconds) == (
        "Trainer 1",
        "Who in this country is a migrant? A census can answer with three questions.",
        0,
    )


def test_taking_in_twice_doubles_nothing(recording):
    before = Cue.objects.count()
    actions.take_in(recording)

    assert Cue.objects.count() == before


def test_the_length_of_a_file_that_is_no_mp4_comes_from_the_last_caption(recording):
    recording.video.save("talk.webm", ContentFile(b"\x1aE\xdf\xa3 not really"), save=False)
    recording.audio.delete(save=False)
    recording.seconds = 0
    recording.save()
    actions.take_in(recording)

    assert recording.seconds == 65


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 64, b"\x00\x00\x00\x01moov", b"\xff\xff\xff\xffmoov\x00\x00\x00\x08mvhd"]
)
def test_a_broken_box_gives_no_length_and_no_error(db, data):
    recording = Recording(title="Broken", language="en")
    recording.video.save("broken.mp4", ContentFile(data), save=False)
    recording.save()
    actions.take_in(recording)

    assert recording.seconds == 0


def test_a_file_is_judged_by_its_bytes_not_by_its_name():
    page = ContentFile(b"<html><script>alert(1)</script>", name="talk.mp4")
    for validate in (validate_video, validate_audio):
        with pytest.raises(ValidationError):
            validate(page)
    validate_video(ContentFile((TALK / "recording.mp4").read_bytes(), name="x.mp4"))
    validate_audio(ContentFile((TALK / "audio.m4a").read_bytes(), name="x.m4a"))


def test_unreadable_captions_are_refused_in_the_editors_form(recording):
    track = Track(recording=recording, language="fr")
    track.file = ContentFile(b"not captions", name="fr.vtt")

    with pytest.raises(ValidationError) as refused:
        track.full_clean()

    assert list(refused.value.message_dict) == ["file"]


def test_discarding_takes_the_files_with_it(recording, django_capture_on_commit_callbacks):
    names = [recording.video.name, recording.audio.name, recording.poster.name]
    storage = recording.video.storage
    with django_capture_on_commit_callbacks(execute=True):
        actions.discard(recording)

    assert not Recording.objects.exists()
    assert [storage.exists(name) for name in names] == [False, False, False]


def test_a_player_may_ask_for_a_part_of_the_file(client, recording):
    whole = client.get(recording.video.url)
    part = client.get(recording.video.url, headers={"range": "bytes=1000-1999"})
    beyond = client.get(recording.video.url, headers={"range": "bytes=99999999-"})

    assert (whole.status_code, part.status_code, beyond.status_code) == (200, 206, 416)
    assert part["Content-Range"] == f"bytes 1000-1999/{recording.video_bytes}"
    assert b"".join(part.streaming_content) == (TALK / "recording.mp4").read_bytes()[1000:2000]
    assert part["X-Content-Type-Options"] == "nosniff"
    for response in (whole, part):
        response.close()
