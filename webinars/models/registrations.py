"""Who signed up, and what they were last told about the time. Both are keyed by the page's translation key: a webinar is
one event, however many languages its page has."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RegistrationQuerySet(models.QuerySet):
    """Registrations by audience."""

    def of(self, user) -> "RegistrationQuerySet":
        """The registrations of one person; none for a visitor."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def for_webinar(self, key) -> "RegistrationQuerySet":
        """Everyone who signed up for one webinar."""
        return self.filter(webinar_key=key)


class Registration(models.Model):
    """One person has signed up for one webinar."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="webinar_registrations"
    )
    webinar_key = models.UUIDField(_("webinar"), editable=False)
    created_at = models.DateTimeField(_("signed up"), auto_now_add=True)
    joined_at = models.DateTimeField(_("entered the room"), null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        # Signing up twice, by a double click or a slow line, is signing up once.
        constraints = [models.UniqueConstraint(fields=["user", "webinar_key"], name="signed_up_once")]
        indexes = [models.Index(fields=["webinar_key"])]
        ordering = ["created_at"]
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")

    def __str__(self) -> str:
        return f"{self.user_id} {self.webinar_key}"


class Schedule(models.Model):
    """The time as it was last announced. Calendars take a change only with a higher sequence (RFC 5545, 3.8.7.4)."""

    webinar_key = models.UUIDField(unique=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_cancelled = models.BooleanField(default=False)
    sequence = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("schedule")

    def __str__(self) -> str:
        return f"{self.webinar_key} {self.starts_at} ({self.sequence})"
