"""Every address of the site. Pages of the CMS come last: what is not a screen is a page."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import authenticate_with_password

from school.views import doors, health, pages, root, worker

urlpatterns = [
    path("", root.show, name="root"),
    path("health/", health.show, name="health"),
    path("service-worker.js", worker.show, name="service_worker"),
    path("health/jobs/", health.jobs, name="health_jobs"),
    # One door: the editors' side has no sign-in of its own, and a page for the few asks at the same door.
    path("cms/login/", doors.sign_in, name="cms_login"),
    path("_util/login/", doors.sign_in, name="wagtailcore_login"),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", pages.media, name="media"),
]

urlpatterns += i18n_patterns(
    path("account/", include("accounts.urls")),
    path("account/", include("allauth.urls")),
    path("", include("foundation.urls")),
    path("learning/", include("courses.urls")),
    path("network/", include("network.urls")),
    path("programme/", include("webinars.urls")),
    path("", include("assessments.urls")),
    path("", include("school.screen_urls")),
    re_path(r"^((?:[\w\-]+/)*)$", pages.serve, name="wagtail_serve"),
    prefix_default_language=True,
)

handler400 = "school.views.errors.bad_request"
handler404 = "school.views.errors.not_found"
handler403 = "school.views.errors.forbidden"
handler500 = "school.views.errors.failed"
