"""Serving the pages of the CMS, found by their path in one query or two, and the files of the media folder."""

from hashlib import sha256
from typing import cast

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.http import Http404
from django.utils.translation import get_language
from wagtail import views as wagtail_views
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from foundation.language import locales
from foundation.models import BasePage
from foundation.web import media as media_files

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
    """The live page of a path: in one query where this process has served it before, else in two.

    What is remembered is checked by the query itself: a page that was moved, taken down or translated since is looked up
    anew, so nothing has to be told.
    """
    name = f"route-{sha256(url_path.encode()).hexdigest()}"
    route = caches["rendered"].get(name)
    page = _page_of(route, url_path) if route else None
    if page is None:
        found = Page.objects.live().filter(url_path=url_path).order_by()
        columns = ("pk", "content_type_id", "locale_id", "alias_of_id", "alias_of__locale_id")
        route = next(iter(found.values_list(*columns)[:1]), None)
        page = _page_of(route, url_path) if route else None
        if page is not None:
            caches["rendered"].set(name, route)
    return page


def _page_of(route: tuple, url_path: str) -> Page | None:
    pk, content_type, locale, alias_of, source_locale = route
    model = cast("type[BasePage] | None", ContentType.objects.get_for_id(content_type).model_class())
    if model is None:
        return None
    page = next(iter(model.objects.filter(pk=pk, live=True, url_path=url_path).order_by()[:1]), None)
    if page is None or page.locale_id != locale or page.alias_of_id != alias_of:
        return None
    page.locale = locales.by_id(locale)
    if source_locale:
        page.source_language = locales.by_id(source_locale).language_code
    return page


def media(request, path: str):
    """Serve an uploaded picture or recording, whole or in the part that a player asks for.

    Everything else in the folder, documents above all, has rights of its own and is served by the view that asks for them.
    """
    if not path.startswith(OPEN_FOLDERS):
        raise Http404
    return media_files.serve(request, path, settings.MEDIA_ROOT)


def _root_paths() -> dict[str, str]:
    return {site.language_code: site.root_path for site in Site.get_site_root_paths() if site.language_code}
