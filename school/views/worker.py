"""The service worker of the site, at the root so that it can answer for every page. Only a reader who keeps a lesson has it."""

from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET


@require_GET
@cache_control(no_cache=True)
def show(request):
    """The script. Browsers ask for it again at each use, so a mended one replaces a broken one within a day at most."""
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8")


@cache
def _script() -> bytes:
    path = finders.find("js/lab/service-worker.js")
    if path is None:
        raise FileNotFoundError("static/js/lab/service-worker.js is missing: the program is not whole.")
    return Path(path).read_bytes()
