"""Serving the pages of the CMS, found by their path in two queries, and the files of the media folder."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.utils.translation import get_language
from wagtail import views as wagtail_views
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from foundation import locales
from foundation import media as media_files

#: What anybody may have by its address: pictures as they are shown, recordings, the editors' own portraits.
OPEN_FOLDERS = ("images/", "recordings/", "avatar_images/")


def serve(request, path: str):
    """Serve the page of this path in the language of the address."""
    prefix = _root_paths().get(get_language() or "")
    page = _page_at(f"{prefix}{path}") if prefix else None
    if page is not None:
        request._wagtail_route_for_request = RouteResult(page)
    return wagtail_views.serve(request, path)


def _page_at(url_path: str) -> Page | None:
    """The live page of a path in two queries: the first says of which kind it is, the second reads it."""
    found = Page.objects.live().filter(url_path=url_path).order_by()
    row = found.values_list("pk", "content_type_id", "locale_id", "alias_of__locale_id")[:1]
    for pk, content_type, locale, source_locale in row:
        model = ContentType.objects.get_for_id(content_type).model_class()
        page = model.objects.filter(pk=pk).first() if model else None  # type: ignore[attr-defined]
        if page is not None:
            page.locale = locales.by_id(locale)
            if source_locale:
                page.source_language = locales.by_id(source_locale).language_code
            return page
    return None


def media(request, path: str):
    """Serve an uploaded picture or recording, whole or in the part that a player asks for.

    Everything else in the folder, documents above all, has rights of its own and is served by the view that asks for them.
    """
    if not path.startswith(OPEN_FOLDERS):
        raise Http404
    return media_files.serve(request, path, settings.MEDIA_ROOT)


def _root_paths() -> dict[str, str]:
    return {site.language_code: site.root_path for site in Site.get_site_root_paths() if site.language_code}
