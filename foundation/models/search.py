"""What can be found: one row for each thing, language and audience, kept by ``foundation.search``."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index


class SearchEntry(index.Indexed, models.Model):
    """One findable thing. ``analysed`` holds its words as the analyser leaves them; the engine searches only those."""

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=80)
    language = models.CharField(max_length=10)
    audience = models.CharField(max_length=20, default="public")
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    detail = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=500)
    seconds = models.PositiveIntegerField(null=True)
    is_demonstration = models.BooleanField(default=False)
    analysed_title = models.TextField(blank=True)
    analysed = models.TextField(blank=True)

    search_fields = [
        index.SearchField("analysed_title", boost=4),
        index.SearchField("analysed"),
        index.FilterField("kind"),
        index.FilterField("key"),
        index.FilterField("language"),
        index.FilterField("audience"),
        index.FilterField("is_demonstration"),
    ]

    class Meta:
        indexes = [models.Index(fields=["kind", "key"])]
        verbose_name_plural = _("search entries")

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.title}"
