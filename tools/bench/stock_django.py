"""The two floors that our pages are measured against, served like them: H, a bare view; F, a stock signed-in page.

F is what Django costs by itself: session, user, a list of twenty rows from SQLite, a template with inheritance.
``SCHOOL_FLOORS`` names the folder that holds its database.
"""

import os
from pathlib import Path

from django.conf import settings

FOLDER = Path(os.environ.get("SCHOOL_FLOORS", "."))

if not settings.configured:
    settings.configure(
        SECRET_KEY="floors " * 10,
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": FOLDER / "floors.sqlite3",
                "CONN_MAX_AGE": None,
            }
        },
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                    ],
                    "loaders": [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                (
                                    "django.template.loaders.locmem.Loader",
                                    {
                                        "base.html": "<!doctype html><title>{% block title %}{% endblock %}</title><main>{% block main %}{% endblock %}</main>",
                                        "list.html": '{% extends "base.html" %}{% block title %}List{% endblock %}{% block main %}<p>{{ user.username }}</p><ul>{% for row in rows %}<li><a href="/{{ row.pk }}/">{{ row.username }}</a> {{ row.email }}</li>{% endfor %}</ul>{% endblock %}',
                                    },
                                )
                            ],
                        )
                    ],
                },
            }
        ],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402

application = get_wsgi_application()


def bare(request):
    """H: nothing but Django's own way from request to response."""
    return HttpResponse("ok")


def listed(request):
    """F: session, user, twenty rows, a template."""
    from django.contrib.auth.models import User

    assert request.user.is_authenticated
    return render(request, "list.html", {"rows": User.objects.order_by("pk")[:20]})


urlpatterns = [path("bare/", bare), path("list/", listed)]


def fill() -> str:
    """Make the database of F; returns the key of a signed-in session."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    for number in range(40):
        User.objects.create(username=f"person{number}", email=f"person{number}@example.org")
    user = User.objects.order_by("pk")[0]
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key or ""


if __name__ == "__main__":
    print(fill())
