from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchoolConfig(AppConfig):
    name = "school"
    verbose_name = _("school")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from foundation import privacy
        from school import anonymous, production, search_sources  # noqa: F401  (production: its check is registered)

        search_sources.register()
        anonymous.connect()
        privacy.read_rooms()
