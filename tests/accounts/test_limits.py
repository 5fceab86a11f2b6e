"""Tries are counted for all processes together, by the address of the peer, and a victim is not locked out for long."""

import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from school.serving.shared_cache import SharedFileCache
from tests.accounts.conftest import PASSWORD, confirm, sign_in

TOO_MANY = "Too many tries"
PROGRAM = """
    import multiprocessing, sys, django
    django.setup()
    from allauth.core import context
    from allauth.core.internal import ratelimit
    from django.test import RequestFactory

    def tries(number):
        request = RequestFactory().post("/", REMOTE_ADDR=f"10.0.0.{number}")
        with context.request_context(request):
            return sum(
                bool(ratelimit.consume(request, app="allauth.account", action="login_failed", key="amina"))
                for _ in range(8)
            )

    with multiprocessing.get_context("fork").Pool(5) as pool:
        print(sum(pool.map(tries, range(5), chunksize=1)))
"""


def test_five_processes_have_five_tries_together(tmp_path):
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", textwrap.dedent(PROGRAM)],
        env={
            "SCHOOL_DATA": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "school.settings",
            "PATH": "/usr/bin:/bin",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert result.stdout.strip() == "5", result.stderr


def test_of_many_threads_one_wins_an_add(tmp_path):
    cache = SharedFileCache(str(tmp_path / "cache"), {})
    with ThreadPoolExecutor(16) as pool:
        for number in range(10):
            assert sum(pool.map(lambda _, key=f"k{number}": cache.add(key, 1), range(16))) == 1
        cache.set("count", 0)
        list(pool.map(lambda _: cache.incr("count"), range(100)))
    assert cache.get("count") == 100


@pytest.mark.parametrize("header", [None, "rotating"])
def test_guessing_a_password_ends_after_five_tries_and_a_forged_address_does_not_help(db, known, header):
    tried = 0
    for number in range(9):
        extra = {"HTTP_X_FORWARDED_FOR": f"203.0.113.{number}"} if header else {}
        response = Client().post(
            "/en/account/login/", {"login": known.email, "password": f"wrong wrong {number}"}, **extra
        )
        tried += TOO_MANY not in response.content.decode()

    assert tried == 5
    assert TOO_MANY in sign_in(Client(), known).content.decode()
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert sign_in(Client(), known)["Location"] == "/"


def test_unknown_addresses_are_stopped_at_the_same_try(db):
    answers = [
        Client()
        .post("/en/account/login/", {"login": "nobody@example.org", "password": f"wrong wrong {number}"})
        .content.decode()
        for number in range(7)
    ]

    assert [TOO_MANY in answer for answer in answers] == [False] * 5 + [True] * 2


def test_signing_in_oneself_does_not_give_new_tries_against_others(client, known, chen):
    confirm(chen)
    refused = 0
    for number in range(30):
        response = client.post(
            "/en/account/login/", {"login": f"u{number}@example.org", "password": "wrong wrong"}
        )
        refused += TOO_MANY in response.content.decode() or response.status_code == 429
        if number % 4 == 3:
            sign_in(client, chen)
            client.post("/en/account/logout/")

    assert refused >= 18


def test_behind_one_proxy_the_address_that_it_saw_counts(client, known, settings):
    from allauth.usersessions.models import UserSession

    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    sign_in(client, known, HTTP_X_FORWARDED_FOR="x")
    client.post("/en/account/logout/")
    client.post(
        "/en/account/login/",
        {"login": known.email, "password": PASSWORD},
        HTTP_X_FORWARDED_FOR="198.51.100.7, 203.0.113.9",
    )

    assert UserSession.objects.get(user=known).ip == "203.0.113.9"


def test_without_a_proxy_of_ours_the_header_is_not_read(client, known):
    from allauth.usersessions.models import UserSession

    client.post(
        "/en/account/login/",
        {"login": known.email, "password": PASSWORD},
        HTTP_X_FORWARDED_FOR="203.0.113.9",
    )

    assert UserSession.objects.get(user=known).ip == "127.0.0.1"


def test_too_many_sign_ups_get_a_page_of_ours(db):
    for number in range(21):
        response = Client().post("/en/account/signup/", {"email": f"x{number}"})

    assert response.status_code == 429
    assert TOO_MANY in response.content.decode()
