import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from foundation import search as engine
from foundation.models import Term
from network.models import Office, PracticeIndexPage, PracticePage
from network.queries.practices import PracticeSearch, practices_screen


@pytest.fixture
def publish(site_tree, world):
    index = {code: PracticeIndexPage.objects.child_of(home).get() for code, home in site_tree.items()}
    office = Office.objects.create(name="Example NSO 01", country=world["GHA"])

    def make(slug: str, language: str = "en", topics=("remit",), cost: str = "low", **texts) -> PracticePage:
        page = PracticePage(
            slug=slug,
            title=texts.get("title", slug),
            office=office,
            cost_band=cost,
            context="<p>Why</p>",
            what_was_done=f"<p>{texts.get('done', 'How')}</p>",
            result="<p>What</p>",
            lessons="First lesson\n\nSecond lesson\n",
            locale=Locale.objects.get(language_code=language),
        )
        page.topics = list(Term.objects.filter(kind="topic", code__in=topics))
        index[language].add_child(instance=page)
        page.save_revision().publish()
        for locale in Locale.objects.exclude(language_code=language):
            if not page.get_translation_or_none(locale):
                page.copy_for_translation(locale, copy_parents=True, alias=True)
        return page

    return make


def test_a_practice_is_read_in_every_language(publish, client):
    publish("cards", "pt", title="Dos cartões ao quadro")
    for code in ("en", "fr", "pt", "es", "ar"):
        html = client.get(f"/{code}/practices/cards/").content.decode()
        assert f'<html lang="{code}"' in html
        assert '<h1 lang="pt" dir="ltr">Dos cartões ao quadro</h1>' in html
        assert "First lesson" in html


def test_practices_are_filtered_and_counted(publish):
    publish("one", topics=["remit"])
    publish("two", topics=["refugee"], cost="high")
    publish("three", topics=["remit", "refugee"])
    found = practices_screen(PracticeSearch(chosen={"topic": ("remit",), "cost": ("low",)}), "en")
    assert sorted(item.page.slug for item in found.practices) == ["one", "three"]
    facets = {kind: {value.value: value.count for value in values} for kind, values in found.facets}
    assert facets["topic"] == {"remit": 2, "refugee": 1}
    assert facets["cost"] == {"low": 2}


def test_a_practice_is_found_by_its_words_in_any_language(publish, client):
    publish("registro", "es", done="Enlazar los registros sin duplicados")
    for query, count in (("registros", 1), ("enlazar duplicados", 1), ("caballo", 0)):
        assert practices_screen(PracticeSearch(text=query), "fr").count == count


def test_what_is_taken_back_is_not_found(publish, client):
    page = publish("gone", done="Unmistakable")
    assert len(engine.find("unmistakable", kinds=["practice"]).hits) == 1
    page.unpublish()
    assert engine.find("unmistakable", kinds=["practice"]).hits == ()
    assert client.get("/en/practices/gone/").status_code == 404


def test_the_list_asks_as_much_for_one_practice_as_for_three(publish, client):
    def queries() -> int:
        practices_screen(PracticeSearch(), "en")
        with CaptureQueriesContext(connection) as context:
            practices_screen(PracticeSearch(), "en")
        return len(context)

    publish("one")
    one = queries()
    publish("two")
    publish("three")
    assert queries() == one


def test_a_preview_shows_the_draft(publish, rf, admin):
    page = publish("draft")
    page.title = "A better title"
    request = rf.get("/en/practices/draft/")
    request.user = admin
    request.COOKIES = {}
    answer = page.serve_preview(request, "")
    assert "A better title" in answer.content.decode()


def test_the_empty_list_says_so(site_tree, client):
    assert "No practice is published yet" in client.get("/en/practices/").content.decode()
