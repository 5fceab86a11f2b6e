"""Who learns what: one enrolment for each person and course, whatever languages the lessons are read in."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class EnrolmentQuerySet(models.QuerySet):
    """Enrolments, by what a screen asks for."""

    def active(self) -> "EnrolmentQuerySet":
        """Enrolments that were not left."""
        return self.filter(left_at__isnull=True)

    def of(self, user) -> "EnrolmentQuerySet":
        """The enrolments of one person."""
        return self.filter(user=user)

    def counted(self) -> "EnrolmentQuerySet":
        """The enrolments that count: those of demonstration accounts do not."""
        return self.filter(user__is_demonstration=False)


class Enrolment(models.Model):
    """A person learns in a course. Pages are named by translation key, so every language leads to the same enrolment."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments", verbose_name=_("user")
    )
    course_key = models.UUIDField(_("course"), db_index=True)
    scope = models.UUIDField(
        _("scope"),
        unique=True,
        default=uuid.uuid4,
        editable=False,
        help_text=_(
            "The key under which the examination office keeps this person's attempts in this course."
        ),
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    enrolled_at = models.DateTimeField(_("enrolled at"), auto_now_add=True)
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)
    last_lesson_key = models.UUIDField(_("lesson visited last"), null=True, blank=True)
    last_visited_at = models.DateTimeField(_("visited last at"), null=True, blank=True)
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)
    completed_under = models.CharField(
        _("completed under the rule"),
        max_length=60,
        blank=True,
        help_text=_("The rule as it was on that day: a later change never takes a completion away."),
    )

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "course_key"], name="enrolment_once")]
        ordering = ["-enrolled_at"]
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")

    def __str__(self) -> str:
        return f"{self.user_id} in {self.course_key}"


class LessonProgress(models.Model):
    """A lesson was opened, and perhaps marked as read."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="lessons")
    lesson_key = models.UUIDField(_("lesson"))
    visited_at = models.DateTimeField(_("first visited at"))
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "lesson_key"], name="lesson_progress_once")
        ]
        verbose_name = _("lesson visited or read")
        verbose_name_plural = _("lessons visited or read")

    def __str__(self) -> str:
        return f"{self.lesson_key} in enrolment {self.enrolment_id}"
