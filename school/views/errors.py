"""What a reader sees when something is missing, not allowed, or broken."""

from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.views.decorators.csrf import requires_csrf_token


def bad_request(request, exception):
    """Say that what was sent cannot be read. It may be the host that is wrong: then no page of ours can be made."""
    try:
        return render(request, "400.html", status=400)
    except SuspiciousOperation:
        return HttpResponse("This request cannot be read.", status=400, content_type="text/plain")


@requires_csrf_token
def not_found(request, exception):
    """Say that there is nothing here, and where to go on."""
    return render(request, "404.html", status=404)


@requires_csrf_token
def forbidden(request, exception):
    """Say that this is for others, and how to sign in."""
    return render(request, "403.html", status=403)


def csrf(request, reason=""):
    """Say that a form was too old, or came from elsewhere."""
    return render(request, "403_csrf.html", status=403)


@requires_csrf_token
def failed(request):
    """Say sorry, with nothing that could fail again: no database, no context."""
    try:
        # (The stubs know what all engines share; the template itself is what Django's own engine wraps.)
        template = loader.get_template("500.html").template  # type: ignore[attr-defined]
        return HttpResponseServerError(template.render(_nothing()))
    except Exception:  # the page about a fault must not be a fault
        return HttpResponse("Something went wrong on our side.", status=500, content_type="text/plain")


def _nothing():
    from django.template import Context

    return Context({})
