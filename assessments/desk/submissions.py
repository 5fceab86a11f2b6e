"""The editors' side of what was handed in: an activity in numbers, the list of tries, one try with its notebook."""

import django_filters
from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton

from assessments import rules
from assessments.desk.results import NamedColumn
from assessments.kinds.answers import words
from assessments.models import Activity, Attempt, SubmittedNotebook
from assessments.panels.submitted import MAX_AGE, address, notebook_file
from assessments.queries.submissions import (
    activity_screen,
    audience,
    checks,
    in_language,
    present_versions,
    submission,
    wrong_in,
)

HARMLESS = "default-src 'none'; sandbox"


def results_crumb() -> dict:
    return {"url": reverse("activity_results"), "label": gettext("Results of activities")}


def place_of(activity: Activity) -> str:
    """Its course and its lesson, in words; nothing where no published lesson shows it."""
    return rules.places(get_language() or "en").get(activity.key, "")


class ActivityMixin:
    """A page about one activity, for those who may see what was handed in."""

    #: Whether names are shown on it.
    shows_names = False

    def dispatch(self, request, *args, **kwargs):
        self.versions = present_versions(kwargs["pk"])
        self.activity = self.versions[0].activity
        self.seen = audience(request.user, self.activity)
        if self.shows_names and not self.seen.names:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    @cached_property
    def version(self):
        return in_language(self.versions, get_language() or "en")


class ActivityView(ActivityMixin, WagtailAdminTemplateMixin, TemplateView):
    """How an activity is answered: numbers, the part of each answer that is right, the values that come again and again."""

    template_name = "assessments/cms/activity.html"
    header_icon = "tasks"

    def get_page_title(self):
        return self.screen.version.title

    def get_page_subtitle(self):
        return place_of(self.activity)

    @cached_property
    def screen(self):
        return activity_screen(self.versions, self.seen, get_language() or "en")

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, results_crumb(), {"url": "", "label": self.screen.version.title}]

    @property
    def header_buttons(self):
        if not self.seen.names:
            return []
        listed = reverse("activity_submissions", args=[self.activity.pk])
        return [HeaderButton(_("List of submissions"), url=listed, icon_name="list-ul")]

    def get_context_data(self, **kwargs):
        exercise = self.screen.exercise
        edit = ""
        if exercise is not None and self.request.user.has_perm("assessments.change_exercise"):
            edit = reverse("wagtailsnippets_assessments_exercise:edit", args=[exercise.pk])
        return super().get_context_data(
            screen=self.screen,
            edit_url=edit,
            list_url=reverse("activity_submissions", args=[self.activity.pk]) if self.seen.names else "",
            **kwargs,
        )


class SubmissionFilters(WagtailFilterSet):
    """By name, by state, by whether it passed, and by an answer that was not right."""

    trainee = django_filters.CharFilter(label=_("Trainee"), method="only_named")

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=Attempt.State.choices, empty_label=_("All"), widget=forms.RadioSelect
    )
    passed = django_filters.ChoiceFilter(
        label=_("Has passed"),
        field_name="is_passed",
        choices=[("True", _("Yes")), ("False", _("No"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    wrong = django_filters.ChoiceFilter(
        label=_("Answer that was not right"),
        empty_label=_("All"),
        method="only_wrong",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Attempt
        fields: list[str] = []

    def __init__(self, *args, answers: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["wrong"].extra["choices"] = answers

    def only_named(self, attempts, _name, value):
        """Every word is a part of the name that is shown: of who has given none, what stands before the @. More is not told."""
        for word in value.split():
            found = Q(user__first_name__icontains=word) | Q(user__last_name__icontains=word)
            if "@" not in word:
                found |= Q(user__first_name="", user__last_name="", user__email__istartswith=word)
            attempts = attempts.filter(found)
        return attempts

    def only_wrong(self, attempts, _name, value):
        return wrong_in(attempts, value)


class HandedInColumn(Column):
    """When it came; and when it was written, by the device's clock, where it had to wait there for the line."""

    cell_template_name = "assessments/cms/_handed_in.html"


class StateColumn(Column):
    """The state, and whether it passed."""

    cell_template_name = "assessments/cms/_state.html"

    class Media:
        css = {"all": ["css/cms/exercise.css"]}


def points(attempt: Attempt) -> str:
    """Points of points, where it is marked."""
    if attempt.score is None:
        return ""
    return gettext("%(points)s of %(total)s") % {
        "points": f"{attempt.score:g}",
        "total": f"{attempt.max_score:g}",
    }


class SubmissionsView(ActivityMixin, ReportView):
    """Every try at an activity, the newest first."""

    shows_names = True
    model = Attempt
    page_title = _("Submissions")
    header_icon = "list-ul"
    is_searchable = False
    filterset_class = SubmissionFilters
    default_ordering = "-submitted_at"
    list_export: list[str] = []
    columns = [
        NamedColumn(
            "user",
            label=_("Trainee"),
            accessor=lambda row: row.user.name,
            get_url=lambda row: reverse("submission", args=[row.pk]),
            width="25%",
        ),
        Column("number", label=_("Try"), sort_key="number"),
        HandedInColumn("submitted_at", label=_("Handed in"), sort_key="submitted_at"),
        StateColumn("state", label=_("State")),
        Column("score", label=_("Points"), accessor=points, sort_key="score"),
        Column("runtime", label=_("Runtime")),
    ]

    def get_page_subtitle(self):
        return " · ".join(filter(None, (self.version.title, place_of(self.activity))))

    @cached_property
    def index_url(self):
        return reverse("activity_submissions", args=[self.activity.pk])

    @cached_property
    def index_results_url(self):
        return reverse("activity_submissions_results", args=[self.activity.pk])

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            results_crumb(),
            {"url": reverse("activity", args=[self.activity.pk]), "label": self.version.title},
            {"url": "", "label": gettext("Submissions")},
        ]

    def get_filterset_kwargs(self):
        names = [(name, label) for name, label, _judge, _rule in checks(self.version)]
        return {**super().get_filterset_kwargs(), "answers": names}

    def get_queryset(self):
        rows = self.seen.attempts.select_related("user").defer("marks", "answers")
        return self.order_queryset(rows)

    def order_queryset(self, queryset):
        """The id decides between equals, so that no try is on two pages."""
        return queryset.order_by(self.ordering, "-pk")


class SubmissionMixin:
    """One attempt, for those who may open it."""

    def dispatch(self, request, *args, **kwargs):
        self.attempt = submission(request.user, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class SubmissionView(SubmissionMixin, WagtailAdminTemplateMixin, TemplateView):
    """One try: marks and feedback as the trainee read them, and beside them the notebook, framed from the other origin."""

    template_name = "assessments/cms/submission.html"
    header_icon = "doc-full-inverse"

    def get_page_title(self):
        return gettext("%(trainee)s, try %(number)d") % {
            "trainee": self.attempt.user.name,
            "number": self.attempt.number,
        }

    def get_page_subtitle(self):
        return place_of(self.attempt.activity)

    def get_breadcrumbs_items(self):
        title = self.attempt.version.title
        of = self.attempt.activity_id
        return [
            *self.breadcrumbs_items,
            results_crumb(),
            {"url": reverse("activity", args=[of]), "label": title},
            {"url": reverse("activity_submissions", args=[of]), "label": gettext("Submissions")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        attempt = self.attempt
        is_notebook = attempt.activity.kind == Activity.Kind.NOTEBOOK
        return super().get_context_data(
            attempt=attempt,
            points=points(attempt),
            written_at=getattr(attempt, "written_at", None),
            rows=marked_rows(attempt),
            frame=address(attempt, self.request.user) if is_notebook else "",
            file_url=reverse("submission_file", args=[attempt.pk]) if is_notebook else "",
            minutes=MAX_AGE // 60,
            lab_origin=settings.LAB_ORIGIN,
            **kwargs,
        )


def marked_rows(attempt: Attempt) -> list[dict]:
    """What was asked, with the mark and all that was said to it."""
    version = attempt.version
    rows = []
    for name, label, _judge, _rule in checks(version):
        mark = attempt.marks.get(name)
        mark = mark if isinstance(mark, dict) else {}
        code = mark.get("code", "")
        rows.append(
            {
                "name": name if version.activity.kind == Activity.Kind.NOTEBOOK else "",
                "label": label,
                "mark": mark,
                "is_right": mark.get("fraction") == 1,
                "told": words.sentence(code, mark.get("detail", {}), name) or _nothing_given(code),
            }
        )
    return rows


def _nothing_given(code: str) -> str:
    if code in (words.MISSING, words.EMPTY):
        return gettext("Nothing was given.")
    return gettext("It is not one number.") if code == "not_a_number" else ""


class SubmissionFileView(SubmissionMixin, View):
    """The whole notebook as a file."""

    def get(self, request, *args, **kwargs):
        try:
            content = notebook_file(self.attempt)
        except SubmittedNotebook.DoesNotExist as error:
            raise Http404 from error
        response = HttpResponse(content, content_type="application/x-ipynb+json")
        response["Content-Disposition"] = f'attachment; filename="submission-{self.attempt.pk}.ipynb"'
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = HARMLESS
        return response
