"""The demonstration's network: loaded, marked, loaded again, removed."""

import csv
import re

import pytest
import yaml
from wagtail.models import Locale

from accounts.models import User
from demonstration import CONTENT, network
from foundation.facts.files import GLOSSARY, TABLES
from foundation.models import Country, CountryFigure, GlossaryTerm, Rec, Term
from network.models import Member, MemberCard, MemberSet, Office, PracticePage
from school.founding.facts import load_facts

LANGUAGES = ("en", "fr", "pt", "es", "ar")


@pytest.fixture
def locales(site_tree) -> dict[str, Locale]:
    found = {locale.language_code: locale for locale in Locale.objects.all()}
    load_facts()
    return found


def test_reference_facts_are_loaded_once_however_often(locales):
    def size():
        models = (Term, Country, Rec, CountryFigure, GlossaryTerm, Office)
        return [model.objects.count() for model in models]

    before = size()
    load_facts()
    assert size() == before
    assert before[1:3] == [55, 8]
    assert GlossaryTerm.objects.count() == 40 * 5
    assert Country.objects.get(iso3="NAM").iso2 == "NA"
    ghana = CountryFigure.objects.filter(country__iso3="GHA", indicator="migrant-stock", year=2020)
    assert {(figure.edition, int(figure.value)) for figure in ghana} >= {("2024 edition", 476412)}
    assert not CountryFigure.objects.filter(country__iso3="ESH", indicator="refugees-hosted").exists()


def test_the_network_is_loaded_marked_and_removed(locales, client):
    network.load(CONTENT, locales)
    network.load(CONTENT, locales)
    assert (
        Member.objects.filter(is_listed=True, is_demonstration=True, slug__startswith="demo-").count() == 12
    )
    assert PracticePage.objects.filter(is_demonstration=True, slug__startswith="demo-").count() == 8 * 5
    assert not any(user.has_usable_password() for user in User.objects.filter(is_demonstration=True))
    assert client.get("/fr/practices/demo-practice-07/").status_code == 200
    html = client.get("/en/network/members/").content.decode()
    assert "8 members" in html
    assert "noindex" in html
    network.remove()
    network.remove()
    for model in (Member, MemberCard, MemberSet, PracticePage):
        assert model.objects.count() == 0
    assert Country.objects.filter(is_fictional=True).count() == 0
    assert Country.objects.count() == 55
    assert User.objects.filter(is_demonstration=True).count() == 0


def test_content_is_marked_and_names_no_real_office():
    with (TABLES / "au_member_states.csv").open(encoding="utf-8") as lines:
        real = [row["nso_name"] for row in csv.DictReader(lines) if row["nso_name"]]
    files = [CONTENT / "members.yaml", *sorted((CONTENT / "practices").glob("*.yaml"))]
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not [name for name in real if name in text], path.name
        assert "placeholder" not in text.lower()
        entries = yaml.safe_load(text)
        for entry in entries if isinstance(entries, list) else [entries]:
            assert entry["is_demonstration"] is True
            assert re.fullmatch(r"Example NSO \d\d", entry["office"])
            assert re.fullmatch(r"QM[A-L]", entry["country"])
            assert entry.get("email", "x@example.org").endswith("@example.org")


def test_the_glossary_and_the_catalogue_speak_five_languages():
    for entry in yaml.safe_load(GLOSSARY.read_text(encoding="utf-8")):
        assert tuple(entry["texts"]) == LANGUAGES
    for course in yaml.safe_load((CONTENT / "courses" / "catalogue.yaml").read_text(encoding="utf-8")):
        assert tuple(course["texts"]) == LANGUAGES
        lengths = {(len(text["modules"]), len(text["outcomes"])) for text in course["texts"].values()}
        assert len(lengths) == 1
