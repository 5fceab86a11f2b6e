"""Panels of the editors' side that say what a form cannot: what stands beneath a page, and what publishing it brings about."""

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.panels import HelpPanel


class BeneathPanel(HelpPanel):
    """What stands beneath a saved page, in its order, and the way to add to it: nobody has to know the page tree."""

    def __init__(self, child: str, heading, add_label, **kwargs):
        super().__init__(template="courses/editors/beneath.html", heading=heading, **kwargs)
        self.child, self.add_label = child, add_label

    def clone_kwargs(self):
        kwargs = super().clone_kwargs()
        kwargs.pop("content"), kwargs.pop("template")
        return {**kwargs, "child": self.child, "add_label": self.add_label}

    class BoundPanel(HelpPanel.BoundPanel):
        @cached_property
        def children(self):
            return [page.specific for page in self.instance.get_children().order_by("path")]

        @property
        def add_label(self):
            return self.panel.add_label

        @property
        def add_url(self) -> str:
            return reverse("wagtailadmin_pages:add", args=["courses", self.panel.child, self.instance.pk])

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and not self.instance.alias_of_id


class ModuleNotice(HelpPanel):
    """On a lesson whose module nobody can see yet: publishing the lesson publishes the module too."""

    def __init__(self, content="", **kwargs):
        kwargs.setdefault("template", "courses/editors/notice.html")
        super().__init__(content=content, **kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            module = getattr(self.form, "parent_page", None)
            is_public = self.instance.pk and self.instance.live
            return module is not None and not module.live and not is_public
