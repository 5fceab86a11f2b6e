from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchoolConfig(AppConfig):
    name = "school"
    verbose_name = _("school")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from foundation import privacy

        # Imported for what they register: the check before production, the erasure before a deletion.
        from school import search_sources
        from school.actions import leaving  # noqa: F401
        from school.serving import anonymous_pages, demonstration_signins  # noqa: F401

        search_sources.register()
        anonymous_pages.connect()
        privacy.read_rooms()
