"""Practices: what an office did, what came of it and what it cost, written so that another office can do it too."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from foundation.models import BasePage

TEXT = ["bold", "italic", "ol", "ul", "link", "document-link"]


class PracticeIndexPage(BasePage):
    """The list of practices, with its search and filters."""

    screen = "network.views.practices.index"
    parent_page_types = ["school.HomePage"]
    subpage_types = ["network.PracticePage"]
    max_count_per_parent = 1

    lead = models.TextField(_("lead"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("list of practices")


class PracticePage(BasePage):
    """One practice of one office."""

    class Cost(models.TextChoices):
        LOW = "low", _("low: staff time only")
        MEDIUM = "medium", _("medium: within a yearly budget")
        HIGH = "high", _("high: needs funding of its own")

    screen = "network.views.practices.show"
    parent_page_types = ["network.PracticeIndexPage"]
    subpage_types: list[str] = []

    office = models.ForeignKey(
        "network.Office", on_delete=models.PROTECT, related_name="+", verbose_name=_("office")
    )
    topics = ParentalManyToManyField(
        "foundation.Term",
        blank=True,
        related_name="+",
        limit_choices_to={"kind": "topic"},
        verbose_name=_("topics"),
    )
    sources = ParentalManyToManyField(
        "foundation.Term",
        blank=True,
        related_name="+",
        limit_choices_to={"kind": "source"},
        verbose_name=_("data sources"),
    )
    gcm_objective = models.ForeignKey(
        "foundation.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": "gcm"},
        verbose_name=_("objective of the Global Compact for Migration"),
    )
    stage = models.ForeignKey(
        "foundation.Term",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": "stage"},
        verbose_name=_("stage of the data cycle"),
    )
    cost_band = models.CharField(_("cost"), max_length=10, choices=Cost.choices, default=Cost.LOW)
    months = models.PositiveSmallIntegerField(_("months from idea to result"), null=True, blank=True)
    staff = models.CharField(_("staff"), max_length=200, blank=True)
    context = RichTextField(_("the situation"), features=TEXT)
    what_was_done = RichTextField(_("what was done"), features=TEXT)
    result = RichTextField(_("result"), features=TEXT)
    lessons = models.TextField(_("lessons learnt"), help_text=_("One lesson on each line."))
    what_failed = RichTextField(_("what did not work"), features=TEXT, blank=True)
    contact = models.CharField(_("contact"), max_length=200, blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("office"),
        MultiFieldPanel(
            [
                FieldPanel("topics"),
                FieldPanel("sources"),
                FieldPanel("gcm_objective"),
                FieldPanel("stage"),
                FieldRowPanel([FieldPanel("cost_band"), FieldPanel("months")]),
                FieldPanel("staff"),
            ],
            heading=_("In short"),
        ),
        FieldPanel("context"),
        FieldPanel("what_was_done"),
        FieldPanel("result"),
        FieldPanel("lessons"),
        FieldPanel("what_failed"),
        InlinePanel("materials", heading=_("Materials to use again"), label=_("material")),
        FieldPanel("contact"),
    ]
    # Facts stay with the source; only text goes to translators.
    override_translatable_fields = [
        SynchronizedField(name)
        for name in ("slug", "office", "topics", "sources", "gcm_objective", "stage", "cost_band", "months")
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("what_was_done"),
        index.FilterField("cost_band"),
    ]

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")

    @property
    def lesson_list(self) -> list[str]:
        """The lessons, one by one."""
        return [line.strip() for line in self.lessons.splitlines() if line.strip()]


class PracticeMaterial(TranslatableMixin, Orderable):
    """Something another office can use again: given in the text itself or as a file."""

    page = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True, help_text=_("The material itself, or what it is."))
    document = models.ForeignKey(
        "wagtaildocs.Document",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("file"),
    )

    panels = [FieldPanel("title"), FieldPanel("text"), FieldPanel("document")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("material")
        verbose_name_plural = _("materials")

    def __str__(self) -> str:
        return self.title
