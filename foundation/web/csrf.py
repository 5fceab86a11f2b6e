"""The token against forged requests, in pages of which parts are kept for many readers."""

from django.middleware.csrf import get_token

#: What stands in a kept part where each reader's own token goes.
BLANK = "blankcsrftokenblankcsrftoken"


def token_of(request) -> str:
    """The token for all forms of one answer. Asking sets the cookie, and a page with a cookie is not kept for others."""
    found = getattr(request, "_token_of_answer", None)
    if found is None:
        found = request._token_of_answer = get_token(request)
    return found
