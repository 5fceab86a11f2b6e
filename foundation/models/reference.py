"""Reference facts: the taxonomy, countries with both regional classifications, communities, figures with their source."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LANGUAGE_CODES = ("en", "fr", "pt", "es", "ar")


class NamedInFive(models.Model):
    """Something whose name stands in the five languages of the school; English is the one that must be there."""

    name_en = models.CharField(_("name in English"), max_length=255)
    name_fr = models.CharField(_("name in French"), max_length=255, blank=True)
    name_pt = models.CharField(_("name in Portuguese"), max_length=255, blank=True)
    name_es = models.CharField(_("name in Spanish"), max_length=255, blank=True)
    name_ar = models.CharField(_("name in Arabic"), max_length=255, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, else in English."""
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        """The name in a language, else in English."""
        code = language.split("-", maxsplit=1)[0]
        return (getattr(self, f"name_{code}", "") if code in LANGUAGE_CODES else "") or self.name_en


class Term(NamedInFive):
    """A term of the school's one taxonomy (topics, sources, expertise and others, by ``kind``)."""

    kind = models.CharField(_("kind"), max_length=40)
    code = models.SlugField(_("code"), max_length=60)
    note = models.CharField(_("note for translators"), max_length=255, blank=True)
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta(NamedInFive.Meta):
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="term_once")]
        ordering = ["kind", "sort_order", "code"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")


class Country(NamedInFive):
    """A country or area. The African Union's region and the M49 region are both stored; neither follows from the other."""

    iso3 = models.CharField("ISO 3166-1 alpha-3", max_length=3, unique=True)
    iso2 = models.CharField("ISO 3166-1 alpha-2", max_length=3, blank=True)
    m49 = models.CharField("M49", max_length=3, blank=True)
    au_region = models.CharField(_("region of the African Union"), max_length=20, blank=True)
    m49_subregion = models.CharField(_("M49 sub-region"), max_length=60, blank=True)
    m49_intermediate = models.CharField(_("M49 intermediate region"), max_length=60, blank=True)
    ldc = models.BooleanField(_("least developed country"), default=False)
    lldc = models.BooleanField(_("landlocked developing country"), default=False)
    sids = models.BooleanField(_("small island developing State"), default=False)
    official_languages = models.CharField(_("official languages"), max_length=60, blank=True)
    default_language = models.CharField(_("language of the school offered first"), max_length=10, blank=True)
    office_name = models.CharField(_("statistical office"), max_length=255, blank=True)
    office_acronym = models.CharField(_("acronym of the office"), max_length=40, blank=True)
    office_verification = models.CharField(
        _("how the office's name was verified"), max_length=255, blank=True
    )
    note = models.TextField(_("note"), blank=True)
    is_fictional = models.BooleanField(_("fictional, for demonstration"), default=False)

    class Meta(NamedInFive.Meta):
        ordering = ["name_en"]
        verbose_name = _("country or area")
        verbose_name_plural = _("countries and areas")


class Rec(NamedInFive):
    """A regional economic community."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    acronym_fr = models.CharField(_("acronym in French"), max_length=20, blank=True)

    class Meta(NamedInFive.Meta):
        ordering = ["code"]
        verbose_name = _("regional economic community")
        verbose_name_plural = _("regional economic communities")


class RecMembership(models.Model):
    """A country's membership of a community, with its dates: memberships change."""

    rec = models.ForeignKey(Rec, on_delete=models.CASCADE, related_name="memberships")
    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="memberships")
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=40, default="member")
    note = models.CharField(_("note"), max_length=255, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rec", "country", "status"], name="membership_once")]
        ordering = ["rec__code"]

    def __str__(self) -> str:
        return f"{self.country_id} in {self.rec_id}: {self.status}"


class CountryFigure(models.Model):
    """One figure of one country: a value never stands without its source, edition and type."""

    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="figures")
    indicator = models.SlugField(_("indicator"), max_length=60)
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4)
    source = models.CharField(_("source"), max_length=255)
    edition = models.CharField(_("edition"), max_length=120)
    type_code = models.CharField(
        _("type"),
        max_length=10,
        blank=True,
        help_text=_("B birth, C citizenship, R refugees added, I imputed"),
    )
    licence = models.CharField(_("licence"), max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["country", "indicator", "year", "edition"], name="figure_once")
        ]
        ordering = ["indicator", "year"]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}: {self.value}"
