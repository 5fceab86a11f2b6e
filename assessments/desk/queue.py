"""The marking queue, for administrators: what waits, and having a notebook marked again."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from assessments.actions.grading import mark_again
from assessments.queries.queue import queue_screen
from assessments.rules import may_run_marking


class QueueMixin:
    """For those who look after the marking."""

    def dispatch(self, request, *args, **kwargs):
        if not may_run_marking(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class QueueView(QueueMixin, WagtailAdminTemplateMixin, TemplateView):
    """The queue as it stands."""

    page_title = _("Marking queue")
    header_icon = "clipboard-list"
    template_name = "assessments/cms/queue.html"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(screen=queue_screen(), **kwargs)


class MarkAgainView(QueueMixin, View):
    """Puts a notebook that could not be marked back into the queue."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        if mark_again(kwargs["pk"]):
            messages.success(request, gettext("The notebook is in the queue again."))
        else:
            messages.warning(
                request, gettext("The notebook is in the queue already, or was marked meanwhile.")
            )
        return redirect("marking_queue")
