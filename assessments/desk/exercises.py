"""The screens on which exercises are written and tried. What is published was tried as it is, whichever way it goes there."""

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.views import snippets

from assessments.actions.trials import ask_for_trial
from assessments.models import Activity, Exercise
from assessments.models.exercises import NOTEBOOKS
from assessments.queries.submissions import may_open
from assessments.queries.trial import trial_screen, what_is_missing

TRY = "action-try"
NAMESPACE = "wagtailsnippets_assessments_exercise"


def try_url(exercise: Exercise) -> str:
    """The page on which an exercise is tried."""
    return reverse(f"{NAMESPACE}:try", args=[exercise.pk])


def not_tried(request, exercise: Exercise) -> HttpResponseRedirect:
    """Say why an exercise was not published, and lead to where it can be tried."""
    messages.warning(
        request,
        gettext(
            "Saved as a draft, and not published: an exercise is published when it was tried as it is now, and passed."
        ),
    )
    return redirect(try_url(exercise))


class SaveAndTry(ActionMenuItem):
    """The button that saves the draft and tries it."""

    name = TRY
    label = _("Save and try it")
    icon_name = "circle-check"
    order = 5


def save_and_try(request, exercise) -> HttpResponseRedirect | None:
    """After the draft was saved: begin the trial, where there is something to try, and show it."""
    if not isinstance(exercise, Exercise) or TRY not in request.POST:
        return None
    if not what_is_missing(exercise) and not exercise.is_tried:
        ask_for_trial(exercise, request.user)
    return redirect(try_url(exercise))


def refuse_untried(request, exercise) -> HttpResponseRedirect | None:
    """Before publishing: nothing but what was tried."""
    if isinstance(exercise, Exercise) and not exercise.is_tried:
        return not_tried(request, exercise)
    return None


def submissions_url(exercise: Exercise) -> str:
    """The way to what was handed in at an exercise."""
    return reverse(f"{NAMESPACE}:submissions", args=[exercise.pk])


class TryHeader:
    """The buttons in the head of the editor."""

    object: Exercise

    @property
    def header_buttons(self):
        if not self.object or not self.object.pk:
            return []
        return [
            HeaderButton(_("Try it"), url=try_url(self.object), icon_name="circle-check"),
            HeaderButton(_("Submissions"), url=submissions_url(self.object), icon_name="tasks"),
        ]


class ExerciseEditView(TryHeader, snippets.EditView):
    """Refuses to send or approve what was not tried."""

    def submit_action(self):
        return refuse_untried(self.request, self.object) or super().submit_action()

    def workflow_action_action(self):
        is_refused = self.workflow_action == "approve" and refuse_untried(self.request, self.object)
        return is_refused or super().workflow_action_action()


class ExerciseCreateView(snippets.CreateView):
    """The same for an exercise that is new."""

    def submit_action(self):
        return refuse_untried(self.request, self.object) or super().submit_action()


class ExerciseApproval(snippets.WorkflowActionView):
    """Approving from a list: what would be published must have been tried."""

    def post(self, request, *args, **kwargs):
        if self.action_name == "approve":
            # The newest revision is what the workflow publishes.
            waiting = self.object.get_latest_revision_as_object()
            if not waiting.is_tried:
                not_tried(request, waiting)
                if request.headers.get("x-requested-with") == "XMLHttpRequest":
                    told = {"step": "success", "redirect": try_url(waiting)}
                    return self.render_modal_json(request, told)
                return redirect(try_url(waiting))
        return super().post(request, *args, **kwargs)


class ExerciseView(BaseObjectMixin, PermissionCheckedMixin):
    """A screen about the newest draft of one exercise, for those who may change it."""

    model = Exercise
    permission_required = "change"

    def get_object(self) -> Exercise:
        found = super().get_object()
        return found.get_latest_revision_as_object()


class TryView(ExerciseView, WagtailAdminTemplateMixin, TemplateView):
    """Try it: the marks of solution, starter and known mistakes."""

    page_title = _("Try it")
    header_icon = "circle-check"
    template_name = "assessments/cms/try.html"

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(f"{NAMESPACE}:list"), "label": gettext("Exercises")},
            {"url": reverse(f"{NAMESPACE}:edit", args=[self.object.pk]), "label": str(self.object)},
            {"url": "", "label": gettext("Try it"), "sublabel": self.object.locale.get_display_name()},
        ]

    @property
    def header_buttons(self):
        edit = reverse(f"{NAMESPACE}:edit", args=[self.object.pk])
        return [HeaderButton(_("Edit"), url=edit, icon_name="edit")]

    def get_context_data(self, **kwargs):
        screen = trial_screen(self.object)
        publish = self.user_has_permission("publish") and self.object.has_unpublished_changes
        has_passed = screen.trial is not None and screen.trial.has_passed
        return super().get_context_data(
            screen=screen,
            exercise=self.object,
            may_publish=publish and has_passed,
            must_be_sent=not publish and has_passed and not self.object.live,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if request.POST.get("do") == "publish":
            return self._publish()
        if not what_is_missing(self.object):
            ask_for_trial(self.object, request.user)
        return redirect(try_url(self.object))

    def _publish(self):
        if not self.user_has_permission("publish"):
            return self.get(self.request)
        revision = self.object.latest_revision or self.object.save_revision(user=self.request.user)
        try:
            revision.publish(user=self.request.user)
        except ValidationError:
            return not_tried(self.request, self.object)
        messages.success(self.request, gettext("“%s” is published.") % self.object)
        return redirect(reverse(f"{NAMESPACE}:list"))


class NotebookFileView(ExerciseView, TemplateView):
    """A notebook of the exercise as a file, for those who write exercises: its solution above all is nobody else's."""

    def get(self, request, *args, **kwargs):
        name = self.kwargs["field"]
        file = getattr(self.object, name) if name in _FIELDS else None
        if not file:
            raise Http404
        response = FileResponse(
            file.open("rb"), as_attachment=True, filename=f"{self.object.code.lower()}-{name}.ipynb"
        )
        response["Content-Type"] = "application/x-ipynb+json"
        response["X-Content-Type-Options"] = "nosniff"
        return response


class ExerciseSubmissionsView(ExerciseView, TemplateView):
    """To the activity that shows the exercise; to the table of results where there are several, or none that is theirs."""

    permission_required = "view"

    def get(self, request, *args, **kwargs):
        key = self.object.translation_key
        theirs = may_open(request.user, Activity.objects.filter(exercise_key=key))
        if len(theirs) == 1:
            return redirect("activity", theirs.pop())
        return redirect(f"{reverse('activity_results')}?exercise={key}")


_FIELDS = {name for parts in NOTEBOOKS.values() for name in parts.values()}


class ExerciseViewSet(snippets.SnippetViewSet):
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
    add_view_class = ExerciseCreateView
    edit_view_class = ExerciseEditView
    workflow_action_view_class = ExerciseApproval

    @property
    def try_view(self):
        return self.construct_view(TryView, template_name=TryView.template_name)

    @property
    def file_view(self):
        return self.construct_view(NotebookFileView)

    @property
    def submissions_view(self):
        return self.construct_view(ExerciseSubmissionsView)

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("try/<int:pk>/", self.try_view, name="try"),
            path("submissions/<int:pk>/", self.submissions_view, name="submissions"),
            path("notebook/<int:pk>/<slug:field>/", self.file_view, name="notebook_file"),
        ]
