"""The trees of the five languages stay in step: aliases go with their original, and move with it."""

from django.urls import reverse
from wagtail.models import Locale, Page

from courses.models import LessonPage, ModulePage


def languages_of(model, page) -> set[str]:
    pages = model.objects.filter(translation_key=page.translation_key)
    return set(pages.values_list("locale__language_code", flat=True))


def test_a_deleted_lesson_leaves_no_alias_behind(client, dalia, lessons):
    assert languages_of(LessonPage, lessons[0]) == {"en", "fr", "pt", "es", "ar"}
    client.force_login(dalia)
    assert client.post(reverse("wagtailadmin_pages:delete", args=[lessons[0].pk])).status_code == 302
    assert languages_of(LessonPage, lessons[0]) == set()
    assert languages_of(LessonPage, lessons[1]) == {"en", "fr", "pt", "es", "ar"}
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_deleted_module_takes_its_lessons_along_in_every_language(modules, lessons):
    modules[0].delete()
    for lesson in lessons[:2]:
        assert languages_of(LessonPage, lesson) == set()
    assert languages_of(ModulePage, modules[0]) == set()
    assert languages_of(LessonPage, lessons[2]) == {"en", "fr", "pt", "es", "ar"}
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_translated_lesson_outlives_the_module_of_its_original(modules, lessons):
    french = LessonPage.objects.get(
        translation_key=lessons[0].translation_key, locale=Locale.objects.get(language_code="fr")
    )
    french.alias_of = None
    french.save()
    modules[0].delete()
    assert languages_of(LessonPage, lessons[0]) == {"fr"}
    assert languages_of(ModulePage, modules[0]) == {"fr"}
    assert languages_of(LessonPage, lessons[1]) == set()


def test_a_moved_lesson_moves_in_every_language(client, dalia, modules, lessons):
    client.force_login(dalia)
    address = reverse("wagtailadmin_pages:move_confirm", args=[lessons[0].pk, modules[1].pk])
    assert client.post(address).status_code == 302
    moved = LessonPage.objects.filter(translation_key=lessons[0].translation_key)
    assert {page.get_parent().translation_key for page in moved} == {modules[1].translation_key}
    assert len(moved) == 5
