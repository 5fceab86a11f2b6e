"""The plain pages of the demonstration: in five languages, each linking into its own, made once."""

import re

import pytest
import yaml
from django.conf import settings

from demonstration import CONTENT, plain_pages
from school.models import StandardPage

ENTRIES = yaml.safe_load((CONTENT / "pages.yaml").read_text())
LANGUAGES = {code for code, _name in settings.LANGUAGES}


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["slug"] for entry in ENTRIES])
def test_every_page_is_written_in_five_languages_and_links_into_its_own(entry):
    assert set(entry["texts"]) == LANGUAGES
    assert len({texts["lead"] for texts in entry["texts"].values()}) == len(LANGUAGES)
    for code, texts in entry["texts"].items():
        assert set(texts) == {"title", "lead", "body"}
        assert "<" not in texts["body"]
        assert set(re.findall(r"\]\(/(\w\w)/", texts["body"])) <= {code}
        assert texts["body"].count("\n## ") + texts["body"].startswith("## ") == entry["texts"]["en"][
            "body"
        ].count("\n## ") + entry["texts"]["en"]["body"].startswith("## ")


def test_pages_are_made_once_and_removed(site_tree, client):
    for _time in range(2):
        plain_pages.load(CONTENT, {})
    assert StandardPage.objects.count() == len(ENTRIES) * len(LANGUAGES)
    answer = client.get("/ar/data-protection/")
    assert answer.status_code == 200
    assert "/ar/account/privacy/" in answer.text
    plain_pages.remove()
    assert StandardPage.objects.count() == 0
