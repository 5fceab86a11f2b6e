from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = _("assessments")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Both listen to signals.
        from assessments import jobs, receivers  # noqa: F401
