"""A small world: three countries, two communities, four terms, and a way to make members."""

import datetime

import pytest

from accounts.models import User
from foundation.models import Country, Rec, RecMembership, Term
from network import actions
from network.models import SHARED_FIELDS, Member


@pytest.fixture
def world(db) -> dict[str, Country]:
    countries = {
        "GHA": Country.objects.create(
            iso3="GHA",
            iso2="GH",
            name_en="Ghana",
            name_ar="غانا",
            au_region="West",
            m49_subregion="Sub-Saharan Africa",
        ),
        "MLI": Country.objects.create(
            iso3="MLI", iso2="ML", name_en="Mali", name_fr="Mali", au_region="West"
        ),
        "KEN": Country.objects.create(
            iso3="KEN", iso2="KE", name_en="Kenya", name_pt="Quénia", au_region="East"
        ),
    }
    ecowas = Rec.objects.create(
        code="ECOWAS", name_en="Economic Community of West African States", acronym_fr="CEDEAO"
    )
    eac = Rec.objects.create(code="EAC", name_en="East African Community", acronym_fr="CAE")
    RecMembership.objects.create(rec=ecowas, country=countries["GHA"])
    RecMembership.objects.create(
        rec=ecowas, country=countries["MLI"], status="former member", valid_to=datetime.date(2025, 1, 29)
    )
    RecMembership.objects.create(rec=eac, country=countries["KEN"])
    for kind, code, name, french in (
        ("topic", "remit", "Remittances", "Envois de fonds"),
        ("topic", "refugee", "Refugees", "Réfugiés"),
        ("source", "census", "Population and housing census", "Recensement"),
        ("source", "cdr", "Mobile phone records", "Téléphonie mobile"),
    ):
        Term.objects.create(kind=kind, code=code, name_en=name, name_fr=french)
    return countries


@pytest.fixture
def make_member(world):
    """Make a listed member; every field is public unless said otherwise."""
    counter = iter(range(1, 10_000))

    def make(
        name: str, *, listed: bool = True, user=None, topics=(), sources=(), role: str = "member", **fields
    ) -> Member:
        user = user or User.objects.create_user(f"member{next(counter)}@example.org", None)
        country = fields.pop("country", None)
        values = {
            "name": name,
            "show_profile": "public",
            **dict.fromkeys(SHARED_FIELDS.values(), "public"),
            "country": world[country] if country else None,
            "topics": list(Term.objects.filter(kind="topic", code__in=topics)),
            "sources": list(Term.objects.filter(kind="source", code__in=sources)),
            **fields,
        }
        member = actions.write_profile(user, values)
        if role != "member":
            Member.objects.filter(pk=member.pk).update(role=role)
            member.refresh_from_db()
            actions.refresh_cards(member)
        if listed:
            actions.accept_listing(member)
        return member

    return make
