"""The editors' side: what its buttons are called here, and what it says when a page was approved."""

from django.http import JsonResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import SubmitForModerationMenuItem


class SendToTheEditors(SubmitForModerationMenuItem):
    """In plain words and in the person's language: a workflow has one name in the database."""

    def get_context_data(self, parent_context):
        page = parent_context.get("page")
        state = page.current_workflow_state if page else None
        is_back = state is not None and state.status == state.STATUS_NEEDS_CHANGES
        label = _("Send to the editors again") if is_back else _("Send to the editors")
        return {**super().get_context_data(parent_context), "label": label}


@hooks.register("construct_page_action_menu")
def say_where_it_goes(menu_items, _request, _context) -> None:
    """In the place of Wagtail's own button."""
    for place, item in enumerate(menu_items):
        if type(item) is SubmitForModerationMenuItem:
            menu_items[place] = SendToTheEditors(order=item.order)


@hooks.register("before_edit_page", order=-10)
def save_and_no_more(request, _page):
    """What saves by itself never approves: to approve, Wagtail writes into the form, takes that for something typed, and sends it
    a second time. The form itself does it, once."""
    if (
        request.method != "POST"
        or request.accepts("text/html")
        or "action-workflow-action" not in request.POST
    ):
        return None
    said = {
        "success": False,
        "error_code": "blocked_by_hook",
        "error_message": gettext("Not saved: the page is being approved."),
    }
    return JsonResponse(said, status=400)


@hooks.register("after_edit_page")
def say_that_it_is_published(request, page) -> None:
    """After an approval Wagtail says that the page was updated; who approved wants to know whether readers see it."""
    if request.POST.get("workflow-action-name") != "approve":
        return
    now = type(page).objects.get(pk=page.pk)
    if now.live and not now.has_unpublished_changes:
        text = gettext("“%(title)s” is published.") % {"title": now.get_admin_display_title()}
        messages.success(request, text, buttons=[messages.button(now.url, gettext("View it"))])
