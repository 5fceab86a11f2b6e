"""Who may write in a course: the people named on its page, once it is published."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from courses.models import CoursePage, CourseTeacher

TRAINERS = "Trainers"
#: What a trainer may do in the course: write and change pages. Editors publish.
RIGHTS = ("add_page", "change_page")


def appoint_teachers(course: CoursePage) -> None:
    """Give the named people the right to write in this course in every language, and take it from all others."""
    group, _made = Group.objects.get_or_create(name=group_name(course))
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    rights = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=RIGHTS)
    for page in course.get_translations(inclusive=True):
        for right in rights:
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=right)
    teachers = set(CourseTeacher.objects.of_course(course.translation_key).values_list("user_id", flat=True))
    group.user_set.set(teachers)
    if trainers := Group.objects.filter(name=TRAINERS).first():
        trainers.user_set.add(*teachers)


def dismiss_teachers(course: CoursePage) -> None:
    """Take the course's group away with the course."""
    Group.objects.filter(name=group_name(course)).delete()


def group_name(course: CoursePage) -> str:
    """The name of the group of a course's trainers."""
    return f"{TRAINERS} of {course.code}"
