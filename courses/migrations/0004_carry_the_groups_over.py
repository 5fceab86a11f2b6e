"""The group of a course's trainers is found by the course and no longer by its name, which had the course's code in it.

Schools have such groups, and two or more of them where a course's code was changed: then the one with the present code is kept.
"""

from django.db import migrations

NAMED = "Trainers of "


def carry_over(apps, _schema_editor) -> None:
    """Note to which course each group belongs; one that a changed code left behind goes, with the rights it still gave."""
    course_group = apps.get_model("courses", "CourseGroup")
    taken = set(course_group.objects.values_list("course_key", flat=True))
    for key, groups in _groups_by_course(apps).items():
        if key in taken:
            continue
        codes = _courses(apps).filter(translation_key=key).order_by("pk").values_list("code", flat=True)
        present = [f"{NAMED}{code}" for code in codes]
        kept = min(groups, key=lambda group: (present.index(group.name) if group.name in present else 99, -group.pk))
        course_group.objects.create(course_key=key, group=kept)
        for group in groups:
            if group.pk != kept.pk:
                group.delete()


def _courses(apps):
    return apps.get_model("courses", "CoursePage").objects


def _groups_by_course(apps) -> dict:
    """The groups that are named as ours were and whose rights lie on the pages of one course, by that course."""
    found: dict = {}
    rights = apps.get_model("wagtailcore", "GroupPagePermission").objects
    for group in apps.get_model("auth", "Group").objects.filter(name__startswith=NAMED).order_by("pk"):
        pages = set(rights.filter(group=group).values_list("page_id", flat=True))
        ours = dict(_courses(apps).filter(pk__in=pages).values_list("pk", "translation_key"))
        if pages and pages == set(ours) and len(set(ours.values())) == 1:
            found.setdefault(next(iter(ours.values())), []).append(group)
    return found


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('wagtailcore', '0098_apitoken'),
        ('courses', '0003_groups_of_courses'),
    ]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
