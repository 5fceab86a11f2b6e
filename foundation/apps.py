from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FoundationConfig(AppConfig):
    name = "foundation"
    verbose_name = _("foundation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from foundation.jobs import doorbell
        from foundation.language import page_trees
        from foundation.web import restrictions  # noqa: F401  (connects its receivers)

        page_trees.connect()
        doorbell.connect()
