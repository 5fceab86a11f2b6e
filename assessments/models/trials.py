"""Trials of exercises: what the real grader made of starter, solution and known mistakes before anybody was asked."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class TrialQuerySet(models.QuerySet["Trial"]):
    """Trials by what was tried."""

    def of(self, content: str) -> "TrialQuerySet":
        """Those of exactly this content, the newest first."""
        return self.filter(content=content).order_by("-pk")

    def passed(self, content: str) -> "TrialQuerySet":
        """Those of exactly this content that went as they should."""
        return self.of(content).filter(state=Trial.State.PASSED)

    def waiting(self) -> "TrialQuerySet":
        return self.filter(state__in=Trial.WAITING)


class Trial(models.Model):
    """One run of all that an exercise consists of. Translations with the same content share it."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting to be tried")
        RUNNING = "running", _("Being tried")
        PASSED = "passed", _("Passed")
        REFUSED = "refused", _("Not passed")
        FAILED = "failed", _("Could not be tried")

    WAITING = (State.QUEUED, State.RUNNING)

    #: The hash of the definition.
    content = models.CharField(_("content"), max_length=64, db_index=True)
    exercise_key = models.UUIDField(_("exercise"), db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    #: What was tried, and where its files are. Holds hidden data and expected values: for those who write exercises alone.
    definition = models.JSONField(_("definition"), default=dict)
    files = models.JSONField(_("files"), default=dict)
    #: What the solution gave: what is expected on each data set, and the value of each known mistake.
    values = models.JSONField(_("values"), default=dict)
    report = models.JSONField(_("report"), default=dict)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    runtime = models.CharField(_("runtime"), max_length=200, blank=True)
    seconds = models.FloatField(_("seconds"), null=True, blank=True)

    objects = TrialQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content"], condition=Q(state__in=["queued", "running"]), name="trial_waits_once"
            )
        ]
        verbose_name = _("trial of an exercise")
        verbose_name_plural = _("trials of exercises")

    def __str__(self) -> str:
        return f"{self.exercise_key} ({self.state})"

    @property
    def is_waiting(self) -> bool:
        return self.state in self.WAITING

    @property
    def has_passed(self) -> bool:
        return self.state == self.State.PASSED
