"""The demonstration's webinars: eight talks that nobody held, six with a recording that was really made."""

import datetime
from pathlib import Path
from uuid import UUID, uuid5

from django.core.files.base import ContentFile
from django.utils import timezone
from markdown_it import MarkdownIt
from wagtail.documents import get_document_model
from wagtail.models import Collection

from foundation.facts.files import read_yaml
from foundation.models import Term
from school.founding.pages import lay_out
from webinars import actions
from webinars.models import Chapter, Material, Recording, Speaker, Track, WebinarIndexPage, WebinarPage

NAMESPACE = UUID("6f0b1c54-0d1d-5a44-9a35-6c2a3f6f1c77")
COLLECTION = "Demonstration webinars"


def load(content_dir: Path, locales: dict) -> None:
    """Load every talk into the tree of its language, and show it in the other trees too."""
    homes = lay_out()
    indexes = {
        code: WebinarIndexPage.objects.child_of(home).get() for code, home in homes.items() if code in locales
    }
    for file in sorted((content_dir / "webinars").glob("*/webinar.yaml")):
        described = read_yaml(file)
        _webinar(file.parent, described, indexes)


def remove() -> None:
    """Remove the talks, their recordings and their files; the programme stays, empty."""
    for page in WebinarPage.objects.filter(is_demonstration=True, alias_of__isnull=True):
        page.delete()  # with its aliases in the other languages
    for recording in Recording.objects.filter(is_demonstration=True):
        actions.discard(recording)
    collection = Collection.objects.filter(name=COLLECTION).first()
    if collection is not None:
        for document in get_document_model().objects.filter(collection=collection):
            document.delete()
        collection.delete()


def _webinar(folder: Path, described: dict, indexes: dict) -> None:
    key = uuid5(NAMESPACE, described["slug"])
    index = indexes[described["language"]]
    page = WebinarPage.objects.filter(translation_key=key, locale=index.locale).first()
    is_new = page is None
    page = page or WebinarPage(
        translation_key=key, locale=index.locale, slug=described["slug"], is_demonstration=True
    )
    _write(page, described)
    page.recording = _recording(folder, described)
    if is_new:
        index.add_child(instance=page)
    page.speakers = [
        Speaker(name=speaker["name"], affiliation=speaker["affiliation"], sort_order=number)
        for number, speaker in enumerate(described["speakers"])
    ]
    page.materials = [
        Material(title=material["title"], document=_document(folder, material["file"]), sort_order=number)
        for number, material in enumerate(described["materials"])
    ]
    page.topics = Term.objects.filter(kind__in=("topic", "source"), code__in=described["topics"])
    page.save_revision().publish()
    for other in indexes.values():
        if other.pk != index.pk and page.get_translation_or_none(other.locale) is None:
            page.copy_for_translation(other.locale, alias=True)


def _write(page: WebinarPage, described: dict) -> None:
    """Everything that is not a row of its own. The day is counted from today, so there is always a next webinar."""
    time = datetime.time.fromisoformat(described["start_time"])
    day = timezone.now().date() + datetime.timedelta(days=described["date_offset_days"])
    page.title = described["title"]
    page.summary = described["summary"]
    page.body = MarkdownIt().render(described["description"])
    page.language = described["language"]
    page.starts_at = datetime.datetime.combine(day, time, tzinfo=datetime.UTC)
    page.minutes = described["duration_minutes"]
    page.joining_address = described.get("joining_address", "")
    page.gcm_objective = described["gcm_objectives"][0]


def _recording(folder: Path, described: dict) -> Recording | None:
    files = described.get("recording")
    if not files:
        return None
    title = f"{described['slug']} ({described['language']})"
    recording = Recording.objects.filter(title=title, is_demonstration=True).first()
    if recording is not None and _is_as_stored(recording, folder, files):
        return recording
    if recording is not None:
        actions.discard(recording)
    recording = Recording(title=title, language=described["language"], is_demonstration=True)
    recording.note = described["recording_note"]
    recording.seconds = round(files["seconds"])
    for name in ("video", "audio", "poster"):
        path = folder / files[name]
        stored = ContentFile(path.read_bytes(), name=f"{described['slug']}{path.suffix}")
        getattr(recording, name).save(stored.name, stored, save=False)
    captions = ContentFile((folder / files["captions"]).read_bytes(), name=f"{described['slug']}.vtt")
    track = Track(language=described["language"])
    track.file.save(str(captions.name), captions, save=False)
    recording.tracks = [track]
    recording.chapters = [
        Chapter(at=datetime.timedelta(seconds=chapter["at"]), label=chapter["label"])
        for chapter in described["chapters"]
    ]
    recording.save()
    actions.take_in(recording)
    return recording


def _is_as_stored(recording: Recording, folder: Path, files: dict) -> bool:
    """Whether the stored files are those of the folder; a new recording replaces the old one."""
    track = recording.tracks.first()
    pairs = [(recording.video, files["video"]), (recording.audio, files["audio"])]
    pairs += [(track.file, files["captions"])] if track else []
    return bool(track) and all(
        field and field.storage.exists(str(field.name)) and field.size == (folder / name).stat().st_size
        for field, name in pairs
    )


def _document(folder: Path, name: str):
    """A file to take along, among the documents, in a collection of its own."""
    collection = Collection.objects.filter(name=COLLECTION).first()
    if collection is None:
        collection = Collection.get_first_root_node().add_child(name=COLLECTION)
    path = folder / name
    title = f"{folder.name}-{name}"
    document = get_document_model().objects.filter(collection=collection, title=title).first()
    if document is None:
        document = get_document_model()(collection=collection, title=title)
    elif document.file_size == path.stat().st_size:
        return document
    document.file.save(title, ContentFile(path.read_bytes()), save=False)
    document._set_document_file_metadata()
    document.file.close()
    document.save()
    return document
