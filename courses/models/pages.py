"""The catalogue, its courses, their modules and lessons: pages that trainers write and editors publish."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from courses.blocks import LessonBody
from courses.cms_panels import BeneathPanel, ModuleNotice
from courses.rules import ATTEMPTED, NOTHING, PASSED, CertificateRule
from foundation.blocks.fields import BodyField
from foundation.models import BasePage


def lines(text: str) -> list[str]:
    """The lines of a text that holds one thing on each line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def in_its_language(line: str, language: str) -> tuple[str, str]:
    """A line’s language and its text: “en: Census” is English, a line without a code is in the language of its page."""
    code, colon, text = line.partition(":")
    if colon and code in dict(settings.LANGUAGES):
        return code, text.strip()
    return language, line


class TaughtPage(BasePage):
    """A page with a text to be taught from, which a native reader of its language has read or not."""

    awaits_reviewer = models.BooleanField(
        _("translation awaits a native reader"),
        default=False,
        help_text=_("Says so above the text until somebody whose language it is has read it."),
    )

    promote_panels = [FieldPanel("awaits_reviewer"), *BasePage.promote_panels]

    class Meta:
        abstract = True


class CataloguePage(BasePage):
    """All courses of the school, in one language."""

    screen = "courses.views.catalogue.show"
    subpage_types = ["courses.CoursePage"]
    admin_default_ordering = "ord"
    HOME_DEPTH = 2

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences under the heading."))

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("course catalogue")
        verbose_name_plural = _("course catalogues")

    @classmethod
    def can_create_at(cls, parent) -> bool:
        """One catalogue in each language, directly under the home page."""
        return (
            super().can_create_at(parent)
            and parent.depth == cls.HOME_DEPTH
            and not cls.objects.child_of(parent).exists()
        )


class CoursePage(TaughtPage):
    """A course: what it teaches, to whom, and what its certificate asks for."""

    class Level(models.TextChoices):
        FOUNDATION = "foundation", _("Foundation")
        INTERMEDIATE = "intermediate", _("Intermediate")
        ADVANCED = "advanced", _("Advanced")

    class Plate(models.TextChoices):
        OUTLINE = "", _("The course's own outline")
        BARS = "bars", _("Ranked bars")
        SAMPLE = "sample", _("A sample of a rare group")
        MATRIX = "matrix", _("Matrix of origin and destination")
        PYRAMID = "pyramid", _("Age pyramid")
        SCATTER = "scatter", _("Points against a line")
        LINKAGE = "linkage", _("Two files linked")

    class Requirement(models.TextChoices):
        NOTHING = NOTHING, _("nothing more than reading")
        ATTEMPTED = ATTEMPTED, _("tried")
        PASSED = PASSED, _("passed")

    screen = "courses.views.course.show"
    parent_page_types = ["courses.CataloguePage"]
    subpage_types = ["courses.ModulePage"]
    admin_default_ordering = "ord"

    code = models.CharField(
        _("code"), max_length=20, help_text=_("Short and the same in every language, such as MS101.")
    )
    level = models.CharField(_("level"), max_length=20, choices=Level.choices, default=Level.FOUNDATION)
    hours = models.PositiveSmallIntegerField(_("hours of work"), validators=[MinValueValidator(1)])
    weeks = models.PositiveSmallIntegerField(
        _("weeks"), validators=[MinValueValidator(1)], help_text=_("At about three hours a week.")
    )
    summary = models.TextField(_("summary"), help_text=_("Two or three sentences for the catalogue."))
    audience = models.TextField(_("for whom"), blank=True)
    outcomes = models.TextField(
        _("what you will be able to do"),
        blank=True,
        help_text=_("One outcome on each line, beginning with a verb."),
    )
    prerequisites = models.CharField(
        _("what should be known before"),
        max_length=255,
        blank=True,
        help_text=_("The codes of other courses become links. Leave empty if nothing is needed."),
    )
    sources = models.TextField(_("sources"), blank=True, help_text=_("One source on each line."))
    plate = models.CharField(
        _("drawing in the catalogue"), max_length=20, choices=Plate.choices, default=Plate.OUTLINE, blank=True
    )
    gives_certificate = models.BooleanField(
        _("gives a certificate"),
        default=True,
        help_text=_("Everyone who reads all lessons and meets the rule below receives it at once."),
    )
    certificate_requires = models.CharField(
        _("quizzes and exercises must be"),
        max_length=20,
        choices=Requirement.choices,
        default=Requirement.PASSED,
    )
    certificate_share = models.PositiveSmallIntegerField(
        _("how many of them, in per cent"),
        default=60,
        validators=[MaxValueValidator(100)],
        help_text=_(
            "Tries can be used up: leave room for a quiz that went wrong. No change takes a certificate away."
        ),
    )

    more_to_come = models.BooleanField(
        _("more lessons are being written"),
        default=False,
        help_text=_(
            "The course then says how many there are so far. Nobody completes it, and it gives no certificate, "
            "before this is taken off."
        ),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("code"), FieldPanel("level"), FieldPanel("hours"), FieldPanel("weeks")]),
        FieldPanel("summary"),
        FieldPanel("outcomes"),
        FieldRowPanel([FieldPanel("audience"), FieldPanel("prerequisites")]),
        FieldPanel(
            "sources",
            help_text=_(
                "One source on each line. Where it is named in another language than this page’s, begin the line with "
                "the code of that language and a colon: “en: ”."
            ),
        ),
        InlinePanel(
            "teachers",
            heading=_("Who teaches"),
            label=_("trainer"),
            help_text=_(
                "Named on the course's page. Once the course is published, a trainer may write its modules and "
                "lessons and send them to the editors; a person taken off the list may not any more."
            ),
        ),
        MultiFieldPanel(
            [
                FieldPanel("gives_certificate"),
                FieldRowPanel([FieldPanel("certificate_requires"), FieldPanel("certificate_share")]),
                FieldPanel("more_to_come"),
            ],
            heading=_("Certificate"),
        ),
        FieldPanel("plate"),
        BeneathPanel("modulepage", heading=_("Modules"), add_label=_("Add a module")),
    ]
    override_translatable_fields = [
        SynchronizedField("slug"),
        SynchronizedField("code", overridable=False),
        SynchronizedField("hours", overridable=False),
        SynchronizedField("weeks", overridable=False),
        SynchronizedField("plate"),
        SynchronizedField("gives_certificate", overridable=False),
        SynchronizedField("certificate_requires", overridable=False),
        SynchronizedField("certificate_share", overridable=False),
        SynchronizedField("more_to_come", overridable=False),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("code"), index.SearchField("summary")]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def get_admin_display_title(self) -> str:
        return f"{self.code} {super().get_admin_display_title()}"

    def clean(self) -> None:
        super().clean()
        others = CoursePage.objects.filter(code__iexact=self.code).exclude(
            translation_key=self.translation_key
        )
        if self.code and others.exists():
            raise ValidationError({"code": _("Another course has this code already.")})

    @property
    def rule(self) -> CertificateRule:
        """What the certificate asks for."""
        return CertificateRule(
            gives_certificate=self.gives_certificate and not self.more_to_come,
            requires=self.certificate_requires,
            share=self.certificate_share,
            more_to_come=self.more_to_come,
        )

    @property
    def outcome_list(self) -> list[str]:
        return lines(self.outcomes)

    @property
    def source_list(self) -> list[tuple[str, str]]:
        """The language and the text of each source."""
        return [in_its_language(line, self.content_language) for line in lines(self.sources)]


class CourseTeacherQuerySet(models.QuerySet):
    """The people who teach."""

    def of_course(self, key) -> "CourseTeacherQuerySet":
        """Those named on the page in which the course was first written: translations and aliases hold copies."""
        first = CoursePage.objects.filter(translation_key=key, alias_of__isnull=True).order_by("pk")
        return self.filter(page_id=models.Subquery(first.values("pk")[:1])).order_by("sort_order")


class CourseTeacher(Orderable):
    """A person who teaches a course."""

    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="teachers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person")
    )
    about = models.CharField(
        _("about"), max_length=160, blank=True, help_text=_("Shown beside the name, such as the office.")
    )

    objects = CourseTeacherQuerySet.as_manager()

    panels = [FieldPanel("user"), FieldPanel("about")]

    class Meta(Orderable.Meta):
        verbose_name = _("trainer of a course")
        verbose_name_plural = _("trainers of courses")

    def __str__(self) -> str:
        return f"{self.user_id} teaches {self.page_id}"


class NumberedPage(BasePage):
    """A page with a place number; left empty, it gets the next free one among its sisters."""

    code = models.CharField(
        _("number"), max_length=10, blank=True, help_text=_("Leave empty for the next free number.")
    )

    class Meta:
        abstract = True

    def get_admin_display_title(self) -> str:
        return f"{self.code} {super().get_admin_display_title()}".strip()

    def full_clean(self, exclude=None, **kwargs) -> None:
        if not self.code and self.path:
            self.code = self.next_code()
        super().full_clean(exclude=exclude, **kwargs)

    def next_code(self) -> str:
        """The number after the highest among the sisters."""
        parent_path = self.path[: -self.steplen]
        sisters = (
            type(self).objects.filter(path__startswith=parent_path, depth=self.depth).exclude(pk=self.pk)
        )
        taken = [
            int(code.rpartition(".")[2])
            for code in sisters.values_list("code", flat=True)
            if _is_number(code)
        ]
        return f"{self.code_prefix(parent_path)}{max(taken, default=0) + 1}"

    def code_prefix(self, parent_path: str) -> str:
        """What stands before the number."""
        return ""


def _is_number(code: str) -> bool:
    last = code.rpartition(".")[2]
    return last.isascii() and last.isdigit()


class ModulePage(NumberedPage):
    """A part of a course: some lessons that belong together."""

    screen = "courses.views.module.show"
    parent_page_types = ["courses.CoursePage"]
    subpage_types = ["courses.LessonPage"]
    admin_default_ordering = "ord"

    summary = models.TextField(_("summary"), blank=True, help_text=_("One or two sentences."))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("code"),
        FieldPanel("summary"),
        BeneathPanel("lessonpage", heading=_("Lessons"), add_label=_("Add a lesson")),
    ]
    override_translatable_fields = [
        SynchronizedField("slug"),
        SynchronizedField("code", overridable=False),
    ]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")


class LessonPage(NumberedPage, TaughtPage):
    """A lesson: what it promises, and a body of blocks with its quizzes and exercises."""

    screen = "courses.views.lesson.show"
    parent_page_types = ["courses.ModulePage"]
    subpage_types: list[str] = []

    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=30, validators=[MinValueValidator(1)], help_text=_("To read and to answer.")
    )
    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences that open the lesson."))
    goals = models.TextField(
        _("after this lesson you can"),
        blank=True,
        help_text=_("One goal on each line, beginning with a verb."),
    )
    body = BodyField(LessonBody(), verbose_name=_("body"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        ModuleNotice(
            _("The module of this lesson is not public yet: it is published together with the lesson.")
        ),
        FieldRowPanel([FieldPanel("code"), FieldPanel("minutes")]),
        FieldPanel("lead"),
        FieldPanel("goals"),
        HelpPanel(
            _(
                "Headings, tables and figures are numbered by the school. Every table, chart and figure names its "
                "source and edition. A quiz or an exercise keeps its answers when the lesson is published again."
            )
        ),
        FieldPanel("body"),
    ]
    override_translatable_fields = [
        SynchronizedField("slug"),
        SynchronizedField("code", overridable=False),
        SynchronizedField("minutes", overridable=False),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("code"),
        index.SearchField("lead"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    @property
    def goal_list(self) -> list[str]:
        return lines(self.goals)

    @property
    def course_path(self) -> str:
        """Where the course stands in the page tree: two steps up."""
        return self.path[: -2 * self.steplen]

    def code_prefix(self, parent_path: str) -> str:
        module = ModulePage.objects.filter(path=parent_path).first()
        # A module saved as a draft may have no number yet: it will get the next one, and its lessons are numbered under that.
        return f"{module.code or module.next_code()}." if module else ""
