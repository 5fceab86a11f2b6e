"""The home page, the glossary and the plain pages beside the rooms."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from foundation.blocks import BodyField, ChartBlock
from foundation.models import BasePage


class HomePage(BasePage):
    """The front of the school in one language; what it counts and lists is computed, not written."""

    screen = "school.views.home.show"
    parent_page_types = ["wagtailcore.Page"]

    eyebrow = models.CharField(_("line above the heading"), max_length=120, blank=True)
    heading = models.CharField(_("heading"), max_length=160)
    lead = models.TextField(_("lead"), blank=True)
    body = BodyField(
        [("chart", ChartBlock())],
        max_num=1,
        blank=True,
        verbose_name=_("figure"),
        help_text=_("One chart beside the heading: threads from origin to destination look best."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("eyebrow"),
        FieldPanel("heading"),
        FieldPanel("lead"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("home page")


class GlossaryPage(BasePage):
    """The glossary; its terms are snippets that lessons share."""

    screen = "school.views.glossary.show"
    parent_page_types = ["school.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    lead = models.TextField(_("lead"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("glossary")


class StandardPage(BasePage):
    """A page of plain text: about the school, accessibility, data protection."""

    screen = "school.views.standard.show"
    parent_page_types = ["school.HomePage", "school.StandardPage"]

    lead = models.TextField(_("lead"), blank=True)
    text = RichTextField(
        _("text"), features=["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
    )

    content_panels = [*BasePage.content_panels, FieldPanel("lead"), FieldPanel("text")]
    search_fields = [*BasePage.search_fields, index.SearchField("text")]

    class Meta:
        verbose_name = _("standard page")
