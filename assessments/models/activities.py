"""Activities, and the versions in which they were asked. A version never changes: an attempt points at what was asked."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from assessments.shapes import ExerciseSpec
from assessments.spec.exercise import content_hash, upgraded


class Activity(models.Model):
    """Something that is answered and marked, the same in every language."""

    class Kind(models.TextChoices):
        QUIZ = "quiz", _("Quiz")
        NOTEBOOK = "notebook", _("Notebook exercise")

    key = models.UUIDField(_("key"), unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    #: The translation key of the exercise that a notebook activity shows: a change of the exercise makes a new version.
    exercise_key = models.UUIDField(_("exercise"), null=True, blank=True, db_index=True)
    #: Which attempt counts, as the present versions say.
    counts = models.CharField(
        _("what counts"),
        max_length=10,
        choices=[("best", _("the best")), ("last", _("the last"))],
        default="best",
    )

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key}"


class ActivityVersionQuerySet(models.QuerySet["ActivityVersion"]):
    """Versions; bulk changes are refused as single ones are."""

    def current(self) -> "ActivityVersionQuerySet":
        """The newest version of each activity in each language."""
        newer = ActivityVersion.objects.filter(
            activity=OuterRef("activity"), language=OuterRef("language"), number__gt=OuterRef("number")
        )
        return self.filter(~Exists(newer))

    def update(self, **fields):
        raise ActivityVersion.Immutable("A version of an activity is never changed: publish a new one.")


class ActivityVersion(models.Model):
    """What was asked, as plain data, in one language."""

    class Immutable(Exception):
        """A version that is kept cannot be changed."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="versions")
    language = models.CharField(_("language"), max_length=10)
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=255)
    spec = models.JSONField(_("specification"))
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(_("published"), auto_now_add=True)

    objects = ActivityVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "language", "number"], name="activity_version_once")
        ]
        verbose_name = _("version of an activity")
        verbose_name_plural = _("versions of activities")

    def __str__(self) -> str:
        return f"{self.title} ({self.language}, {self.number})"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise self.Immutable("A version of an activity is never changed: publish a new one.")
        self.sha256 = content_hash([self.title, self.spec])
        super().save(*args, **kwargs)

    @property
    def asked(self) -> ExerciseSpec:
        """The specification as it is written today, though the version may be older."""
        return upgraded(self.spec)

    @property
    def tries(self) -> int:
        """How many tries there are; 0 for no limit."""
        return int(self.spec.get("tries", 0))

    @property
    def pause(self) -> int:
        """Minutes between two notebooks; 0 for none."""
        return int(self.spec.get("pause", 0))

    def is_passed(self, score: float, max_score: float) -> bool:
        """Whether so many points of so many are enough."""
        return 100 * score >= float(self.spec.get("pass_mark", 60)) * max_score - 1e-9
