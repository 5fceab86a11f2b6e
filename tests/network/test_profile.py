import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from network import actions
from network.models import Member, Office, Role
from network.privacy import erase_profile, export_profile

FORM = {
    "name": "Amina of Accra",
    "show_profile": "public",
    "languages": ["en", "fr"],
    "ask_me_about": "Census questions on migration.",
    "show_country": "public",
    "show_office": "members",
    "show_languages": "public",
    "show_topics": "members",
    "show_sources": "hidden",
    "show_ask_me_about": "members",
    "show_looking_for": "members",
    "show_availability": "members",
}


def test_a_guest_is_sent_to_sign_in(client, db):
    for path in ("/en/network/profile/", "/en/network/profile/listing/", "/en/network/profile/delete/"):
        assert client.post(path).status_code == 302
        assert Member.objects.count() == 0


def test_looking_at_the_form_writes_nothing(client, amina, world):
    client.force_login(amina)
    assert client.get("/en/network/profile/").status_code == 200
    assert Member.objects.count() == 0


def test_a_profile_is_written_and_waits_for_a_coordinator(client, amina, world):
    client.force_login(amina)
    answer = client.post("/en/network/profile/", {**FORM, "country": world["GHA"].pk, "ask": "1"})
    assert answer.status_code == 302
    member = Member.objects.get(user=amina)
    assert (member.name, member.country, member.show_sources) == ("Amina of Accra", world["GHA"], "hidden")
    assert member.listing_requested_at is not None
    assert not member.is_listed
    assert "Amina of Accra" not in client.get("/en/network/members/").content.decode()
    actions.accept_listing(member)
    assert "Amina of Accra" in client.get("/en/network/members/").content.decode()


def test_asking_needs_a_country_or_an_office(client, amina, world):
    client.force_login(amina)
    client.post("/en/network/profile/", {**FORM, "ask": "1"})
    assert Member.objects.get(user=amina).listing_requested_at is None


def test_nobody_gives_themselves_a_role_or_a_place_in_the_directory(client, amina, world):
    client.force_login(amina)
    client.post(
        "/en/network/profile/",
        {
            **FORM,
            "country": world["GHA"].pk,
            "role": "focal_point",
            "is_listed": "on",
            "is_demonstration": "on",
        },
    )
    member = Member.objects.get(user=amina)
    assert (member.role, member.is_listed, member.is_demonstration) == (Role.MEMBER, False, False)


def test_a_form_writes_only_ones_own_profile(client, amina, chen, world):
    other = actions.write_profile(chen, {"name": "Chen"})
    client.force_login(amina)
    client.post("/en/network/profile/", {**FORM, "user": chen.pk, "slug": other.slug})
    other.refresh_from_db()
    assert other.name == "Chen"
    assert Member.objects.get(user=amina).slug != other.slug


def test_a_wrong_form_says_so_and_keeps_nothing(client, amina, world):
    client.force_login(amina)
    answer = client.post("/en/network/profile/", {**FORM, "name": "", "show_topics": "everybody"})
    assert answer.status_code == 422
    assert Member.objects.count() == 0


def test_see_as_is_for_the_owner_only(client, make_member, amina, chen):
    member = make_member(
        "Amina",
        user=amina,
        topics=["remit"],
        show_topics="members",
        ask_me_about="x",
        show_ask_me_about="hidden",
    )
    address = f"/en/network/members/{member.slug}/"
    client.force_login(amina)
    assert "Remittances" in client.get(f"{address}?as=members").content.decode()
    as_public = client.get(f"{address}?as=public").content.decode()
    assert "Remittances" not in as_public
    assert "2 fields of your profile are not shown to them." in as_public
    client.logout()
    assert "Remittances" not in client.get(f"{address}?as=members").content.decode()


def test_leaving_keeps_the_profile(client, make_member, amina):
    member = make_member("Amina", user=amina)
    client.force_login(amina)
    client.post("/en/network/profile/listing/", {"do": "leave"})
    member.refresh_from_db()
    assert not member.is_listed
    client.logout()
    assert client.get(f"/en/network/members/{member.slug}/").status_code == 404


def test_deleting_the_profile_keeps_the_account(client, make_member, amina):
    make_member("Amina", user=amina)
    client.force_login(amina)
    assert client.get("/en/network/profile/delete/").status_code == 405
    client.post("/en/network/profile/delete/")
    assert Member.objects.count() == 0
    amina.refresh_from_db()


def test_a_focal_point_has_a_seat(make_member):
    member = make_member("Nowhere")
    with transaction.atomic(), pytest.raises(ValidationError):
        actions.give_role(member, Role.FOCAL_POINT)


def test_what_is_exported_is_what_was_written(make_member, amina, chen):
    make_member("Amina", user=amina, country="GHA", topics=["remit"], show_topics="hidden")
    (row,) = export_profile(amina)
    assert (row["name"], row["country"], row["topics"]) == ("Amina", "GHA", ["remit"])
    assert row["who_sees"]["topics"] == "hidden"
    assert list(export_profile(chen)) == []
    assert (erase_profile(amina), erase_profile(chen)) == (1, 0)


def test_a_coordinator_gives_roles_on_the_editors_side(client, make_member, efua, world):
    from school.founding.roles import set_up_roles

    set_up_roles()
    member = make_member(
        "Ama", listed=False, country="GHA", ask_me_about="privatewords", show_ask_me_about="hidden"
    )
    client.force_login(efua)
    edit = f"/cms/snippets/network/member/edit/{member.pk}/"
    page = client.get(edit)
    assert page.status_code == 200
    assert "privatewords" not in page.content.decode()
    answer = client.post(
        edit, {"role": "focal_point", "role_since": "", "role_until": "", "office": "", "is_listed": "on"}
    )
    assert answer.status_code == 302
    member.refresh_from_db()
    assert (member.role, member.is_listed, member.ask_me_about) == ("focal_point", True, "privatewords")
    client.logout()
    assert "Ama" in client.get("/en/network/members/?role=focal_point").content.decode()


DECISION = {"role": "member", "role_since": "", "role_until": "", "office": ""}


@pytest.fixture
def desk(client, efua, world):
    """The coordinator at her desk: sends a decision about a member, as the form does, and gets the answer."""
    from school.founding.roles import set_up_roles

    set_up_roles()
    client.force_login(efua)

    def decide(member, **changed):
        return client.post(f"/cms/snippets/network/member/edit/{member.pk}/", {**DECISION, **changed})

    return decide


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "A focal point needs an office or a country."),
        ("fr", "Un point focal doit avoir un institut ou un pays."),
        ("ar", "تحتاج جهة الاتصال إلى مكتب أو بلد."),
    ],
)
def test_a_focal_point_without_a_seat_is_refused_at_the_field(desk, make_member, efua, language, sentence):
    UserProfile.objects.create(user=efua, preferred_language=language)
    member = make_member("Nowhere", listed=False)
    answer = desk(member, role="focal_point", role_since="2026-01-05", is_listed="on")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["office"]
    assert sentence in html
    # Nothing that she chose is lost, and nothing of it is kept in part.
    assert '<option value="focal_point" selected>' in html
    assert 'value="2026-01-05"' in html
    assert answer.context["form"]["is_listed"].value() is True
    member.refresh_from_db()
    assert (member.role, member.role_since, member.is_listed) == ("member", None, False)


def test_the_office_given_with_the_role_is_the_seat(desk, make_member):
    office = Office.objects.create(name="Statistics of Somewhere")
    member = make_member("Somebody", listed=False)
    assert desk(member, role="focal_point", office=office.pk, is_listed="on").status_code == 302
    member.refresh_from_db()
    assert (member.role, member.office, member.is_listed) == ("focal_point", office, True)
    # A role begins on the day on which it is given, unless the coordinator says another.
    assert member.role_since == timezone.localdate()


def test_a_mandate_that_ends_before_it_begins_is_refused_at_the_field(desk, make_member):
    member = make_member("Somebody", country="GHA")
    answer = desk(member, role="expert", role_since="2026-02-01", role_until="2026-01-01")
    assert list(answer.context["form"].errors) == ["role_until"]


def test_accepting_a_request_changes_no_date_of_the_role(desk, make_member, client):
    member = make_member("Somebody", listed=False, country="GHA")
    actions.ask_to_be_listed(member)
    assert desk(member, is_listed="on").status_code == 302
    member.refresh_from_db()
    assert (member.role_since, member.is_listed) == (None, True)
    client.logout()
    assert "Somebody" in client.get("/en/network/members/").content.decode()


def test_who_is_taken_out_of_the_directory_may_ask_again(desk, make_member, client):
    member = make_member("Somebody", listed=False, country="GHA")
    actions.ask_to_be_listed(member)
    desk(member, is_listed="on")
    desk(member)
    member.refresh_from_db()
    assert (member.is_listed, member.listing_requested_at) == (False, None)
    client.logout()
    assert "Somebody" not in client.get("/en/network/members/").content.decode()


def test_a_role_given_while_a_request_waits_leaves_it_waiting(desk, make_member):
    member = make_member("Somebody", listed=False, country="GHA")
    actions.ask_to_be_listed(member)
    desk(member, role="expert")
    member.refresh_from_db()
    assert (member.role, member.is_listed) == ("expert", False)
    assert member.listing_requested_at is not None


def test_what_a_coordinator_decided_stands_in_the_log(desk, make_member, efua):
    member = make_member("Somebody", country="GHA")
    desk(member, role="expert", is_listed="on")
    entry = ModelLogEntry.objects.get(object_id=str(member.pk))
    assert (entry.action, entry.user, entry.content_changed) == ("wagtail.edit", efua, True)


def test_an_outsider_has_no_desk(client, make_member, chen):
    member = make_member("Ama")
    client.force_login(chen)
    assert client.get(f"/cms/snippets/network/member/edit/{member.pk}/").status_code == 302
