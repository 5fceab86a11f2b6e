from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebinarsConfig(AppConfig):
    name = "webinars"
    verbose_name = _("webinars")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from foundation import search
        from webinars import queries, receivers  # noqa: F401

        search.register(queries.PAGE_KIND, queries.all_page_entries)
        search.register(queries.CUE_KIND, queries.all_cue_entries)
