from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "network"
    verbose_name = _("network")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from network import (
            api,
            receivers,  # noqa: F401  (connects its receivers)
        )

        api.register_search_sources()
