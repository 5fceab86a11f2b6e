"""Webinars of every state, with a recording made of real bytes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from foundation.models import Term
from webinars import actions
from webinars.models import Chapter, Recording, Speaker, Track, WebinarIndexPage, WebinarPage

TALK = Path(settings.BASE_DIR) / "demonstration/content/webinars/demo-webinar-census-questions"
SECRET = "https://meet.example.org/secret-room"


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def index(site_tree) -> WebinarIndexPage:
    """The English programme."""
    return WebinarIndexPage.objects.child_of(site_tree["en"]).get()


@pytest.fixture
def make_webinar(index):
    """Publish a webinar that begins so many days from now."""

    def make(slug="net-migration", days=5, parent=None, **fields) -> WebinarPage:
        parent = parent or index
        page = WebinarPage(
            slug=slug,
            locale=parent.locale,
            title=fields.pop("title", "Net migration from two censuses"),
            summary=fields.pop("summary", "The survival ratio method, step by step."),
            body="<p>Bring a <b>calculator</b>.</p>",
            language=fields.pop("language", "en"),
            starts_at=fields.pop("starts_at", timezone.now() + timedelta(days=days)),
            joining_address=fields.pop("joining_address", SECRET),
            **fields,
        )
        page.speakers = [Speaker(name="Trainer 2", affiliation="Example School")]
        parent.add_child(instance=page)
        page.topics = [Term.objects.get_or_create(kind="topic", code="netmig", name_en="Net migration")[0]]
        page.save_revision().publish()
        return page

    return make


def store_recording(folder: Path = TALK, language: str = "en") -> Recording:
    """A recording from a talk of the demonstration."""
    recording = Recording(title="A talk", language=language, note="Made with a synthetic voice.")
    for name, file in (("video", "recording.mp4"), ("audio", "audio.m4a"), ("poster", "poster.webp")):
        getattr(recording, name).save(file, ContentFile((folder / file).read_bytes()), save=False)
    track = Track(language=language)
    track.file.save("captions.vtt", ContentFile((folder / "captions.vtt").read_bytes()), save=False)
    recording.tracks = [track]
    recording.chapters = [
        Chapter(at=timedelta(seconds=0), label="Question"),
        Chapter(at=timedelta(seconds=38), label="Example"),
    ]
    recording.save()
    actions.take_in(recording)
    return recording


@pytest.fixture
def recording(db) -> Recording:
    """The recording on three census questions."""
    return store_recording()


@pytest.fixture
def held(make_webinar, recording) -> WebinarPage:
    """A webinar of last week, recorded."""
    return make_webinar(slug="census-questions", days=-7, title="Three census questions", recording=recording)


@pytest.fixture
def coming(make_webinar) -> WebinarPage:
    """A webinar of a known instant, still to come."""
    return make_webinar(starts_at=datetime(2031, 3, 6, 21, 30, tzinfo=UTC), minutes=60)
