"""Certificates: what was achieved, as it was on that day, verified by an address that cannot be guessed."""

import math
import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

#: Without the letters that are taken for digits; 16 of 32 signs are 80 bits.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_code() -> str:
    """A code to verify a certificate by, in four groups of four so that it can be typed from paper."""
    signs = [secrets.choice(ALPHABET) for _place in range(16)]
    return "-".join("".join(signs[start : start + 4]) for start in range(0, 16, 4))


class Certificate(models.Model):
    """The names, hours and dates are a snapshot: later changes of the course or the account do not reach it.

    When the account is deleted the certificate is withdrawn and keeps no name, no holder and no scope of an enrolment.
    """

    code = models.CharField(_("code"), max_length=20, unique=True, default=new_code, editable=False)
    scope = models.UUIDField(_("scope"), unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="certificates",
        verbose_name=_("holder"),
    )
    holder_name = models.CharField(_("name"), max_length=320)
    title = models.CharField(_("course"), max_length=255)
    course_code = models.CharField(_("code of the course"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=10)
    hours = models.DecimalField(_("hours"), max_digits=6, decimal_places=1)
    issued_on = models.DateField(_("issued on"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_reason = models.CharField(_("reason"), max_length=255, blank=True)
    is_demonstration = models.BooleanField(_("demonstration"), default=False, editable=False)

    class Meta:
        ordering = ["-issued_on", "-id"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")

    def __str__(self) -> str:
        return f"{self.title}: {self.holder_name or self.code}"

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None

    @property
    def hours_counted(self) -> int:
        """What grammar counts: one and a half hours are hours."""
        return math.ceil(self.hours)

    def get_absolute_url(self) -> str:
        return reverse("assessments:certificate", args=[self.code])
