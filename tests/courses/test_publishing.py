"""What publishing brings about: activities, search, every language, the trainers' rights."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from wagtail.models import Locale

from assessments.models import ActivityVersion
from courses.models import CoursePage, CourseTeacher, LessonPage, ModulePage
from courses.queries.findable import course_entries, lesson_entries
from foundation import search
from tests.courses.conftest import publish, text

pytestmark = pytest.mark.django_db


def find(words: str, **asked) -> list[tuple[str, str, str]]:
    return [(hit.kind, hit.language, hit.title) for hit in search.find(words, **asked).hits]


def test_a_published_page_is_there_in_every_language(lessons):
    versions = LessonPage.objects.filter(translation_key=lessons[0].translation_key)
    assert sorted(versions.values_list("locale__language_code", flat=True)) == ["ar", "en", "es", "fr", "pt"]
    assert versions.filter(alias_of__isnull=True).get() == lessons[0]


def test_a_translation_takes_the_place_of_its_alias_and_adds_no_other(lessons):
    french = LessonPage.objects.get(
        translation_key=lessons[0].translation_key, locale=Locale.objects.get(language_code="fr")
    )
    french.alias_of = None
    french.title = "Résidence"
    french.save_revision().publish()
    assert LessonPage.objects.filter(translation_key=lessons[0].translation_key).count() == 5
    assert LessonPage.objects.get(pk=french.pk).title == "Résidence"
    assert find("résidence", languages=["fr"]) == [("lesson", "fr", "Résidence")]


def test_a_lesson_is_found_once_with_its_course_and_number(lessons, draft):
    hits = search.find("stock", kinds=["lesson"]).hits
    assert [(hit.title, hit.detail, hit.url) for hit in hits] == [
        ("Stocks and flows", "T101 · 1.2", "/en/courses/counting/concepts/stocks/")
    ]
    assert find("unpublished") == []


def test_answers_of_quizzes_are_not_found(lessons):
    assert find("SECRETFEEDBACK") == []


def test_a_lesson_that_is_taken_down_is_not_found(lessons):
    lessons[1].unpublish()
    assert find("stock", kinds=["lesson"]) == []


def test_a_deleted_lesson_is_not_found(lessons):
    lessons[1].delete()
    assert find("stock", kinds=["lesson"]) == []


def test_a_new_address_of_a_module_reaches_the_search(modules, lessons, django_capture_on_commit_callbacks):
    module = ModulePage.objects.get(pk=modules[0].pk)
    module.slug = "notions"
    with django_capture_on_commit_callbacks(execute=True):
        module.save_revision().publish()
    assert search.find("stock", kinds=["lesson"]).hits[0].url == "/en/courses/counting/notions/stocks/"


def test_a_rebuild_finds_the_same(course, lessons):
    entries = [*course_entries(), *lesson_entries()]
    assert sorted((entry.kind, entry.title) for entry in entries) == [
        ("course", "Counting people"),
        ("lesson", "Census"),
        ("lesson", "Residence"),
        ("lesson", "Stocks and flows"),
    ]


def test_where_much_changes_the_entries_are_written_once_at_the_end(lessons):
    lesson = LessonPage.objects.get(pk=lessons[1].pk)
    with search.rebuilt_afterwards():
        lesson.title = "Reservoirs"
        lesson.save_revision().publish()
        assert find("reservoirs") == []
    assert ("lesson", "en", "Reservoirs") in find("reservoirs", kinds=["lesson"])
    with pytest.raises(ZeroDivisionError), search.rebuilt_afterwards():
        raise ZeroDivisionError
    lesson.title = "Ponds"
    lesson.save_revision().publish()
    assert find("ponds", kinds=["lesson"]) == [("lesson", "en", "Ponds")]


def test_activities_get_a_new_version_only_when_they_change(lessons, quiz_key):
    versions = ActivityVersion.objects.filter(activity__key=quiz_key)
    assert [(version.language, version.number) for version in versions] == [("en", 1)]

    lesson = LessonPage.objects.get(pk=lessons[1].pk)
    lesson.lead = "Another lead."
    lesson.save_revision().publish()
    assert versions.count() == 1


def test_a_named_trainer_may_write_in_this_course_and_no_other(bruno, course, modules, lessons, catalogue):
    other = publish(
        catalogue,
        CoursePage(
            title="Other", slug="other", code="T2", hours=1, weeks=1, summary="x", locale=catalogue.locale
        ),
    )
    course.teachers.set([CourseTeacher(user=bruno)])
    course.save_revision().publish()

    lesson = LessonPage.objects.get(pk=lessons[0].pk)
    assert lesson.permissions_for_user(bruno).can_edit()
    assert ModulePage.objects.get(pk=modules[0].pk).permissions_for_user(bruno).can_add_subpage()
    assert not lesson.permissions_for_user(bruno).can_publish()
    assert not other.permissions_for_user(bruno).can_edit()
    assert not catalogue.permissions_for_user(bruno).can_add_subpage()


def test_a_draft_that_names_a_trainer_gives_nothing(bruno, course, lessons):
    draft = CoursePage.objects.get(pk=course.pk)
    draft.teachers.set([CourseTeacher(user=bruno)])
    draft.save_revision()
    assert not LessonPage.objects.get(pk=lessons[0].pk).permissions_for_user(bruno).can_edit()


def test_a_trainer_taken_off_the_page_may_not_write_any_more(bruno, course, lessons):
    course.teachers.set([CourseTeacher(user=bruno)])
    course.save_revision().publish()
    page = CoursePage.objects.get(pk=course.pk)
    page.teachers.set([])
    page.save_revision().publish()
    fresh = type(bruno).objects.get(pk=bruno.pk)
    assert not LessonPage.objects.get(pk=lessons[0].pk).permissions_for_user(fresh).can_edit()


def test_the_group_goes_with_the_course(bruno, course):
    course.teachers.set([CourseTeacher(user=bruno)])
    course.save_revision().publish()
    assert Group.objects.filter(name__startswith="Trainers of T101").count() == 1
    for page in CoursePage.objects.filter(translation_key=course.translation_key).order_by("-pk"):
        page.delete()
    assert Group.objects.filter(name__startswith="Trainers of T101").count() == 0
    assert Group.objects.filter(name="Trainers").count() == 1


def test_two_courses_have_two_codes(course, catalogue):
    twin = CoursePage(
        title="Twin", slug="twin", code="t101", hours=1, weeks=1, summary="x", locale=course.locale
    )
    with pytest.raises(ValidationError, match="Another course has this code already"):
        catalogue.add_child(instance=twin)


def test_what_a_trainer_submits_goes_to_the_editors(lessons):
    workflow = lessons[0].get_workflow()
    assert [group.name for group in workflow.tasks.first().specific.groups.all()] == ["Editors"]


def test_a_body_is_not_in_the_migrations():
    name, _path, args, kwargs = LessonPage._meta.get_field("body").deconstruct()
    assert (name, args, "block_lookup" in kwargs) == ("body", [[]], False)
    assert text("x")["type"] == "text"


def test_trainers_see_numbers_and_the_order_of_the_course(client, admin, course, modules, lessons):
    assert lessons[1].get_admin_display_title() == "1.2 Stocks and flows"
    client.force_login(admin)
    page = client.get(f"/cms/pages/{course.pk}/").content.decode()
    assert page.index("1 Concepts") < page.index("2 Sources")
