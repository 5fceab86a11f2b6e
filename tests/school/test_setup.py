import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from foundation.models import Country, GlossaryTerm, Term
from network.models import Office
from school.founding.facts import INDEXING
from school.founding.pages import lay_out
from school.models import HomePage


def test_a_new_school_has_a_home_in_five_languages(site_tree, client):
    assert {code: home.get_url() for code, home in site_tree.items()} == {
        code: f"/{code}/" for code in ("en", "fr", "pt", "es", "ar")
    }
    for code in site_tree:
        response = client.get(f"/{code}/")
        assert response.status_code == 200
        assert f'lang="{code}"' in response.content.decode()


@pytest.mark.parametrize("room", ["courses", "webinars", "practices", "glossary"])
def test_a_new_school_has_the_page_of_each_room_in_five_languages(site_tree, client, room):
    assert {code: client.get(f"/{code}/{room}/").status_code for code in site_tree} == dict.fromkeys(
        site_tree, 200
    )
    assert not Page.objects.filter(slug=room, alias_of__isnull=False).exists()


def test_laying_out_twice_adds_nothing(site_tree):
    lay_out()
    assert HomePage.objects.count() == 5


def test_a_new_school_has_the_facts_and_keeps_what_editors_change_in_them(db, client):
    call_command("setup_school", verbosity=0)
    assert Country.objects.count() == 55
    assert Office.objects.filter(kind=Office.Kind.STATISTICS).count() > 50
    assert Term.objects.filter(kind="topic").exists()
    assert not DBTaskResult.objects.filter(task_path__in=INDEXING).exists()
    assert "Ghana" in client.get("/en/network/countries/").content.decode()
    assert "international migrant" in client.get("/en/glossary/").content.decode()
    GlossaryTerm.objects.filter(slug="migrant-stock").update(definition="As we say it here.")
    call_command("setup_school", verbosity=0)
    assert Country.objects.count() == 55
    assert set(GlossaryTerm.objects.filter(slug="migrant-stock").values_list("definition", flat=True)) == {
        "As we say it here."
    }
