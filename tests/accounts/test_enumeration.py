"""Whether an address has an account cannot be learned: not by text, not by status, not by the work that is done."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail

from tests.accounts.conftest import PASSWORD, code_in, confirm, last_code, sign_in

UNKNOWN = "nobody@example.org"


@pytest.fixture
def hashes(monkeypatch):
    """Counts how often a password is hashed."""
    done = []
    real = MD5PasswordHasher.encode

    def encode(self, password, salt):
        done.append(password)
        return real(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", encode)
    return done


def seen(response, address: str) -> tuple:
    """What a stranger sees of an answer, without what differs in every answer."""
    body = response.content.decode().replace(address, "ADDRESS")
    body = re.sub(r'value="[A-Za-z0-9]{64}"', "TOKEN", body)
    return response.status_code, response.get("Location"), body


def both(client, ask, known_address: str) -> list[tuple]:
    """The answers for a known and for an unknown address, each in a browser of its own."""
    answers = []
    for address in (known_address, UNKNOWN):
        client.cookies.clear()
        answers.append(seen(ask(client, address), address))
    return answers


def test_sign_in_answers_the_same_and_hashes_as_often_for_known_and_unknown(client, known, hashes):
    def ask(browser, address):
        hashes.clear()
        response = browser.post("/en/account/login/", {"login": address, "password": "wrong wrong wrong"})
        counts.append(len(hashes))
        return response

    counts: list[int] = []
    first, second = both(client, ask, known.email)

    assert first == second
    assert counts == [1, 1]


def test_sign_in_answers_the_same_for_an_account_without_a_password(client, known, hashes):
    known.set_unusable_password()
    known.save()
    hashes.clear()
    first = seen(sign_in(client, known, "wrong wrong wrong"), known.email)
    done = len(hashes)
    response = client.post("/en/account/login/", {"login": UNKNOWN, "password": "wrong wrong wrong"})

    assert first == seen(response, UNKNOWN)
    assert done == 1


def test_sign_up_answers_the_same_and_hashes_as_often_for_known_and_unknown(client, known, hashes):
    counts = []

    def ask(browser, address):
        hashes.clear()
        form = {"email": address, "first_name": "N", "last_name": "S", "password1": "a long sentence 42"}
        response = browser.post("/en/account/signup/", form)
        counts.append(len(hashes))
        follow = browser.get("/en/account/confirm-email/")
        assert follow.status_code == 200
        pages.append(seen(follow, address))
        return response

    pages: list[tuple] = []
    first, second = both(client, ask, known.email)

    assert first == second
    assert pages[0][2].splitlines() == pages[1][2].splitlines()
    assert counts == [1, 1]
    assert [message.to for message in mail.outbox] == [[known.email], [UNKNOWN]]


def test_wrong_codes_after_sign_up_answer_the_same_for_known_and_unknown(client, known):
    def ask(browser, address):
        form = {"email": address, "first_name": "N", "last_name": "S", "password1": "a long sentence 42"}
        browser.post("/en/account/signup/", form)
        return browser.post("/en/account/confirm-email/", {"code": "BBBB-BBBB"})

    first, second = both(client, ask, known.email)

    assert first == second


def test_reset_answers_the_same_for_known_and_unknown(client, known, hashes):
    counts = []

    def ask(browser, address):
        hashes.clear()
        response = browser.post("/en/account/password/reset/", {"email": address})
        pages.append(seen(browser.get("/en/account/password/reset/confirm/"), address))
        pages.append(
            seen(browser.post("/en/account/password/reset/confirm/", {"code": "BBBB-BBBB"}), address)
        )
        counts.append(len(hashes))
        return response

    pages: list[tuple] = []
    first, second = both(client, ask, known.email)

    assert first == second
    assert pages[:2] == pages[2:]
    assert counts[0] == counts[1]
    assert [message.to for message in mail.outbox] == [[known.email], [UNKNOWN]]


def test_sign_in_code_answers_the_same_for_known_and_unknown(client, known):
    def ask(browser, address):
        response = browser.post("/en/account/login/code/", {"email": address})
        pages.append(seen(browser.get("/en/account/login/code/confirm/"), address))
        return response

    pages: list[tuple] = []
    first, second = both(client, ask, known.email)

    assert first == second
    assert pages[0][2].splitlines() == pages[1][2].splitlines()


def test_change_of_address_to_one_that_is_taken_says_nothing(signed_in, chen):
    confirm(chen)
    signed_in.get("/en/account/overview/")  # the greeting is shown once
    answers = []
    for address in (chen.email, UNKNOWN):
        response = signed_in.post("/en/account/email/", {"email": address, "action_add": ""})
        follow = signed_in.get("/en/account/confirm-email/")
        answers.append((seen(response, address), seen(follow, address)))

    for one, other in zip(*answers, strict=True):
        assert one[:2] == other[:2]
        assert one[2].splitlines() == other[2].splitlines()


def test_reset_with_the_code_changes_the_password_and_ends_other_sessions(client, known, django_user_model):
    from django.test import Client

    other = Client()
    sign_in(other, known)
    client.post("/en/account/password/reset/", {"email": known.email})
    client.post("/en/account/password/reset/confirm/", {"code": last_code()})
    client.post("/en/account/password/reset/complete/", {"password1": "another long sentence"})

    known.refresh_from_db()
    assert known.check_password("another long sentence")
    assert not known.check_password(PASSWORD)
    assert other.get("/en/account/overview/").status_code == 302
    assert code_in  # the code is dead: used once
    assert client.post("/en/account/password/reset/confirm/", {"code": "x"}).status_code == 302
