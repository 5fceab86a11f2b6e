"""What a reader sees when something is missing, not allowed, or broken."""

from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.views.decorators.csrf import requires_csrf_token


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
        return HttpResponseServerError(loader.get_template("500.html").template.render(_nothing()))
    except Exception:  # the page about a fault must not be a fault
        return HttpResponse("Something went wrong on our side.", status=500, content_type="text/plain")


def _nothing():
    from django.template import Context

    return Context({})
