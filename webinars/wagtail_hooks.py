"""The editors' side: recordings with their captions, and who signed up."""

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from webinars import actions
from webinars.models import Recording, Registration, WebinarPage


class RecordingViewSet(SnippetViewSet):
    """Recordings: files, captions, chapters."""

    model = Recording
    icon = "media"
    menu_label = _("Recordings")
    list_display = ["title", "language", "created_at"]
    list_filter = ["language"]
    search_fields = ["title"]


class ReadOnly(ModelPermissionPolicy):
    """Rows that people make by acting, and editors only read."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, "view")

    def user_has_any_permission(self, user, actions):
        return "view" in actions and self.user_has_permission(user, "view")


class RegistrationViewSet(SnippetViewSet):
    """Who signed up, to read."""

    model = Registration
    icon = "group"
    menu_label = _("Registrations")
    list_display = ["user", Column("webinar_title", label=_("Webinar")), "created_at", "joined_at"]
    panels = [FieldPanel("joined_at", read_only=True)]
    inspect_view_enabled = True
    copy_view_enabled = False

    def get_queryset(self, request):
        pages = WebinarPage.objects.sources().filter(translation_key=OuterRef("webinar_key"))
        title = Subquery(pages.order_by("pk").values("title")[:1])
        return (
            Registration.objects.select_related("user").annotate(webinar_title=title).order_by("-created_at")
        )


class WebinarGroup(SnippetViewSetGroup):
    """The room in the editors' menu."""

    menu_label = _("Webinars")
    menu_icon = "media"
    menu_order = 220
    items = (RecordingViewSet, RegistrationViewSet)


register_permission_policy(Registration, ReadOnly(Registration))
register_snippet(WebinarGroup)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def take_in_recording(request, instance):
    """After a recording was saved, its captions become rows and its weights are read."""
    if isinstance(instance, Recording):
        actions.take_in(instance)
