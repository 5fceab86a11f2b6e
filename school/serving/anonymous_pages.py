"""Pages for readers whom the site does not know: made once, then answered from memory for a minute.

Only what carries nothing personal is kept: a request without any cookie, an answer without one. A page with a form that
posts sets the cookie of its token and is therefore never kept. Publishing begins a new version, so readers see it at once.
"""

import hashlib
import uuid

from django.core.cache import cache, caches
from django.http import HttpResponse
from wagtail.signals import page_published, page_unpublished

from network.signals import directory_changed

VERSION = "anonymous-version"
KEEP_SECONDS = 60
HEADERS = ("Content-Type", "Content-Encoding", "Content-Language", "Vary", "Content-Security-Policy")


class AnonymousPages:
    """Middleware, outermost but for what every answer passes through: no session, no query, no template."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if (
            request.method != "GET"
            or request.COOKIES
            or request.headers.get("X-Requested-With")
            or request.path.startswith("/cms/")
        ):
            return self.get_response(request)
        asked = f"{request.get_host()} {request.get_full_path()} {_encoding(request)} {_version()}"
        key = hashlib.sha256(asked.encode()).hexdigest()
        kept = caches["anonymous"].get(key)
        if kept is not None:
            content, headers = kept
            return HttpResponse(content, headers=headers)
        response = self.get_response(request)
        if _may_be_kept(response):
            headers = {name: response[name] for name in HEADERS if response.has_header(name)}
            caches["anonymous"].set(key, (response.content, headers), KEEP_SECONDS)
        return response


def renew(**_signal) -> None:
    """Begin a new version: nothing kept so far is answered again."""
    cache.set(VERSION, uuid.uuid4().hex, None)


def connect() -> None:
    """Begin a new version whenever a page is published or taken back, or a member shares less or more."""
    page_published.connect(renew, dispatch_uid="anonymous-published")
    page_unpublished.connect(renew, dispatch_uid="anonymous-unpublished")
    directory_changed.connect(renew, dispatch_uid="anonymous-directory")


def _version() -> str:
    return str(cache.get_or_set(VERSION, lambda: uuid.uuid4().hex, None))


def _encoding(request) -> str:
    accepted = request.headers.get("Accept-Encoding", "")
    return "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""


def _may_be_kept(response) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and response.get("Content-Type", "").startswith("text/html")
        and "no-store" not in response.get("Cache-Control", "")
        and "private" not in response.get("Cache-Control", "")
    )
