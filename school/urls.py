"""Every address of the site. Pages of the CMS come last: what is not a screen is a page."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from school.views import health, pages, root

urlpatterns = [
    path("", root.show, name="root"),
    path("health/", health.show, name="health"),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", pages.media, name="media"),
]

urlpatterns += i18n_patterns(
    path("account/", include("allauth.urls")),
    path("", include("foundation.urls")),
    path("learning/", include("courses.urls")),
    path("network/", include("network.urls")),
    path("programme/", include("webinars.urls")),
    path("", include("assessments.urls")),
    path("", include("school.screens")),
    re_path(r"^((?:[\w\-]+/)*)$", pages.serve, name="wagtail_serve"),
    prefix_default_language=True,
)
