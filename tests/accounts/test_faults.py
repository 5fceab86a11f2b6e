"""The pages for what is missing, not allowed, too much, or broken; and the flags of cookies."""

import subprocess
import sys

from django.test import Client, RequestFactory, override_settings
from django.urls import path
from django.utils.translation import override

from school.views import errors


def broken(request):
    raise RuntimeError("broken")


def refused(request):
    from django.core.exceptions import PermissionDenied

    raise PermissionDenied


urlpatterns = [path("broken/", broken), path("refused/", refused)]
handler500 = "school.views.errors.failed"
handler404 = "school.views.errors.not_found"


def test_missing_page_is_in_the_language_of_the_address(client, site_tree):
    response = client.get("/ar/nowhere/")

    assert response.status_code == 404
    assert '<html lang="ar" dir="rtl">' in response.content.decode()
    assert 'role="search"' in response.content.decode()


def test_missing_page_greets_who_is_signed_in(client, known, site_tree):
    client.force_login(known)

    assert "Amina" in client.get("/en/nowhere/").content.decode()


def test_broken_page_needs_no_database_and_no_context(db, django_assert_num_queries):
    with override("ar"), django_assert_num_queries(0):
        response = errors.failed(RequestFactory().get("/"))

    assert response.status_code == 500
    assert '<html lang="ar" dir="rtl">' in response.content.decode()


@override_settings(ROOT_URLCONF="tests.accounts.test_faults")
def test_a_fault_in_a_view_shows_the_page_and_nothing_of_the_fault():
    client = Client(raise_request_exception=False)
    response = client.get("/broken/")

    assert response.status_code == 500
    assert "on our side" in response.content.decode()
    assert "RuntimeError" not in response.content.decode()


def test_forbidden_page_offers_the_door_to_strangers_only(client, known, rf, site_tree):
    from django.contrib.auth.models import AnonymousUser

    for user, offered in ((AnonymousUser(), True), (known, False)):
        request = rf.get("/en/secret/?a=1&b=2")
        request.user = user
        response = errors.forbidden(request, PermissionError())
        assert response.status_code == 403
        assert ("?next=/en/secret/%3Fa%3D1%26b%3D2" in response.content.decode()) == offered


def test_cookies_in_production_are_bound_to_the_host_and_closed_to_scripts(tmp_path):
    code = (
        "from school import settings as s; "
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, "
        "s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE, s.SECURE_HSTS_SECONDS > 0, s.DEBUG, "
        "s.ALLAUTH_TRUSTED_PROXY_COUNT)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        env={
            "SCHOOL_DATA": str(tmp_path),
            "SCHOOL_PRODUCTION": "1",
            "SCHOOL_SECRET_KEY": "x" * 60,
            "SCHOOL_SITE_ORIGIN": "https://school.example.org",
            "SCHOOL_LAB_ORIGIN": "https://lab.example.org",
            "SCHOOL_TRUSTED_PROXIES": "2",
            "PATH": "/usr/bin:/bin",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.stdout.split() == [
        "__Host-session",
        "__Host-csrf",
        "True",
        "True",
        "True",
        "Lax",
        "True",
        "False",
        "2",
    ], result.stderr
