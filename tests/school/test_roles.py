"""What each role may do on the editors' side, and that setting the roles up again changes nothing."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import Page, Workflow

from courses.models import CataloguePage, CoursePage, CourseTeacher
from school.founding import roles


@pytest.fixture
def courses(site_tree, bruno):
    """Two courses in five languages; Bruno is named as trainer on the page of the first."""
    catalogue = CataloguePage.objects.get(locale__language_code="en")
    pages = []
    for code, trainers in (("T101", [CourseTeacher(user=bruno)]), ("T102", [])):
        page = CoursePage(
            title=code,
            slug=code.lower(),
            code=code,
            level="foundation",
            hours=6,
            weeks=2,
            summary="x",
            locale=catalogue.locale,
        )
        page.teachers = trainers
        catalogue.add_child(instance=page)
        page.save_revision().publish()
        pages.append(page)
    return pages


def counts():
    return {
        group.name: (
            group.permissions.count(),
            group.page_permissions.count(),
            group.collection_permissions.count(),
        )
        for group in Group.objects.all()
    }


def test_roles_set_up_again_change_nothing(site_tree):
    before = counts(), Workflow.objects.count()
    roles.set_up_roles()

    assert (counts(), Workflow.objects.count()) == before
    assert set(before[0]) == set(roles.ROLES)


def test_trainer_writes_in_the_own_course_in_every_language_and_nowhere_else(courses, bruno):
    mine, other = courses
    permissions = {page.pk: page.permissions_for_user(bruno) for page in CoursePage.objects.all()}

    for page in mine.get_translations(inclusive=True):
        may = permissions[page.pk]
        assert (may.can_edit(), may.can_add_subpage(), may.can_publish(), may.can_delete()) == (
            True,
            True,
            False,
            False,
        )
    for page in other.get_translations(inclusive=True):
        may = permissions[page.pk]
        assert (may.can_edit(), may.can_add_subpage(), may.can_publish(), may.can_delete()) == (False,) * 4


def test_what_a_trainer_submits_waits_for_an_editor(courses, bruno, dalia):
    mine, _other = courses
    mine.title = "changed"
    mine.save_revision(user=bruno)
    state = mine.get_workflow().start(mine, bruno)
    task = state.current_task_state.task.specific

    assert state.workflow.name == roles.WORKFLOW
    assert task.user_can_access_editor(mine, dalia)
    assert [name for name, *_ in task.get_actions(mine, dalia)]
    assert not task.get_actions(mine, bruno)
    assert Page.objects.get(pk=mine.pk).title == "T101"


def test_focal_points_and_trainees_have_nothing_on_the_editors_side(site_tree, farah, amina):
    for person in (farah, amina):
        assert not person.has_perm("wagtailadmin.access_admin")
    assert not Group.objects.get(name=roles.FOCAL_POINTS).permissions.exists()


def test_only_administrators_manage_people(site_tree):
    may = Permission.objects.get(content_type__app_label="accounts", codename="change_user").group_set

    assert [group.name for group in may.all()] == [roles.ADMINISTRATORS]
