"""The group of a course's trainers: whom it holds, and that it stays the course's whatever code the course has."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group

from courses.models import CourseGroup, CoursePage, CourseTeacher, LessonPage

pytestmark = pytest.mark.django_db


def name_trainers(course, *people, code=None):
    """Publish the course with these people on its page, and with another code."""
    page = CoursePage.objects.get(pk=course.pk)
    page.teachers.set([CourseTeacher(user=person) for person in people])
    page.code = code or page.code
    page.save_revision().publish()
    return page


def groups_of_trainers() -> dict[str, set]:
    named = Group.objects.filter(name__startswith="Trainers of ")
    return {group.name: set(group.user_set.all()) for group in named}


def in_trainers(person) -> bool:
    return person.groups.filter(name="Trainers").exists()


def test_a_course_with_another_code_keeps_its_group(amina, chen, course, lessons):
    name_trainers(course, amina)
    group = Group.objects.get(name="Trainers of T101")
    name_trainers(course, chen, code="T201")
    assert groups_of_trainers() == {"Trainers of T201": {chen}}
    group.refresh_from_db()
    assert group.name == "Trainers of T201"
    lesson = LessonPage.objects.get(pk=lessons[0].pk)
    may = {
        person: lesson.permissions_for_user(type(person).objects.get(pk=person.pk))
        for person in (amina, chen)
    }
    assert (may[amina].can_edit(), may[chen].can_edit()) == (False, True)


def test_a_code_that_another_course_had_does_not_give_its_group(amina, chen, course, catalogue):
    name_trainers(course, amina)
    administrators_own = Group.objects.create(name="Trainers of T301")
    administrators_own.user_set.add(chen)
    name_trainers(course, amina, code="T301")
    assert list(administrators_own.user_set.all()) == [chen]
    assert not administrators_own.page_permissions.exists()
    key = str(course.translation_key)[:8]
    assert groups_of_trainers() == {"Trainers of T301": {chen}, f"Trainers of T301 ({key})": {amina}}


def test_who_leaves_the_last_course_is_no_trainer_any_more(amina, chen, dalia, course, catalogue):
    dalia.groups.add(Group.objects.get(name="Trainers"))
    twin = CoursePage(
        title="Twin", slug="twin", code="T102", hours=1, weeks=1, summary="x", locale=course.locale
    )
    catalogue.add_child(instance=twin)
    name_trainers(course, amina, chen)
    name_trainers(twin, amina)
    name_trainers(course)
    # Amina teaches the other course; Dalia was made a trainer by an administrator and is named nowhere.
    assert [in_trainers(person) for person in (amina, chen, dalia)] == [True, False, True]
    for page in CoursePage.objects.filter(translation_key=twin.translation_key).order_by("-pk"):
        page.delete()
    assert groups_of_trainers() == {"Trainers of T101": set()}
    assert [in_trainers(person) for person in (amina, chen, dalia)] == [False, False, True]


def test_an_editor_who_no_longer_teaches_stays_an_editor(dalia, course):
    name_trainers(course, dalia)
    name_trainers(course)
    assert {group.name for group in dalia.groups.all()} == {"Editors"}


def test_groups_of_earlier_versions_are_carried_over(amina, chen, dalia, course, catalogue):
    """Those were found by their names; where a code was changed, the course had one for each code."""
    name_trainers(course, amina)
    CourseGroup.objects.all().delete()
    kept = Group.objects.get(name="Trainers of T101")
    left_behind = Group.objects.create(name="Trainers of T001")
    left_behind.user_set.add(chen)
    for right in kept.page_permissions.all():
        left_behind.page_permissions.create(page=right.page, permission=right.permission)
    not_ours = Group.objects.create(name="Trainers of everything")
    not_ours.user_set.add(dalia)
    not_ours.page_permissions.create(page=catalogue, permission=kept.page_permissions.first().permission)

    carry_over = import_module("courses.migrations.0004_carry_the_groups_over").carry_over
    for _again in range(2):
        carry_over(apps, None)

    assert CourseGroup.objects.get().group == kept
    assert CourseGroup.objects.get().course_key == course.translation_key
    assert groups_of_trainers() == {"Trainers of T101": {amina}, "Trainers of everything": {dalia}}
    name_trainers(course, amina, code="T201")
    assert groups_of_trainers() == {"Trainers of T201": {amina}, "Trainers of everything": {dalia}}
