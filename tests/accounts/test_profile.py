"""Name, language, zone; what is kept, the copy of it, and leaving."""

import json
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.models import DeletionRequest, User
from foundation import privacy
from school.actions import leaving
from tests.accounts.conftest import sign_in

PROFILE = "/en/account/profile/"
FORM = {"first_name": "Amina", "last_name": "Diallo", "language": "fr", "time_zone": "Africa/Dakar"}


def test_profile_is_saved_and_goes_on_in_the_chosen_language(client, known):
    client.force_login(known)
    response = client.post(PROFILE, FORM)

    assert response["Location"] == "/fr/account/profile/"
    known.refresh_from_db()
    assert (known.name, known.language, known.time_zone) == ("Amina Diallo", "fr", "Africa/Dakar")


@pytest.mark.parametrize(
    ("field", "value"),
    [("language", "xx"), ("time_zone", "Mars/Olympus"), ("first_name", ""), ("last_name", "x" * 151)],
)
def test_profile_refuses_and_changes_nothing(client, known, field, value):
    client.force_login(known)
    response = client.post(PROFILE, {**FORM, field: value})

    assert response.status_code == 422
    assert response.content.decode().count("field--error") == 1
    known.refresh_from_db()
    assert (known.name, known.language) == ("Amina", "en")


def test_profile_changes_nobody_else_and_no_role(client, known, chen):
    client.force_login(known)
    client.post(
        PROFILE, {**FORM, "email": "x@example.org", "is_superuser": "on", "is_staff": "on", "id": chen.pk}
    )
    known.refresh_from_db()
    chen.refresh_from_db()

    assert (known.is_superuser, known.is_staff, known.email) == (False, False, "amina@example.org")
    assert chen.name == "Chen"


def test_account_page_costs_the_same_however_many_devices(client, known, django_assert_num_queries):
    counts = []
    for _number in range(3):
        sign_in(client, known)
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client.get("/en/account/overview/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get("/en/account/overview/").status_code == 200
        counts.append(len(queries))
        client.cookies.clear()

    assert counts[0] == counts[2]
    assert counts[0] <= 9


def test_privacy_page_says_everything_that_is_kept(client, known):
    client.force_login(known)
    page = client.get("/en/account/privacy/").content.decode()

    assert page.count("<dl") == len(privacy.all())


def test_copy_holds_one_s_own_data_and_nobody_else_s(signed_in, known, chen):
    response = signed_in.get("/en/account/privacy/copy/")
    data = json.loads(response.content)["data"]

    assert response["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert set(data) == {statement.model for statement in privacy.all()}
    assert data["accounts.User"]["rows"][0]["email"] == known.email
    assert data["account.EmailAddress"]["rows"] == [{"email": known.email, "verified": True, "primary": True}]
    assert len(data["usersessions.UserSession"]["rows"]) == 1
    text = response.content.decode()
    assert chen.email not in text
    assert known.password not in text
    assert "no-store" in response["Cache-Control"]


def test_deletion_waits_can_be_taken_back_and_is_asked_twice(signed_in, known, settings):
    url = "/en/account/privacy/delete/"
    assert signed_in.get(url).status_code == 200
    assert signed_in.post(url).status_code == 422
    assert not DeletionRequest.objects.exists()

    assert signed_in.post(url, {"sure": "yes"})["Location"] == "/en/account/privacy/"
    wish = DeletionRequest.objects.get(user=known)
    assert (wish.due_at - wish.asked_at).days in (
        settings.ACCOUNT_DELETION_GRACE_DAYS,
        settings.ACCOUNT_DELETION_GRACE_DAYS - 1,
    )
    assert mail.outbox[-1].to == [known.email]
    call_command("erase_accounts")
    assert User.objects.filter(pk=known.pk).exists()
    assert "will be deleted" in signed_in.get("/en/account/overview/").content.decode()

    assert signed_in.get("/en/account/privacy/keep/").status_code == 405
    signed_in.post("/en/account/privacy/keep/")
    assert not DeletionRequest.objects.exists()


def test_after_the_days_of_grace_everything_is_gone_and_others_are_not(
    signed_in, known, chen, site_tree, django_capture_on_commit_callbacks
):
    Authenticator.objects.create(user=known, type="totp", data={"secret": "x"})
    page = site_tree["en"]
    page.owner = known
    page.save_revision(user=known, log_action=True)
    page.save()
    ModelLogEntry.objects.log_action(
        instance=known, action="wagtail.edit", user=chen, title="Amina of nowhere"
    )
    leaving.ask_to_leave(known)
    key, email = known.pk, known.email

    with django_capture_on_commit_callbacks(execute=True):
        assert leaving.erase_due_accounts(timezone.now() + timedelta(days=15)) == 1

    assert not User.objects.filter(pk=key).exists()
    assert not EmailAddress.objects.filter(email=email).exists()
    assert not Authenticator.objects.exists()
    assert not any(
        session.get_decoded().get("_auth_user_id") == str(key) for session in Session.objects.all()
    )
    assert signed_in.get("/en/account/overview/").status_code == 302
    assert not ModelLogEntry.objects.filter(label__contains="Amina").exists()
    page.refresh_from_db()
    assert page.owner is None
    assert page.latest_revision.user is None
    assert User.objects.filter(pk=chen.pk).exists()
    assert mail.outbox[-1].to == [email]
    assert "deleted" in mail.outbox[-1].subject


def test_one_account_that_cannot_go_does_not_keep_the_others(known, chen, monkeypatch, caplog):
    leaving.ask_to_leave(known)
    leaving.ask_to_leave(chen)
    real = leaving.erase_account

    def failing(user, **options):
        if user == known:
            raise RuntimeError("a row that cannot go")
        return real(user, **options)

    monkeypatch.setattr(leaving, "erase_account", failing)
    assert leaving.erase_due_accounts(timezone.now() + timedelta(days=15)) == 1
    assert list(User.objects.all()) == [known]
    assert "could not be carried out" in caplog.text


def test_an_administrator_makes_and_deletes_a_person_on_the_editors_side(client, admin, chen, site_tree):
    client.force_login(admin)
    made = client.post(
        "/cms/users/new/",
        {
            "email": "gita@example.org",
            "first_name": "Gita",
            "last_name": "Rao",
            "password1": "a long sentence 42",
            "password2": "a long sentence 42",
            "is_active": "on",
        },
    )
    gita = User.objects.get(email="gita@example.org")
    assert (made.status_code, gita.name, gita.language) == (302, "Gita Rao", "en")
    assert sign_in(Client(), gita, "a long sentence 42")["Location"] == "/en/account/confirm-email/"
    ModelLogEntry.objects.log_action(instance=gita, action="wagtail.edit", user=admin)

    assert client.post(f"/cms/users/delete/{gita.pk}/").status_code == 302

    assert not User.objects.filter(email="gita@example.org").exists()
    assert not ModelLogEntry.objects.filter(label__contains="Gita").exclude(action="wagtail.delete").exists()
