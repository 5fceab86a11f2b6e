import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from network import actions
from network.models import Member, Role
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


def test_an_outsider_has_no_desk(client, make_member, chen):
    member = make_member("Ama")
    client.force_login(chen)
    assert client.get(f"/cms/snippets/network/member/edit/{member.pk}/").status_code == 302
