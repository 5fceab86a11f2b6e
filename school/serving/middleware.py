"""What happens around every request: compression, the looser policy of the editors' side, the reader's time zone."""

import gzip
import logging
import time
import uuid
import zoneinfo

import brotli
from csp.constants import NONCE, NONE, SELF, UNSAFE_INLINE  # noqa: F401
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.signals import user_logged_out
from django.core.cache import cache
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.dispatch import receiver
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, gettext, override
from wagtail.admin.utils import get_valid_next_url_from_request

from foundation.blocks import NotFinished

logger = logging.getLogger(__name__)
#: A page is smaller than this window (64 KiB): a larger one finds nothing more and costs its memory anew for each page.
WINDOW = 16
COMPRESSIBLE = ("text/", "application/json", "application/xml", "image/svg+xml", "application/javascript")


class QueryStringMiddleware:
    """Take NUL out of query strings. No text of ours holds one, and PostgreSQL refuses to be asked for it: an error of ours
    in every view that looks for what it was asked, the editors' side among them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        asked = request.META.get("QUERY_STRING", "")
        while "%00" in asked or "\x00" in asked:
            asked = request.META["QUERY_STRING"] = asked.replace("%00", "").replace("\x00", "")
        return self.get_response(request)


class CompressionMiddleware:
    """Compress what is text: brotli where the browser takes it, gzip otherwise.

    A page holds no secret next to text of a stranger's choosing (the CSRF token is masked anew for each response),
    so compression gives nothing away.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if (
            response.streaming
            or response.has_header("Content-Encoding")
            or len(response.content) < 500
            or not response.get("Content-Type", "").startswith(COMPRESSIBLE)
        ):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        accepted = request.headers.get("Accept-Encoding", "")
        if "br" in accepted:
            response.content = brotli.compress(response.content, quality=5, lgwin=WINDOW)
            response["Content-Encoding"] = "br"
        elif "gzip" in accepted:
            response.content = gzip.compress(response.content, compresslevel=5, mtime=0)
            response["Content-Encoding"] = "gzip"
        else:
            return response
        if response.has_header("Content-Length"):
            response["Content-Length"] = str(len(response.content))
        return response


class AdminPolicyMiddleware:
    """Loosen the content security policy under the editors' path only: Wagtail's admin needs inline scripts and styles."""

    PATHS = ("/cms/",)

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(self.PATHS):
            response._csp_replace = {
                "script-src": [SELF, UNSAFE_INLINE, "'unsafe-eval'"],
                "style-src": [SELF, UNSAFE_INLINE],
                "img-src": [SELF, "data:", "blob:"],
                "worker-src": [SELF, "blob:"],
                "frame-src": [SELF, settings.LAB_ORIGIN],
            }
        return response


class RefusedPublicationMiddleware:
    """Tell an editor why something was not published, in the place where they stood.

    Forms say it beside the field; from a list, or where a page is approved without being opened, there is no field.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, ValidationError) or not request.path.startswith(
            AdminPolicyMiddleware.PATHS
        ):
            return None
        if not isinstance(exception, NotFinished):
            logger.warning("Refused without a form: %s", request.path, exc_info=exception)
        messages.error(request, " ".join(_sentences(exception)))
        back = get_valid_next_url_from_request(request) or reverse("wagtailadmin_home")
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            # A dialog of Wagtail's asked: this is how it is told that it is done, and where to go.
            return JsonResponse({"step": "success", "redirect": back})
        return redirect(back)


class OneEditAtATimeMiddleware:
    """Changes to one page wait for each other.

    The editors' side saves by itself while somebody types, and again when they publish or approve. Each request reads the
    page and writes all of it: a saving that began before the approval and ends after it would take the page down again.
    """

    VIEWS = ("wagtailadmin_pages:edit", "wagtailadmin_pages:workflow_action")
    #: A request that was cut off leaves its turn to the next one after so many seconds: longer than a request takes.
    SECONDS = 60
    #: A save takes less than this; a thread that waited longer would be missing to readers.
    PATIENCE = 5

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            return self.get_response(request)
        finally:
            turn, token = getattr(request, "_turn", (None, None))
            # Only one's own: where this request took so long that the turn went on to another, it is theirs.
            if turn and cache.get(turn) == token:
                cache.delete(turn)

    def process_view(self, request, view, args, kwargs):
        if request.method != "POST" or request.resolver_match.view_name not in self.VIEWS:
            return None
        turn = f"editing-page-{args[0] if args else kwargs['page_id']}"
        token = uuid.uuid4().hex
        until = time.monotonic() + self.PATIENCE
        while not cache.add(turn, token, self.SECONDS):
            if time.monotonic() >= until:
                return _still_being_saved(request)
            time.sleep(0.05)
        request._turn = turn, token
        return None


def _still_being_saved(request):
    """Say that it was not this one's turn, in the editor's language, with all that was sent: it can be sent again as it is."""
    profile = getattr(request.user, "wagtail_userprofile", None)
    with override(profile.get_preferred_language() if profile else get_language()):
        if not request.accepts("text/html") or request.headers.get("X-Requested-With") == "XMLHttpRequest":
            # The page saves by itself, or a dialog asked: both keep what is in them, and the first shows this sentence.
            sentence = gettext("Another change to this page is still being saved. Try again in a moment.")
            return JsonResponse(
                {"success": False, "error_code": "locked", "error_message": sentence}, status=409
            )
        sent = [(name, value) for name, values in request.POST.lists() for value in values]
        return render(request, "409.html", {"sent": sent}, status=409)


def _sentences(error: ValidationError) -> list[str]:
    """What an error says, behind the names of fields where it names any."""
    if hasattr(error, "error_dict"):
        named = [(name, text) for name, texts in error.message_dict.items() for text in texts]
        return [
            text if name == NON_FIELD_ERRORS else f"{name.replace('_', ' ')}: {text}" for name, text in named
        ]
    return error.messages


class ReaderMiddleware:
    """Tell the reader's browser whose page this is, and to forget what it keeps when they sign out.

    A browser keeps drafts, notebooks that wait for the line, and lessons for offline. Its worker must know when somebody else has
    signed in, without learning who: the name it gets means nothing elsewhere.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(request, "has_signed_out", False):
            response["Clear-Site-Data"] = '"storage"'
        elif (
            settings.SESSION_COOKIE_NAME in request.COOKIES
            # A page that never asked for its reader must not load the session for this.
            and request.session.accessed
            and response.get("Content-Type", "").startswith("text/html")
            and (reader := request.session.get(SESSION_KEY))
        ):
            response["X-Reader"] = salted_hmac("reader", reader).hexdigest()[:16]
        return response


@receiver(user_logged_out)
def _note_signing_out(sender, request, user, **kwargs) -> None:
    if request is not None and user is not None:
        request.has_signed_out = True


class TimeZoneMiddleware:
    """Show times in the signed-in reader's own zone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # A page that never asks for the user must not load it: only a request with a session cookie can have one.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            try:
                timezone.activate(zoneinfo.ZoneInfo(request.user.time_zone))
                if request.path.startswith(AdminPolicyMiddleware.PATHS):
                    _set_the_editors_clock(request.user)
            except (zoneinfo.ZoneInfoNotFoundError, ValueError):
                timezone.deactivate()
        else:
            timezone.deactivate()
        return self.get_response(request)


def _set_the_editors_clock(user) -> None:
    """On the editors' side Wagtail takes the zone from a profile of its own, and UTC where that says nothing: a webinar at ten
    would be kept as ten in London. In memory only: what is chosen there stays chosen."""
    from wagtail.users.models import UserProfile

    profile = getattr(user, "wagtail_userprofile", None) or UserProfile(user=user)
    profile.current_time_zone = profile.current_time_zone or user.time_zone
