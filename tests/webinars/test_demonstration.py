import pytest
from wagtail.models import Locale

from demonstration import CONTENT, webinars
from webinars.models import Cue, Recording, WebinarPage


@pytest.fixture
def loaded(site_tree):
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    webinars.load(CONTENT, locales)
    return locales


def test_eight_talks_stand_in_five_trees_in_their_own_language(loaded, client):
    assert WebinarPage.objects.count() == 40
    assert WebinarPage.objects.sources().count() == 8
    assert Recording.objects.count() == 6
    for code in loaded:
        shown = client.get(f"/{code}/webinars/demo-webinar-ar/").content.decode()
        assert 'dir="rtl">قراءة تقديرات رصيد المهاجرين</h1>' in shown
        assert 'class="demo"' in shown
        assert 'content="noindex"' in shown


def test_there_is_always_a_next_webinar_and_an_archive(loaded, client):
    screen = client.get("/en/webinars/").context["screen"]

    assert [each.card.language for each in screen.coming] == ["en", "fr"]
    assert [each.card.language for each in screen.held] == ["en", "fr", "en", "pt", "es", "ar"]


@pytest.mark.parametrize(
    ("query", "second"),
    [
        ("households", 57),
        ("doublon", None),
        ("câmbio", None),
        ("cambio aplicado", None),
        ("clave secreto", None),
        ("الطبعة", None),
    ],
)
def test_what_was_said_is_found_in_every_language(loaded, client, query, second):
    (found, *_rest) = client.get("/en/webinars/", {"q": query}).context["screen"].held

    assert found.sentences
    if second is not None:
        assert [each.seconds for each in found.sentences] == [second]


def test_every_chapter_and_caption_lies_within_its_recording(loaded):
    for recording in Recording.objects.all():
        assert 60 <= recording.seconds <= 85
        assert recording.video_bytes <= 700_000
        assert recording.audio_bytes <= 350_000
        assert all(chapter.seconds < recording.seconds for chapter in recording.chapters.all())
        last = Cue.objects.filter(track__recording=recording).latest("end_ms")
        assert last.end_ms <= recording.seconds * 1000


def test_loading_again_changes_nothing_and_removing_leaves_nothing(
    loaded, django_capture_on_commit_callbacks
):
    before = sorted(Recording.objects.values_list("pk", "video"))
    webinars.load(CONTENT, loaded)
    assert sorted(Recording.objects.values_list("pk", "video")) == before
    assert WebinarPage.objects.count() == 40
    storage, names = Recording.objects.first().video.storage, [name for _pk, name in before]
    with django_capture_on_commit_callbacks(execute=True):
        webinars.remove()

    assert not WebinarPage.objects.exists()
    assert not Recording.objects.exists()
    assert [storage.exists(name) for name in names] == [False] * 6
