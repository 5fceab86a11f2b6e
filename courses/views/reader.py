"""Who is reading: asked only where a session can be."""

from django.conf import settings


def signed_in(request):
    """The signed-in reader, or nothing; a request without a session cookie costs no query."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user if request.user.is_authenticated else None
