"""Two origins in one program, told apart by host: the site, and beside it the laboratory of the notebooks.

JupyterLite needs a loose policy (it evaluates what the reader writes) and unregisters other service workers of its
origin; so it gets an origin of its own, made of static files. No request to it reaches Django's handler: there is no
session, no cookie, no view. Only the site may frame it.

Beside the files there is one thing more: a notebook that was handed in, to be read by a trainer. It is strange to us and must not
stand on the site's origin; its address is signed by the site and good for minutes, and its page runs nothing.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

from django.core.signals import request_finished, request_started
from whitenoise import WhiteNoise

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

#: The notebook's page, and the one that keeps the runtime for offline: both name the site that may frame them.
PAGES = ("/notebooks/", "/shelf/")
PLACE_OF_THE_SITE = "{{ site_origin }}"
# Names that change with what is in them: browsers may keep these for ever.
IMMUTABLE = re.compile(
    r"^/(python|r|own)/[0-9a-f]{12}/|^/build/schemas\.[0-9a-f]{12}/|^/(build|extensions)/.*\.[0-9a-f]{7,}\.(js|css|woff2?|svg|ttf|eot)$"
)
MISSING = "The notebook laboratory is not built yet: run `python -m notebooks build`, then start the school again.\n"


def policy(site_origin: str) -> str:
    """The laboratory's content security policy. Nothing leaves it: it may talk to itself only."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:",
            "worker-src 'self' blob:",
            "connect-src 'self' data: blob:",
            "img-src 'self' data: blob:",
            "media-src 'self' data: blob:",
            "font-src 'self' data:",
            "style-src 'self' 'unsafe-inline'",
            "base-uri 'self'",
            "form-action 'none'",
            f"frame-ancestors {site_origin}",
        )
    )


class Laboratory:
    """The built laboratory as a WSGI program."""

    def __init__(self, root: Path, site_origin: str):
        self.headers = {
            "Content-Security-Policy": policy(site_origin),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        }
        self.pages = {page: self._page(root / page.strip("/"), site_origin) for page in PAGES}
        self.files = WhiteNoise(
            self._missing,
            root=root if root.is_dir() else None,
            max_age=0,
            immutable_file_test=lambda path, url: bool(IMMUTABLE.match(url)),
            add_headers_function=lambda headers, path, url: self._add(headers),
        )

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        # WhiteNoise would drop the query on its way to the folder's index; and the page names the site.
        page = self.pages.get(environ["PATH_INFO"])
        if page and environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            return self._answer(start_response, "200 OK", "text/html; charset=utf-8", page)
        return self.files(environ, start_response)

    def _page(self, folder: Path, site_origin: str) -> bytes:
        try:
            text = (folder / "index.html").read_text(encoding="utf-8")
        except FileNotFoundError:
            return b""
        return text.replace(PLACE_OF_THE_SITE, site_origin).encode()

    def _missing(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        is_built = bool(self.pages[PAGES[0]])
        text = "Not found.\n" if is_built else MISSING
        status = "404 Not Found" if is_built else "503 Service Unavailable"
        return self._answer(start_response, status, "text/plain; charset=utf-8", text.encode())

    def _answer(
        self, start_response: Callable[..., Any], status: str, kind: str, body: bytes
    ) -> Iterable[bytes]:
        headers = Headers(
            [("Content-Type", kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-cache")]
        )
        self._add(headers)
        start_response(status, headers.items())
        return [body]

    def _add(self, headers: Headers) -> None:
        for name, value in self.headers.items():
            headers[name] = value


def reading_policy(site_origin: str) -> str:
    """The policy of a notebook that is read: no script, no frame, no form, nothing fetched; an origin that is nobody's."""
    return (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {site_origin}; sandbox"
    )


class Submissions:
    """The notebooks that were handed in, as pages to be read, by signed addresses; everything else goes to the laboratory."""

    def __init__(
        self,
        laboratory: Wsgi,
        site_origin: str,
        prefix: str,
        page: Callable[[str], str],
        refusal: Callable[[str], str],
    ):
        self.laboratory, self.prefix, self.page, self.refusal = laboratory, prefix, page, refusal
        self.headers = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Security-Policy", reading_policy(site_origin)),
            ("Cache-Control", "no-store"),
            ("Referrer-Policy", "no-referrer"),
            ("X-Robots-Tag", "noindex"),
            ("X-Content-Type-Options", "nosniff"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
        ]

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if not path.startswith(self.prefix):
            return self.laboratory(environ, start_response)
        # Only a frame of the site may show it. (Browsers say what they ask for; the policy says it to those that do not.)
        is_framed = environ.get("HTTP_SEC_FETCH_DEST", "iframe") == "iframe"
        if environ["REQUEST_METHOD"] != "GET" or not is_framed:
            return self._answer(start_response, "403 Forbidden", self.refusal("en"))
        # As Django does around a request of its own: connections that are too old or broken are closed.
        request_started.send(sender=type(self), environ=environ)
        try:
            return self._answer(start_response, "200 OK", self.page(path))
        except PermissionError as error:
            text = self.refusal(getattr(error, "language", "en"))
            return self._answer(start_response, "403 Forbidden", text)
        finally:
            request_finished.send(sender=type(self))

    def _answer(self, start_response: Callable[..., Any], status: str, text: str) -> Iterable[bytes]:
        body = text.encode("utf-8", "replace")
        start_response(status, [*self.headers, ("Content-Length", str(len(body)))])
        return [body]


class Origins:
    """Sends a request to the laboratory if it came for the laboratory's host, and to the site otherwise."""

    def __init__(self, site: Wsgi, lab_origin: str, laboratory: Wsgi):
        self.site, self.laboratory = site, laboratory
        self.lab_host = lab_origin.partition("://")[2].lower()
        if self.lab_host.endswith((":80", ":443")):
            self.lab_host = self.lab_host.rpartition(":")[0]

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        host = environ.get("HTTP_HOST", "").lower()
        program = self.laboratory if host == self.lab_host else self.site
        return program(environ, start_response)
