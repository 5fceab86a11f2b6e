"""The glossary: a term and its definition, one row for each language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField


class GlossaryTerm(TranslatableMixin, index.Indexed, models.Model):
    """A term of the field, with its definition and the definition's source."""

    slug = models.SlugField(_("slug"), max_length=80, help_text=_("The same in every language."))
    term = models.CharField(_("term"), max_length=120)
    definition = models.TextField(_("definition"))
    source = models.CharField(_("source"), max_length=255, blank=True)
    is_reviewed = models.BooleanField(_("read by a native reviewer"), default=False)

    panels = [
        FieldPanel("term"),
        FieldPanel("slug"),
        FieldPanel("definition"),
        FieldPanel("source"),
        FieldPanel("is_reviewed"),
    ]
    translatable_fields = [
        TranslatableField("term"),
        TranslatableField("definition"),
        SynchronizedField("slug"),
        SynchronizedField("source"),
    ]
    search_fields = [
        index.SearchField("term"),
        index.AutocompleteField("term"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["term"]
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")

    def __str__(self) -> str:
        return self.term
