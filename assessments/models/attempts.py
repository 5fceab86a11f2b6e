"""Attempts: what was handed in, and what came of it. Drafts: what was not handed in yet."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.activities import Activity, ActivityVersion


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Attempts by how far they are."""

    def waiting(self) -> "AttemptQuerySet":
        """Handed in and not marked yet."""
        return self.filter(state__in=Attempt.WAITING)


class Attempt(models.Model):
    """One try at an activity. What was asked, answered and said to it stays as it was."""

    class State(models.TextChoices):
        RECEIVED = "received", _("Received")
        QUEUED = "queued", _("Waiting to be marked")
        MARKING = "marking", _("Being marked")
        MARKED = "marked", _("Marked")
        FAILED = "failed", _("Could not be marked")

    WAITING = (State.RECEIVED, State.QUEUED, State.MARKING)

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="attempts")
    version = models.ForeignKey(ActivityVersion, on_delete=models.PROTECT, related_name="attempts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attempts", verbose_name=_("trainee")
    )
    #: The enrolment's or registration's own UUID: this room knows no more of it.
    scope = models.UUIDField(_("scope"))
    number = models.PositiveIntegerField(_("try"))
    #: Made when the form was shown: the same form sent twice is the same attempt.
    idempotency_key = models.UUIDField(unique=True, editable=False)
    answers = models.JSONField(_("answers"), default=dict)
    submitted_at = models.DateTimeField(_("handed in"), auto_now_add=True)
    #: When it was handed in by the clock of the trainee's device, where it waited there for the line. Shown beside the other
    #: time, and no more than that: nothing is decided by a clock that anybody can set.
    written_at = models.DateTimeField(_("handed in, by the device's clock"), null=True, blank=True)
    marked_at = models.DateTimeField(_("marked"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.RECEIVED)
    score = models.FloatField(_("points"), null=True, blank=True)
    max_score = models.FloatField(_("of"), null=True, blank=True)
    is_passed = models.BooleanField(_("passed"), default=False)
    #: By question or named answer: {"fraction", "points", "feedback": [...], "shown"}: a snapshot, as the trainee read it.
    marks = models.JSONField(_("marks"), default=dict)
    #: What to say where it could not be marked, or the notebook stopped: a code and its details, put into words when shown.
    outcome = models.JSONField(_("outcome"), default=dict, blank=True)
    runtime = models.CharField(_("runtime"), max_length=80, blank=True)
    seconds = models.FloatField(_("seconds"), null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "activity", "number"], name="attempt_number_once"),
            models.CheckConstraint(
                condition=~Q(state="marked") | Q(score__isnull=False, max_score__isnull=False),
                name="marked_attempt_has_a_score",
            ),
        ]
        indexes = [models.Index(fields=["state", "id"], name="attempt_queue_idx")]
        ordering = ["-submitted_at"]
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")

    def __str__(self) -> str:
        return f"{self.activity_id}, try {self.number}"

    @property
    def is_waiting(self) -> bool:
        return self.state in self.WAITING


class SubmittedNotebook(models.Model):
    """The notebook of an attempt, beside it: lists of attempts never load it."""

    attempt = models.OneToOneField(
        Attempt, on_delete=models.CASCADE, related_name="notebook", primary_key=True
    )
    content = models.JSONField(_("notebook"))

    class Meta:
        verbose_name = _("notebook handed in")
        verbose_name_plural = _("notebooks handed in")

    def __str__(self) -> str:
        return f"notebook of attempt {self.attempt_id}"


class Draft(models.Model):
    """A notebook as it stands on somebody's desk; its number tells two desks apart."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="drafts")
    scope = models.UUIDField(_("scope"))
    #: The programming language: an exercise may be worked on in two, each with a draft of its own.
    language = models.CharField(_("programming language"), max_length=10, default="python")
    number = models.PositiveIntegerField(_("version"), default=1)
    notebook = models.JSONField(_("notebook"))
    saved_at = models.DateTimeField(_("saved"), auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "activity", "scope", "language"], name="draft_once")
        ]
        verbose_name = _("draft of a notebook")
        verbose_name_plural = _("drafts of notebooks")

    def __str__(self) -> str:
        return f"draft {self.number} of activity {self.activity_id}"
