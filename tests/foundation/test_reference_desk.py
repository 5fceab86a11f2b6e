"""The editors' desk for the glossary and the reference facts: who may open it, and that it can be written on."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from foundation.models import Country, CountryFigure, GlossaryTerm, Term

MODELS = (GlossaryTerm, Term, Country, CountryFigure)


def address(model, view: str, *args) -> str:
    return reverse(model.snippet_viewset.get_url_name(view), args=args)


@pytest.fixture
def facts(site_tree):
    country = Country.objects.create(iso3="QMA", name_en="Country A", is_fictional=True)
    figure = {"indicator": "stock", "year": 2020, "value": 12, "source": "Example", "edition": "2024"}
    return {
        Country: country,
        CountryFigure: CountryFigure.objects.create(country=country, **figure),
        Term: Term.objects.create(kind="topic", code="stock", name_en="Stock"),
        GlossaryTerm: GlossaryTerm.objects.create(
            locale=Locale.objects.get(language_code="en"),
            slug="stock",
            term="Stock",
            definition="At one date.",
        ),
    }


@pytest.mark.parametrize("model", MODELS)
def test_an_editor_lists_and_opens_every_fact(client, dalia, facts, model):
    client.force_login(dalia)
    listed = client.get(address(model, "list"))
    opened = client.get(address(model, "edit", facts[model].pk))
    assert (listed.status_code, opened.status_code) == (200, 200)
    assert address(model, "edit", facts[model].pk) in listed.text
    assert opened.context["form"].instance == facts[model]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("person", ["amina", "chen", "farah"])
def test_others_are_kept_out(client, request, facts, model, person):
    client.force_login(request.getfixturevalue(person))
    assert client.get(address(model, "list")).status_code in (302, 403)


def test_an_editor_corrects_a_definition_and_readers_find_it(client, dalia, facts):
    client.force_login(dalia)
    term = facts[GlossaryTerm]
    fields = {"term": "Stock", "slug": "stock", "definition": "Counted at one moment.", "source": "Example"}
    assert client.post(address(GlossaryTerm, "edit", term.pk), fields).status_code == 302
    client.logout()
    answer = client.get("/en/search/", {"q": "moment", "in": "glossary"})
    assert "Counted at one" in answer.text
