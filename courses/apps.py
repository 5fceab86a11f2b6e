from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = _("courses")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from assessments import api as assessments
        from courses import receivers  # noqa: F401  (connects them)
        from courses.api import owns_scope, places, taught
        from courses.queries.findable import course_entries, lesson_entries
        from foundation import search

        assessments.register_scope_owner(owns_scope)
        assessments.register_teaching(taught)
        assessments.register_places(places)
        search.register("course", course_entries)
        search.register("lesson", lesson_entries)
