from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FoundationConfig(AppConfig):
    name = "foundation"
    verbose_name = _("foundation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from foundation import doorbell, restrictions, translations  # noqa: F401  (restrictions connects its receivers)

        translations.connect()
        doorbell.connect()
