"""What lay on a desk earlier, and what was typed without a notebook."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.activities import Activity
from assessments.models.attempts import Draft


class DraftVersion(models.Model):
    """A draft as it was once. It keeps what was written, not what came of it: running the cells gives that again."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="versions")
    notebook = models.JSONField(_("notebook"))
    written_at = models.DateTimeField(_("written"))

    class Meta:
        indexes = [models.Index(fields=["draft", "written_at"], name="draft_version_idx")]
        ordering = ["-written_at", "-pk"]
        verbose_name = _("earlier version of a draft")
        verbose_name_plural = _("earlier versions of drafts")

    def __str__(self) -> str:
        return f"version {self.pk} of draft {self.draft_id}"


class AnswerSheet(models.Model):
    """What somebody typed into an exercise's sheet, and what was said to it: practice, kept so that it is there again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="answer_sheets")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="answer_sheets")
    scope = models.UUIDField(_("scope"))
    #: By named answer: the text as it was typed; and {"fraction", "code", "feedback"} as it was read.
    typed = models.JSONField(_("typed"), default=dict)
    said = models.JSONField(_("said"), default=dict)
    saved_at = models.DateTimeField(_("saved"), auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "activity", "scope"], name="answer_sheet_once")
        ]
        verbose_name = _("answer sheet")
        verbose_name_plural = _("answer sheets")

    def __str__(self) -> str:
        return f"answer sheet of activity {self.activity_id}"
