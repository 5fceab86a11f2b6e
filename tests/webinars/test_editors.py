import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from webinars.models import Cue, Recording

from .conftest import TALK

ADD = "wagtailsnippets_webinars_recording:add"


def upload(name: str, content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (TALK / name).read_bytes() if content is None else content)


def form(captions: bytes | None = None, video: bytes | None = None) -> dict:
    data = nested_form_data(
        {
            "title": "A talk",
            "language": "en",
            "seconds": "0",
            "note": "",
            "tracks": inline_formset([{"language": "en", "ORDER": "1"}]),
            "chapters": inline_formset([{"at": "0:38", "label": "Example"}]),
        }
    )
    return {
        **data,
        "video": upload("recording.mp4", video),
        "audio": upload("audio.m4a"),
        "poster": upload("poster.webp"),
        "tracks-0-file": upload("captions.vtt", captions),
    }


def test_an_editor_adds_a_recording_and_its_transcript_is_there(client, admin):
    client.force_login(admin)
    response = client.post(reverse(ADD), form())

    assert response.status_code == 302, response.context["form"].errors
    recording = Recording.objects.get()
    assert (recording.seconds, recording.chapters.get().seconds) == (66, 38)
    assert Cue.objects.filter(track__recording=recording).count() == 11


def test_an_editor_is_told_what_is_wrong_with_the_captions(client, admin):
    client.force_login(admin)
    response = client.post(reverse(ADD), form(captions=b"WEBVTT\n\n00:05.000 --> 00:02.000\nbackwards\n"))

    assert response.status_code == 200
    assert "The caption at 00:00:05.000 ends before it begins." in response.content.decode()
    assert not Recording.objects.exists()


def test_a_page_with_scripts_is_no_video(client, admin):
    client.force_login(admin)
    response = client.post(reverse(ADD), form(video=b"<html><script>alert(1)</script>"))

    assert "This file is not a video that browsers can play." in response.content.decode()
    assert not Recording.objects.exists()


def test_new_captions_replace_the_old_ones(client, admin, held, recording):
    client.force_login(admin)
    track = recording.tracks.get()
    data = nested_form_data(
        {
            "title": "A talk",
            "language": "en",
            "seconds": "66",
            "note": "",
            "tracks": inline_formset([{"id": str(track.pk), "language": "en"}], initial=1),
            "chapters": inline_formset([]),
        }
    )
    data["tracks-0-file"] = upload("new.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nmirror statistics\n")
    response = client.post(reverse("wagtailsnippets_webinars_recording:edit", args=[recording.pk]), data)

    assert response.status_code == 302, response.context["form"].errors
    assert [cue.text for cue in Cue.objects.all()] == ["mirror statistics"]
    client.logout()
    assert client.get("/en/webinars/?q=stateless").context["screen"].held == ()
    (found,) = client.get("/en/webinars/?q=mirror").context["screen"].held
    assert [each.at for each in found.sentences] == ["0:01"]


@pytest.mark.parametrize("who", ["amina", "chen"])
def test_others_cannot_enter(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse(ADD)).status_code == 302


def test_the_form_of_a_webinar_page_opens_with_its_joining_address(client, admin, coming):
    client.force_login(admin)
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[coming.pk])).content.decode()

    assert "secret-room" in shown
    assert "Time and place" in shown


def test_coordinators_read_who_signed_up_and_change_nothing(client, efua, amina, coming):
    from school.founding.roles import set_up_roles
    from webinars import actions

    set_up_roles()
    registration = actions.sign_up(amina, coming)
    client.force_login(efua)
    shown = client.get(reverse("wagtailsnippets_webinars_registration:list")).content.decode()

    assert "Amina" in shown
    assert "Net migration from two censuses" in shown
    for screen, arguments in (("add", []), ("edit", [registration.pk]), ("delete", [registration.pk])):
        address = reverse(f"wagtailsnippets_webinars_registration:{screen}", args=arguments)
        assert client.get(address).status_code == 302


def test_trainees_do_not_read_who_signed_up(client, chen, amina, coming):
    client.force_login(chen)

    assert client.get(reverse("wagtailsnippets_webinars_registration:list")).status_code == 302
