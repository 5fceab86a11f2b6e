"""Which group of the editors' side holds the trainers of a course."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _


class CourseGroup(models.Model):
    """The group of a course's trainers. It belongs to the course in all its languages, whatever code the course has."""

    course_key = models.UUIDField(_("course"), unique=True, editable=False)
    group = models.OneToOneField(
        Group, on_delete=models.CASCADE, related_name="course_group", verbose_name=_("group")
    )

    class Meta:
        verbose_name = _("group of a course")
        verbose_name_plural = _("groups of courses")

    def __str__(self) -> str:
        return str(self.group)
