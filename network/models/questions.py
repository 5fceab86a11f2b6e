"""Questions from one member of the school to another. The mail carries the text; what stays here is only who asked whom, and when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from network.models.members import Member


class Question(models.Model):
    """One question. Its text is deleted as soon as it is sent."""

    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="questions",
        verbose_name=_("asked by"),
    )
    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="questions", verbose_name=_("asked")
    )
    text = models.TextField(_("question"), blank=True)
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["sender", "asked_at"], name="question_by_sender")]
        ordering = ["-asked_at"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return f"{self.sender_id} to {self.member_id}"
