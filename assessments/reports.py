"""What the editors' side tells of answers: by activity, without anybody's name."""

from django.db.models import Avg, Case, Count, F, OuterRef, Q, Subquery, When
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from assessments.models import Activity, ActivityVersion, Attempt, Exercise


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
    columns = [
        TitleColumn("title", label=_("Activity"), width="30%"),
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

    def get_queryset(self):
        is_source = Case(When(language="en", then=0), default=1)
        newest = ActivityVersion.objects.filter(activity=OuterRef("pk")).order_by(is_source, "-pk")
        found = Activity.objects.annotate(
            title=Subquery(newest.values("title")[:1]),
            tries=Count("attempts"),
            trainees=Count("attempts__user", distinct=True),
            passed=Count("attempts__user", distinct=True, filter=Q(attempts__is_passed=True)),
            share=Avg(
                F("attempts__score") * 100 / F("attempts__max_score"),
                filter=Q(attempts__state=Attempt.State.MARKED, attempts__max_score__gt=0),
            ),
            waiting=Count("attempts", filter=Q(attempts__state__in=Attempt.WAITING)),
            failed=Count("attempts", filter=Q(attempts__state=Attempt.State.FAILED)),
        )
        return self.order_queryset(found)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.0f}"
