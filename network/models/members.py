"""The people of the network and the offices they work for. What each member shares is their own choice, field by field."""

import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

#: Languages a member may say they work in, beside the five of the school: the other widely used official ones.
WORKING_LANGUAGES = ("en", "fr", "pt", "es", "ar", "am", "ha", "rw", "so", "sw")


class Audience(models.TextChoices):
    """Who looks at the directory. Every screen, count, order and search result is made for one of them."""

    PUBLIC = "public", _("Everyone")
    MEMBERS = "members", _("Signed-in people")


class Visibility(models.TextChoices):
    """Who may see one field of a profile."""

    PUBLIC = "public", _("Everyone")
    MEMBERS = "members", _("Signed-in people")
    HIDDEN = "hidden", _("Only me")


class Role(models.TextChoices):
    """What a member is in the network; coordinators give the roles."""

    FOCAL_POINT = "focal_point", _("Focal point")
    ALTERNATE = "alternate", _("Alternate focal point")
    TRAINER = "trainer", _("Trainer")
    EXPERT = "expert", _("Expert")
    MODERATOR = "moderator", _("Moderator")
    TRAINEE = "trainee", _("Trainee")
    MEMBER = "member", _("Member")


class Office(models.Model):
    """An institution that holds or publishes migration data."""

    class Kind(models.TextChoices):
        STATISTICS = "nso", _("statistical office")
        MINISTRY = "ministry", _("ministry or agency")
        COMMUNITY = "rec", _("regional community")
        PARTNER = "partner", _("partner organisation")

    name = models.CharField(_("name"), max_length=255)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.STATISTICS)
    country = models.ForeignKey(
        "foundation.Country",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="offices",
        verbose_name=_("country"),
    )
    is_demonstration = models.BooleanField(_("demonstration content"), default=False, editable=False)

    panels = [FieldPanel("name"), FieldPanel("acronym"), FieldPanel("kind"), FieldPanel("country")]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "country"], name="office_once")]
        ordering = ["name"]
        verbose_name = _("office")
        verbose_name_plural = _("offices")

    def __str__(self) -> str:
        return self.name


def new_slug() -> str:
    """An address that says nothing about the person."""
    return f"m-{secrets.token_hex(5)}"


def _shared(default: str, label) -> models.CharField:
    return models.CharField(label, max_length=10, choices=Visibility.choices, default=default)


#: The fields of a profile whose audience the member chooses, each with the column that keeps the choice.
SHARED_FIELDS = {
    "country": "show_country",
    "office": "show_office",
    "languages": "show_languages",
    "topics": "show_topics",
    "sources": "show_sources",
    "ask_me_about": "show_ask_me_about",
    "looking_for": "show_looking_for",
    "availability": "show_availability",
}


class MemberQuerySet(models.QuerySet):
    """Members, by who is asking."""

    def listed(self) -> "MemberQuerySet":
        """Those who asked to be found and were accepted."""
        return self.filter(is_listed=True)

    def visible_to(self, user) -> "MemberQuerySet":
        """Those whose profile this reader may open: listed for their audience, and their own."""
        rows = self.filter(is_listed=True, show_profile=Visibility.PUBLIC)
        if getattr(user, "is_authenticated", False):
            rows = self.filter(models.Q(is_listed=True) | models.Q(user=user))
        return rows


class Member(models.Model):
    """A person in the network. Nothing here is shown but through the member's cards, one for each audience."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="member")
    slug = models.SlugField(_("address"), max_length=40, unique=True, default=new_slug, editable=False)
    name = models.CharField(_("name"), max_length=150)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.MEMBER)
    role_since = models.DateField(_("in this role since"), null=True, blank=True)
    role_until = models.DateField(_("mandate ends"), null=True, blank=True)
    country = models.ForeignKey(
        "foundation.Country",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
    )
    office = models.ForeignKey(
        Office,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("office"),
    )
    office_other = models.CharField(_("another office"), max_length=200, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    topics = models.ManyToManyField(
        "foundation.Term",
        blank=True,
        related_name="+",
        limit_choices_to={"kind": "topic"},
        verbose_name=_("works on"),
    )
    sources = models.ManyToManyField(
        "foundation.Term",
        blank=True,
        related_name="+",
        limit_choices_to={"kind": "source"},
        verbose_name=_("data sources worked with"),
    )
    ask_me_about = models.TextField(_("ask me about"), max_length=800, blank=True)
    looking_for = models.TextField(_("looking for"), max_length=400, blank=True)
    can_answer = models.BooleanField(_("can answer questions"), default=False)
    can_host = models.BooleanField(_("can host a visit"), default=False)

    show_profile = models.CharField(
        _("who finds this profile"), max_length=10, choices=Audience.choices, default=Audience.MEMBERS
    )
    show_country = _shared(Visibility.PUBLIC, _("who sees the country"))
    show_office = _shared(Visibility.PUBLIC, _("who sees the office"))
    show_languages = _shared(Visibility.MEMBERS, _("who sees the languages"))
    show_topics = _shared(Visibility.MEMBERS, _("who sees the topics"))
    show_sources = _shared(Visibility.MEMBERS, _("who sees the data sources"))
    show_ask_me_about = _shared(Visibility.MEMBERS, _("who sees “ask me about”"))
    show_looking_for = _shared(Visibility.MEMBERS, _("who sees “looking for”"))
    show_availability = _shared(Visibility.MEMBERS, _("who sees the offers"))

    is_listed = models.BooleanField(
        _("listed in the directory"), default=False, help_text=_("A coordinator accepts a member’s request.")
    )
    listing_requested_at = models.DateTimeField(_("asked to be listed"), null=True, blank=True)
    is_demonstration = models.BooleanField(_("demonstration content"), default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = MemberQuerySet.as_manager()

    # Coordinators give roles and accept requests; what members share is not theirs to read or to change.
    panels = [
        FieldPanel("name", read_only=True),
        MultiFieldPanel(
            [FieldPanel("role"), FieldPanel("role_since"), FieldPanel("role_until")], heading=_("Role")
        ),
        FieldPanel("office"),
        MultiFieldPanel(
            [FieldPanel("listing_requested_at", read_only=True), FieldPanel("is_listed")],
            heading=_("Listing"),
        ),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("member")
        verbose_name_plural = _("members")

    def __str__(self) -> str:
        return self.name

    def clean(self):
        if self.role_since and self.role_until and self.role_until < self.role_since:
            raise ValidationError({"role_until": _("The mandate ends before it begins.")})
        unknown = set(self.languages or ()) - set(WORKING_LANGUAGES)
        if unknown:
            raise ValidationError({"languages": _("This language is not offered.")})

    def is_found_by(self, audience: str) -> bool:
        """Whether this audience finds the profile at all."""
        return self.is_listed and (audience == Audience.MEMBERS or self.show_profile == Audience.PUBLIC)

    def shares(self, field: str, audience: str) -> bool:
        """Whether this audience may see a field. What everyone may see, members see too."""
        choice = getattr(self, SHARED_FIELDS[field])
        return choice == Visibility.PUBLIC or (audience == Audience.MEMBERS and choice == Visibility.MEMBERS)

    @property
    def office_name(self) -> str:
        """The office as named in the list of offices, else in the member's own words."""
        return self.office.name if self.office_id else self.office_other  # type: ignore[union-attr]
