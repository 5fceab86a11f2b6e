"""The editors' side: a trainer finds the courses that are theirs on the front page."""

from wagtail import hooks
from wagtail.admin.ui.components import Component

from courses.queries import taught_by


class TaughtCourses(Component):
    """The courses that a person teaches, each with the way to add a module or a lesson."""

    name = "taught_courses"
    template_name = "courses/editors/my_courses.html"
    order = 50

    def get_context_data(self, parent_context):
        return {"courses": taught_by(parent_context["request"].user)}


@hooks.register("construct_homepage_panels")
def show_taught_courses(_request, panels) -> None:
    """Before everything else: it is what a trainer came for."""
    panels.insert(0, TaughtCourses())
