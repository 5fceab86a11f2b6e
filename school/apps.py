from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchoolConfig(AppConfig):
    name = "school"
    verbose_name = _("school")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from foundation import privacy, search

        # Imported for what they register: what follows publishing, the erasure before a deletion, the check before production.
        from school import receivers  # noqa: F401
        from school.actions import leaving  # noqa: F401
        from school.queries.findable import PAGE, TERM, page_entries, term_entries
        from school.serving import demonstration_signins  # noqa: F401

        search.register(TERM, term_entries)
        search.register(PAGE, page_entries)
        privacy.read_rooms()
