"""What the editors' side tells of answers: by activity, without anybody's name. A title leads to those who may see more."""

from uuid import UUID

from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from assessments import rules
from assessments.models import Activity, Exercise
from assessments.queries.results import activities_in_numbers
from assessments.queries.submissions import may_open


class NamedColumn(TitleColumn):
    """A title that keeps room for itself beside many columns: Wagtail's breaks words in the middle."""

    def __init__(self, name, **kwargs):
        super().__init__(name, classname="named", **kwargs)

    class Media:
        css = {"all": ["css/cms/submissions.css"]}


class ResultsReport(ReportView):
    """How each activity is answered: trainees, tries, the part that passed, the mean of the points."""

    model = Activity
    page_title = _("Results of activities")
    header_icon = "tasks"
    index_url_name = "activity_results"
    index_results_url_name = "activity_results_results"
    index_url = reverse_lazy("activity_results")
    permission_policy = ModelPermissionPolicy(Exercise)
    any_permission_required = ["add", "change", "view"]
    list_export: list[str] = []
    default_ordering = "-tries"
    is_searchable = False
    plain_columns = [
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        NumberColumn("trainees", label=_("Trainees"), sort_key="trainees"),
        NumberColumn("tries", label=_("Tries"), sort_key="tries"),
        NumberColumn("passed", label=_("Trainees who passed"), sort_key="passed"),
        Column(
            "mean",
            label=_("Mean of the points, per cent"),
            accessor=lambda row: _percent(row.share),
            sort_key="share",
        ),
        NumberColumn("waiting", label=_("Waiting to be marked"), sort_key="waiting"),
        NumberColumn("failed", label=_("Could not be marked"), sort_key="failed"),
    ]

    @cached_property
    def columns(self):
        """The title leads to the activity's own page, where this person may open it."""
        return [
            NamedColumn("title", label=_("Activity"), width="20%", get_url=self.get_title_url),
            Column(
                "place", label=_("Lesson"), width="20%", accessor=lambda row: self.places.get(row.key, "")
            ),
            *self.plain_columns,
        ]

    @cached_property
    def places(self):
        return rules.places(get_language() or "en")

    def get_title_url(self, row) -> str | None:
        return reverse("activity", args=[row.pk]) if row.pk in self.openable else None

    @cached_property
    def openable(self) -> set[int]:
        """Looked up once for the rows of this page."""
        return may_open(self.request.user, self.shown)

    def get_table(self, object_list):
        self.shown = list(object_list)
        return super().get_table(self.shown)

    def get_queryset(self):
        return self.order_queryset(self._of_one_exercise(activities_in_numbers()))

    def _of_one_exercise(self, found):
        """``?exercise=`` leaves the activities that show this one: where a page of an exercise leads to."""
        try:
            return found.filter(exercise_key=UUID(self.request.GET.get("exercise", "")))
        except ValueError:
            return found


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.0f}"
