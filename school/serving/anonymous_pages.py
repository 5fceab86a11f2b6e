"""Pages for readers whom the site does not know: made once, then answered from memory for a minute.

Only what carries nothing personal is kept: a request without any cookie, an answer without one. A page with a form that
posts sets the cookie of its token and is therefore never kept. Publishing begins a new version, so readers see it at once.
"""

import hashlib
from typing import cast

from django.http import HttpResponse

from foundation.kept import NOT_THERE
from school.queries.shelf import ANONYMOUS

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
        asked = f"{request.get_host()} {request.get_full_path()} {_encoding(request)}"
        key = ANONYMOUS.key(hashlib.sha256(asked.encode()).hexdigest())
        kept = ANONYMOUS.get(key)
        if kept is not NOT_THERE:
            content, headers = cast(tuple[bytes, dict[str, str]], kept)
            return HttpResponse(content, headers=headers)
        response = self.get_response(request)
        if _may_be_kept(response):
            headers = {name: response[name] for name in HEADERS if response.has_header(name)}
            ANONYMOUS.put(key, (response.content, headers))
        return response


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
