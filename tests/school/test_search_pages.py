"""What was found is shown twenty at a time, and each page leads to the next with all that was asked."""

import pytest

from foundation import search

ASKED = {"q": "moment & place/á", "in": "glossary", "language": "en"}


@pytest.fixture
def many(db):
    terms = [
        search.Entry("glossary", "terms", "en", f"Term {number}", "A moment & a place/á.", f"/{number}/")
        for number in range(21)
    ]
    search.replace("glossary", "terms", terms)


def test_each_page_leads_to_the_next_with_all_that_was_asked(client, many):
    first = client.get("/en/search/", ASKED).text
    second = client.get("/en/search/", {**ASKED, "page": "2"}).text

    same = "?q=moment%20%26%20place/%C3%A1&amp;in=glossary&amp;language=en&amp;page="
    assert f'<span></span><a rel="next" href="{same}2">Next</a></nav>' in first
    assert f'<a rel="prev" href="{same}1">Previous</a></nav>' in second


def test_what_fits_one_page_leads_nowhere(client, many):
    assert 'class="pager"' not in client.get("/en/search/", {"q": "Term 20"}).text
