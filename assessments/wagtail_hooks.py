"""The editors' side of the examination office: exercises to write, results to read."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from assessments.desk.exercises import (
    ExerciseViewSet,
    SaveAndTry,
    refuse_untried,
    save_and_try,
    submissions_url,
    try_url,
)
from assessments.desk.queue import MarkAgainView, QueueView
from assessments.desk.results import ResultsReport
from assessments.desk.submissions import (
    ActivityView,
    SubmissionFileView,
    SubmissionsView,
    SubmissionView,
)
from assessments.models import Exercise
from assessments.rules import may_run_marking, may_see_results

register_snippet(ExerciseViewSet)
hooks.register("before_publish", refuse_untried)
hooks.register("after_create_snippet", save_and_try)
hooks.register("after_edit_snippet", save_and_try)


@hooks.register("register_snippet_action_menu_item")
def save_and_try_item(model):
    return SaveAndTry() if model is Exercise else None


@hooks.register("register_snippet_listing_buttons")
def try_button(snippet, user, next_url=None):
    if isinstance(snippet, Exercise) and user.has_perm("assessments.change_exercise"):
        yield Button(_("Try it"), url=try_url(snippet), icon_name="circle-check", priority=15)
        yield Button(_("Submissions"), url=submissions_url(snippet), icon_name="tasks", priority=16)


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
        path("reports/activities/<int:pk>/", ActivityView.as_view(), name="activity"),
        path(
            "reports/activities/<int:pk>/submissions/", SubmissionsView.as_view(), name="activity_submissions"
        ),
        path(
            "reports/activities/<int:pk>/submissions/results/",
            SubmissionsView.as_view(results_only=True),
            name="activity_submissions_results",
        ),
        path("reports/submissions/<int:pk>/", SubmissionView.as_view(), name="submission"),
        path("reports/submissions/<int:pk>/notebook/", SubmissionFileView.as_view(), name="submission_file"),
    ]


class QueueMenuItem(MenuItem):
    """Shown to those who look after the marking."""

    def is_shown(self, request) -> bool:
        return may_run_marking(request.user)


@hooks.register("register_reports_menu_item")
def queue_menu_item():
    return QueueMenuItem(
        _("Marking queue"),
        reverse("marking_queue"),
        name="marking-queue",
        icon_name="clipboard-list",
        order=710,
    )


@hooks.register("register_admin_urls")
def queue_urls():
    return [
        path("reports/queue/", QueueView.as_view(), name="marking_queue"),
        path("reports/queue/<int:pk>/again/", MarkAgainView.as_view(), name="mark_again"),
    ]
