"""Who may write in a course: the people named on its page, once it is published."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission

from courses.models import CourseGroup, CoursePage, CourseTeacher

TRAINERS = "Trainers"
#: What a trainer may do in the course: write and change pages. Editors publish.
RIGHTS = ("add_page", "change_page")


@transaction.atomic
def appoint_teachers(course: CoursePage) -> None:
    """Give the named people the right to write in this course in every language, and take it from all others."""
    group = _group_of(course)
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    rights = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=RIGHTS)
    for page in course.get_translations(inclusive=True):
        for right in rights:
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=right)
    before = _people_of(group)
    teachers = set(CourseTeacher.objects.of_course(course.translation_key).values_list("user_id", flat=True))
    group.user_set.set(teachers)
    if trainers := Group.objects.filter(name=TRAINERS).first():
        trainers.user_set.add(*teachers)
    _leave_trainers(before - teachers)


@transaction.atomic
def dismiss_teachers(course: CoursePage) -> None:
    """Take the course's group away with the course."""
    if group := Group.objects.filter(course_group__course_key=course.translation_key).first():
        people = _people_of(group)
        group.delete()
        _leave_trainers(people)


def _group_of(course: CoursePage) -> Group:
    """The course's group, made where it is missing. Its name is for people: it follows the course's code."""
    key = course.translation_key
    group = Group.objects.filter(course_group__course_key=key).first() or Group()
    name = f"{TRAINERS} of {course.code}"
    if Group.objects.filter(name=name).exclude(pk=group.pk).exists():
        # Somebody else's, or that of a course that had this code before.
        name = f"{name} ({str(key)[:8]})"
    if group.name != name:
        group.name = name
        group.save()
    CourseGroup.objects.get_or_create(course_key=key, defaults={"group": group})
    return group


def _people_of(group: Group) -> set[int]:
    return set(group.user_set.values_list("pk", flat=True))


def _leave_trainers(people: set[int]) -> None:
    """Those who have lost their last course are no trainers any more. Other groups that they are in stay as they are."""
    if trainers := Group.objects.filter(name=TRAINERS).first():
        still = Group.objects.filter(course_group__isnull=False, user__in=people)
        trainers.user_set.remove(*people.difference(still.values_list("user", flat=True)))
