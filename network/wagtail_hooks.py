"""The coordinators' desk on the editors' side: requests to be listed, roles, offices."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.site_summary import SummaryItem
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView, SnippetViewSet, SnippetViewSetGroup

from network import actions
from network.models import Member, Office
from network.queries.people import waiting_requests
from network.rules import may_coordinate


class MemberPolicy(ModelPermissionPolicy):
    """Members write their profiles themselves: nobody adds one for them, whatever rights they have."""

    def user_has_permission(self, user, action):
        return action != "add" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class MemberEditView(EditView):
    """What a coordinator decides is carried out by the room's action; what the action refuses is said at its field."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ValidationError as refusal:
            for name, errors in refusal.update_error_dict({}).items():
                form.add_error(name if name in form.fields else None, errors)
            self.produced_error_code = "validation_error"
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)

    def save_instance(self):
        self.new_revision = None
        given = self.form.cleaned_data
        member = actions.coordinate(
            self.form.instance,
            actions.Decision(
                office=given["office"],
                role=given["role"],
                since=given["role_since"],
                until=given["role_until"],
                is_listed=given["is_listed"],
            ),
        )
        log(
            instance=member,
            action="wagtail.edit",
            user=self.request.user,
            content_changed=self.form.has_changed(),
        )
        return member


class MemberViewSet(SnippetViewSet):
    """Members: a coordinator sees name, role, country and office, and nothing else that a member may hide."""

    model = Member
    icon = "user"
    menu_label = _("Members")
    list_display = ["name", "role", "country", "office", "is_listed", "listing_requested_at"]
    list_filter = ["role", "is_listed"]
    search_fields = ["name"]
    ordering = ["is_listed", "-listing_requested_at", "name"]
    copy_view_enabled = False
    inspect_view_enabled = False
    edit_view_class = MemberEditView


class OfficeViewSet(SnippetViewSet):
    """Offices, with their country."""

    model = Office
    icon = "home"
    menu_label = _("Offices")
    list_display = ["name", "acronym", "kind", "country"]
    list_filter = ["kind"]
    search_fields = ["name", "acronym"]


class NetworkGroup(SnippetViewSetGroup):
    """The network's entry in the menu."""

    items = (MemberViewSet, OfficeViewSet)
    menu_label = _("Network")
    menu_icon = "group"
    menu_order = 250


register_permission_policy(Member, MemberPolicy(Member))
register_snippet(NetworkGroup)


@hooks.register("after_edit_snippet")
def keep_directory_in_step(_request, instance) -> None:
    """An office that was given another name shows in the directory at once."""
    if isinstance(instance, Office):
        for member in instance.members.all():
            actions.refresh_cards(member)


class WaitingRequests(SummaryItem):
    """How many members wait to be listed."""

    order = 400

    def render_html(self, _parent_context):
        count = waiting_requests()
        text = ngettext("%(count)s request to be listed", "%(count)s requests to be listed", count)
        url = reverse(MemberViewSet().get_url_name("list")) + "?is_listed=false"
        return format_html('<li><a href="{}"><span>{}</span></a></li>', url, text % {"count": count})

    def is_shown(self):
        return may_coordinate(self.request.user)


@hooks.register("construct_homepage_summary_items")
def add_waiting_requests(request, items) -> None:
    """Put the count on the editors' front page."""
    items.append(WaitingRequests(request))
