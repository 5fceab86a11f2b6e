"""The editors' side of the examination office: exercises to write, results to read."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from assessments.models import Exercise
from assessments.reports import ResultsReport
from assessments.rules import may_see_results


class ExerciseViewSet(SnippetViewSet):
    """Exercises have a place of their own in the menu."""

    model = Exercise
    icon = "code"
    menu_label = _("Exercises")
    menu_name = "exercises"
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["code", "title", "locale", "level", Column("programming", label=_("Language")), "live"]
    list_filter = ["level", "is_reviewed"]
    search_fields = ["title", "code"]
    ordering = ["code"]


register_snippet(ExerciseViewSet)


class ResultsMenuItem(MenuItem):
    """Shown to those who write exercises."""

    def is_shown(self, request) -> bool:
        return may_see_results(request.user)


@hooks.register("register_reports_menu_item")
def results_menu_item():
    return ResultsMenuItem(
        _("Results of activities"),
        reverse("activity_results"),
        name="activity-results",
        icon_name="tasks",
        order=700,
    )


@hooks.register("register_admin_urls")
def results_urls():
    return [
        path("reports/activities/", ResultsReport.as_view(), name="activity_results"),
        path(
            "reports/activities/results/",
            ResultsReport.as_view(results_only=True),
            name="activity_results_results",
        ),
    ]
