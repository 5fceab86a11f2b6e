"""The bare address: send the reader to the language of their account or browser."""

from django.http import HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request


def show(request):
    """Redirect to the home page in the reader's language."""
    language = request.user.language if request.user.is_authenticated else get_language_from_request(request)
    response = HttpResponseRedirect(f"/{language.split('-')[0]}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response
