"""A path that was served before is served from memory only while it is still true."""

import pytest
from wagtail.models import Page

from school.models import HomePage, StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(site_tree) -> StandardPage:
    home = HomePage.objects.get(locale__language_code="en")
    page = StandardPage(title="Here", slug="here", text="<p>Words</p>", locale=home.locale)
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def test_a_page_taken_down_moved_or_deleted_is_not_served(client, page):
    assert [client.get("/en/here/").status_code for _time in range(2)] == [200, 200]

    page.unpublish()
    assert client.get("/en/here/").status_code == 404

    page.save_revision().publish()
    assert client.get("/en/here/").status_code == 200
    fresh = StandardPage.objects.get(pk=page.pk)
    fresh.slug = "there"
    fresh.save()
    assert client.get("/en/here/").status_code == 404
    assert client.get("/en/there/").status_code == 200

    Page.objects.get(pk=page.pk).delete()
    assert client.get("/en/there/").status_code == 404


def test_another_page_at_the_same_place_is_served(client, page):
    assert client.get("/en/here/").status_code == 200
    page.delete()
    home = HomePage.objects.get(locale__language_code="en")
    other = StandardPage(title="Other", slug="here", text="<p>Different</p>", locale=home.locale)
    home.add_child(instance=other)
    other.save_revision().publish()
    assert "Different" in client.get("/en/here/").content.decode()
