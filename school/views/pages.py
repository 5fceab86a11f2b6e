"""Serving the pages of the CMS, found by their path in one query, and the files of the media folder."""

from django.conf import settings
from django.utils.translation import get_language
from wagtail import views as wagtail_views
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from foundation import media as media_files


def serve(request, path: str):
    """Serve the page of this path in the language of the address."""
    prefix = _root_paths().get(get_language() or "")
    if prefix:
        page = (
            Page.objects.live()
            .filter(url_path=f"{prefix}{path}")
            .select_related("content_type", "locale", "alias_of__locale")
            .first()
        )
        if page is not None:
            specific = page.specific
            # What the first query joined is not asked again by the specific page.
            specific.locale, specific.alias_of = page.locale, page.alias_of
            request._wagtail_route_for_request = RouteResult(specific)
    return wagtail_views.serve(request, path)


def media(request, path: str):
    """Serve an uploaded file, whole or in the part that a player asks for."""
    return media_files.serve(request, path, settings.MEDIA_ROOT)


def _root_paths() -> dict[str, str]:
    return {site.language_code: site.root_path for site in Site.get_site_root_paths() if site.language_code}
