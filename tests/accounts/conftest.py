"""What the tests of accounts share: codes out of mails, people with confirmed addresses, the authenticator app."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

PASSWORD = "correct horse battery"
CODE = re.compile(r"^\s+([A-Z0-9]{4}-[A-Z0-9]{4})$", re.MULTILINE)


def code_in(message) -> str:
    """The code that a mail brings."""
    found = CODE.search(message.body)
    assert found, message.body
    return found.group(1)


def last_code() -> str:
    """The code in the last mail."""
    return code_in(mail.outbox[-1])


def confirm(user):
    """Give a person a confirmed address, as sign-up does."""
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def sign_in(client, user, password=PASSWORD, **extra):
    """Sign in at the door, as a person does."""
    return client.post("/en/account/login/", {"login": user.email, "password": password, **extra})


@pytest.fixture
def known(amina):
    """A trainee with a confirmed address."""
    return confirm(amina)


@pytest.fixture
def signed_in(client, known):
    """A browser in which the trainee has signed in, and has shown once more that it is she."""
    sign_in(client, known)
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    return client
