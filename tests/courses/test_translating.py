"""A lesson sent to translation shows its original, and says so, until the translation is published."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import Translation

from courses.models import LessonPage


@pytest.fixture
def french(db):
    return Locale.objects.get(language_code="fr")


@pytest.fixture
def sent(client, dalia, lessons, french, django_capture_on_commit_callbacks):
    """The editor sends the first lesson to translation into French."""
    client.force_login(dalia)
    address = reverse("wagtail_localize:submit_page_translation", args=[lessons[0].pk])
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address, {"locales": [french.pk]})
    assert answer.status_code == 302
    return lessons[0]


def stand_in(lesson, french) -> LessonPage:
    return LessonPage.objects.get(translation_key=lesson.translation_key, locale=french)


def test_readers_are_told_the_language_of_the_original(client, sent, french):
    page = stand_in(sent, french)
    assert page.alias_of_id == sent.pk
    assert (page.live, page.content_language) == (True, "en")
    client.logout()
    text = client.get(page.url).text
    assert "Words of Residence" in text
    assert 'lang="en"' in text


def test_translators_open_it_and_readers_get_it_when_it_is_published(
    client, sent, french, django_capture_on_commit_callbacks
):
    page = stand_in(sent, french)
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert editor.status_code == 200
    assert "localize" in editor.templates[0].name
    assert "edit_translation" in editor.templates[0].name
    translation = Translation.objects.get(source__object_id=sent.translation_key, target_locale=french)
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    page = stand_in(sent, french)
    assert page.alias_of_id is None
    assert (page.live, page.content_language) == (True, "fr")


def test_other_languages_keep_standing_in(sent):
    for code in ("pt", "es", "ar"):
        assert stand_in(sent, Locale.objects.get(language_code=code)).alias_of_id == sent.pk
