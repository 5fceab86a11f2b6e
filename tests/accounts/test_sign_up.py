"""From nobody to somebody: sign-up, the code, the language and zone of the request."""

from datetime import timedelta

import time_machine
from django.core import mail
from django.utils import timezone

from accounts.models import User
from tests.accounts.conftest import last_code

URL = "/fr/account/signup/"
FORM = {
    "email": "Nadia@Example.org",
    "first_name": "Nadia",
    "last_name": "Sy",
    "password1": "a long sentence 42",
    "time_zone": "Africa/Dakar",
}


def test_sign_up_makes_an_account_that_opens_with_the_code(client, site_tree):
    response = client.post(URL, FORM)

    assert response.status_code == 302
    assert response["Location"] == "/fr/account/confirm-email/"
    user = User.objects.get()
    assert (user.email, user.name, user.language, user.time_zone) == (
        "nadia@example.org",
        "Nadia Sy",
        "fr",
        "Africa/Dakar",
    )
    assert "_auth_user_id" not in client.session
    response = client.post("/fr/account/confirm-email/", {"code": last_code()})
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)
    assert user.emailaddress_set.get().verified


def test_sign_up_without_a_script_or_with_an_invented_zone_keeps_utc(client, db):
    client.post(URL, {**FORM, "time_zone": "Mars/Olympus"})

    assert User.objects.get().time_zone == "UTC"


def test_sign_up_code_is_sent_from_the_school_with_an_address_for_answers(client, db, settings):
    client.post(URL, FORM)

    message = mail.outbox[0]
    assert message.to == ["nadia@example.org"]
    assert message.from_email == settings.DEFAULT_FROM_EMAIL
    assert message.extra_headers["Reply-To"] == settings.SCHOOL_REPLY_TO
    assert "Nadia" not in message.body, "a stranger's text must not reach a stranger's mailbox through us"


def test_sign_up_code_that_is_wrong_three_times_ends_the_try(client, db):
    client.post(URL, FORM)
    statuses = [
        client.post("/fr/account/confirm-email/", {"code": "AAAA-AAAA"}).status_code for _ in range(3)
    ]

    assert statuses[:2] == [200, 200]
    assert statuses[2] == 302
    assert "_auth_user_id" not in client.session


def test_sign_up_code_can_be_sent_anew(client, db):
    client.post(URL, FORM)
    first = last_code()
    client.post("/fr/account/confirm-email/", {"action": "resend"})
    assert len(mail.outbox) == 1, "not twice in ten seconds"
    with time_machine.travel(timezone.now() + timedelta(seconds=11)):
        client.post("/fr/account/confirm-email/", {"action": "resend"})

    assert len(mail.outbox) == 2
    assert last_code() != first
    client.post("/fr/account/confirm-email/", {"code": last_code()})
    assert "_auth_user_id" in client.session


def test_sign_up_page_shows_no_script_and_no_style_of_its_own(client, db):
    page = client.get(URL).content.decode()

    assert "<style" not in page
    assert " style=" not in page
    assert page.count("<script") == page.count('<script type="module" src=')
