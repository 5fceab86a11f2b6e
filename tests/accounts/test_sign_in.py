"""The door: in, out, back to where one was going, and what a stranger's browser cannot do."""

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client

from tests.accounts.conftest import PASSWORD, confirm, last_code, sign_in

OVERVIEW = "/en/account/overview/"
LOGIN = "/en/account/login/"


def test_sign_in_leads_to_the_reader_s_language(client, known, site_tree):
    known.language = "ar"
    known.save()
    response = sign_in(client, known)

    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.get("/")["Location"] == "/ar/"


def test_sign_in_takes_the_address_in_any_case(client, known):
    response = client.post(LOGIN, {"login": "AMINA@Example.ORG", "password": PASSWORD})

    assert response["Location"] == "/"


def test_sign_in_goes_on_to_a_page_of_ours(client, known):
    response = sign_in(client, known, next="/en/account/profile/")

    assert response["Location"] == "/en/account/profile/"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "///evil.example",
        "http:evil.example",
        "https:///evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "/%0d%0aLocation:%20https://evil.example",
        "https://testserver@evil.example/",
        "https://testserver.evil.example/",
        "\x00//evil.example",
        "\t//evil.example",
        " https://evil.example",
    ],
)
def test_sign_in_out_and_the_editors_door_never_lead_away(client, known, target):
    answers = [
        sign_in(client, known, next=target),
        client.post("/en/account/logout/", {"next": target}),
        client.get("/cms/login/", {"next": target}),
    ]

    for response in answers:
        location = response["Location"]
        assert response.status_code == 302
        assert location.startswith("/")
        assert not location.startswith(("//", "/\\"))
        assert "\n" not in location


def test_sign_out_needs_a_post(signed_in):
    assert signed_in.get("/en/account/logout/").status_code == 200
    assert "_auth_user_id" in signed_in.session
    response = signed_in.post("/en/account/logout/")
    assert (response.status_code, response["Location"]) == (302, "/")
    assert "_auth_user_id" not in signed_in.session


def test_sign_in_and_out_need_the_token_of_the_form(known):
    strict = Client(enforce_csrf_checks=True)

    assert sign_in(strict, known).status_code == 403
    strict.force_login(known)
    response = strict.post("/en/account/logout/")
    assert response.status_code == 403
    assert "The form was too old" in response.content.decode()
    assert "_auth_user_id" in strict.session


def test_a_session_that_somebody_knew_before_is_worth_nothing_after_sign_in(client, known):
    client.get("/en/account/password/reset/")
    client.post("/en/account/password/reset/", {"email": known.email})
    before = client.cookies["school_session"].value
    sign_in(client, known)
    after = client.cookies["school_session"].value
    thief = Client()
    thief.cookies["school_session"] = before

    assert before != after
    assert thief.get(OVERVIEW).status_code == 302


def test_keep_me_signed_in_is_thirty_days_and_otherwise_until_the_browser_closes(client, known):
    sign_in(client, known, remember="on")
    assert client.cookies["school_session"]["max-age"] == 30 * 24 * 3600
    client.post("/en/account/logout/")
    sign_in(client, known)
    assert client.cookies["school_session"]["max-age"] == ""


def test_an_unconfirmed_address_gets_a_code_instead_of_a_session(client, amina):
    response = sign_in(client, amina)

    assert response["Location"] == "/en/account/confirm-email/"
    assert client.get(OVERVIEW).status_code == 302
    client.post("/en/account/confirm-email/", {"code": last_code()})
    assert client.get(OVERVIEW).status_code == 200


def test_a_switched_off_account_says_so_only_to_who_knows_its_password(client, known):
    known.is_active = False
    known.save()

    assert sign_in(client, known)["Location"] == "/en/account/inactive/"
    assert "is not right" in sign_in(client, known, "wrong wrong wrong").content.decode()


def test_sign_in_with_a_code_from_the_mail(client, known):
    client.post("/en/account/login/code/", {"email": known.email})
    response = client.post("/en/account/login/code/confirm/", {"code": last_code().lower().replace("-", " ")})

    assert response["Location"] == "/"
    assert client.get(OVERVIEW).status_code == 200


def test_mail_is_in_the_language_and_at_the_time_of_its_reader(client, known, settings):
    known.language, known.time_zone = "fr", "Africa/Nairobi"
    known.save()
    sign_in(client, known)
    client.post(
        "/en/account/password/change/", {"oldpassword": PASSWORD, "password1": "another long sentence"}
    )
    body = mail.outbox[-1].body

    assert mail.outbox[-1].to == [known.email]
    assert "(EAT)" in body
    assert f"{settings.SITE_ORIGIN}/fr/account/password/reset/" in body


def test_devices_are_listed_for_their_owner_alone_and_signed_out_together(signed_in, known, chen):
    other, stranger = Client(headers={"user-agent": "Mozilla/5.0 (Android 14) Firefox/131.0"}), Client()
    sign_in(other, known)
    sign_in(stranger, confirm(chen))
    assert UserSession.objects.filter(user=known).count() == 2
    page = signed_in.get("/en/account/sessions/").content.decode()
    assert "Firefox, Android" in page
    assert page.count('<li class="strip">') == 2

    signed_in.post("/en/account/sessions/")

    assert other.get(OVERVIEW).status_code == 302
    assert signed_in.get(OVERVIEW).status_code == 200
    assert stranger.get(OVERVIEW).status_code == 200


def test_a_new_password_ends_the_other_sessions_and_not_this_one(signed_in, known):
    other = Client()
    sign_in(other, known)
    signed_in.post(
        "/en/account/password/change/", {"oldpassword": PASSWORD, "password1": "another long sentence"}
    )

    assert signed_in.get(OVERVIEW).status_code == 200
    assert other.get(OVERVIEW).status_code == 302


def test_the_editors_side_has_no_door_of_its_own(client, known, admin, site_tree):
    assert client.get("/cms/")["Location"] == "/en/account/login/?next=/cms/"
    assert client.get("/cms/login/")["Location"] == "/en/account/login/?next=/cms/"
    assert client.post("/cms/login/", {"username": admin.email, "password": PASSWORD}).status_code == 302
    assert "_auth_user_id" not in client.session
    assert client.get("/cms/password_reset/", follow=True).status_code == 404
    client.force_login(admin)
    assert client.get("/cms/login/")["Location"] == "/cms/"
    assert client.get("/cms/account/change_password/").status_code in (302, 404)


def test_change_of_address_needs_the_code_and_tells_the_former_address(signed_in, known):
    signed_in.post("/en/account/email/", {"email": "New@example.org", "action_add": ""})
    known.refresh_from_db()
    assert known.email == "amina@example.org"
    assert mail.outbox[-1].to == ["new@example.org"]

    signed_in.post("/en/account/confirm-email/", {"code": last_code()})

    known.refresh_from_db()
    assert known.email == "new@example.org"
    assert [(row.email, row.verified) for row in known.emailaddress_set.all()] == [("new@example.org", True)]
    assert mail.outbox[-1].to == ["amina@example.org"]
