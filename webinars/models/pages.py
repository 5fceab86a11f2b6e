"""The pages of the programme: one index in each language, one page a webinar."""

from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, PageManager
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField, TranslatableField

from foundation.models import BasePage
from foundation.web import restrictions


class WebinarPageQuerySet(PageQuerySet):
    """Webinar pages by audience and by time."""

    def readable(self) -> "WebinarPageQuerySet":
        """Published pages that anyone may read."""
        return self.live().public() if restrictions.there_are_any() else self.live()

    def sources(self) -> "WebinarPageQuerySet":
        """Pages with a text of their own, without the aliases that show it in other languages' trees."""
        return self.filter(alias_of__isnull=True)

    def upcoming(self, now) -> "WebinarPageQuerySet":
        """Not yet over, the next one first."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")

    def past(self, now) -> "WebinarPageQuerySet":
        """Over and held, the last one first."""
        return self.filter(ends_at__lte=now, is_cancelled=False).order_by("-starts_at", "pk")

    def in_tree_of(self, language: str) -> "WebinarPageQuerySet":
        """The pages of one language's tree: each webinar once."""
        return self.filter(locale__language_code=language)

    def with_card(self) -> "WebinarPageQuerySet":
        """With all that a card shows, in a fixed number of queries."""
        return self.select_related("recording", "locale", "alias_of__locale").prefetch_related(
            "speakers", "topics"
        )


WebinarPageManager = PageManager.from_queryset(WebinarPageQuerySet)


class WebinarIndexPage(BasePage):
    """The programme and the archive in one language."""

    screen = "webinars.views.programme.show"
    parent_page_types = ["school.HomePage"]
    subpage_types = ["webinars.WebinarPage"]
    max_count_per_parent = 1

    lead = models.TextField(_("lead"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("webinar programme")


class WebinarPage(BasePage):
    """A webinar: before it, the invitation; after it, the recording with its transcript."""

    screen = "webinars.views.webinar.show"
    parent_page_types = ["webinars.WebinarIndexPage"]
    subpage_types: list[str] = []

    summary = models.CharField(_("summary"), max_length=300)
    body = RichTextField(_("description"), blank=True, features=["bold", "italic", "ol", "ul", "link"])
    language = models.CharField(_("language of the talk"), max_length=10, choices=settings.LANGUAGES)
    starts_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(
        _("length in minutes"), default=60, validators=[MinValueValidator(5), MaxValueValidator(600)]
    )
    ends_at = models.DateTimeField(editable=False)
    is_cancelled = models.BooleanField(
        _("cancelled"), default=False, help_text=_("Everyone who signed up is told when you publish.")
    )
    joining_address = models.URLField(
        _("joining address"),
        blank=True,
        help_text=_(
            "Never shown in public: only who signed up is led there, from a quarter of an hour before."
        ),
    )
    topics = ParentalManyToManyField(
        "foundation.Term",
        verbose_name=_("topics"),
        blank=True,
        related_name="+",
        limit_choices_to={"kind__in": ["topic", "source"]},
    )
    gcm_objective = models.PositiveSmallIntegerField(
        _("objective of the Global Compact"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(23)],
    )
    recording = models.ForeignKey(
        "webinars.Recording",
        verbose_name=_("recording"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="pages",
    )

    objects = WebinarPageManager()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("minutes")]),
                FieldPanel("language"),
                FieldPanel("joining_address"),
                FieldPanel("is_cancelled"),
            ],
            heading=_("Time and place"),
        ),
        InlinePanel("speakers", heading=_("Speakers"), label=_("Speaker")),
        MultiFieldPanel(
            [FieldPanel("topics", widget=CheckboxSelectMultiple), FieldPanel("gcm_objective")],
            heading=_("Subject"),
        ),
        FieldPanel("recording"),
        InlinePanel("materials", heading=_("Materials"), label=_("Material")),
    ]
    # What a translator writes; everything else is the same event in every language.
    override_translatable_fields = [
        TranslatableField("title"),
        TranslatableField("summary"),
        TranslatableField("body"),
        SynchronizedField("slug"),
        SynchronizedField("language"),
        SynchronizedField("starts_at", overridable=False),
        SynchronizedField("minutes", overridable=False),
        SynchronizedField("ends_at", overridable=False),
        SynchronizedField("is_cancelled", overridable=False),
        SynchronizedField("joining_address", overridable=False),
    ]

    class Meta:
        indexes = [models.Index(fields=["ends_at"])]
        verbose_name = _("webinar")
        verbose_name_plural = _("webinars")

    def full_clean(self, *args, **kwargs):
        self._end()
        super().full_clean(*args, **kwargs)

    def save(self, *args, **kwargs):
        self._end()
        super().save(*args, **kwargs)

    def _end(self) -> None:
        """Keep the end beside the beginning: the programme and the archive are chosen by it."""
        if self.starts_at and self.minutes:
            self.ends_at = self.starts_at + timedelta(minutes=self.minutes)

    @property
    def key(self) -> str:
        """What names this webinar in every language: in addresses, registrations and the search."""
        return str(self.translation_key)


class Speaker(Orderable):
    """Someone who speaks, as the programme names them."""

    page = ParentalKey(WebinarPage, on_delete=models.CASCADE, related_name="speakers")
    name = models.CharField(_("name"), max_length=120)
    affiliation = models.CharField(_("affiliation at the time"), max_length=200, blank=True)

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("affiliation")])]

    def __str__(self) -> str:
        return f"{self.name}, {self.affiliation}" if self.affiliation else self.name


class Material(Orderable):
    """A file to take along: slides, a table, a handout."""

    page = ParentalKey(WebinarPage, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(_("title"), max_length=160)
    document = models.ForeignKey(
        "wagtaildocs.Document", on_delete=models.CASCADE, related_name="+", verbose_name=_("file")
    )

    panels = [FieldPanel("title"), FieldPanel("document")]

    def __str__(self) -> str:
        return self.title
