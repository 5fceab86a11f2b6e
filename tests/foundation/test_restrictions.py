"""A restricted page stays closed, although the question is asked only where there are restrictions."""

import pytest
from wagtail.models import PageViewRestriction

from school.models import HomePage

pytestmark = pytest.mark.django_db


def test_a_page_that_is_restricted_later_closes_at_once(
    client, site_tree, django_capture_on_commit_callbacks
):
    assert client.get("/en/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        restriction = PageViewRestriction.objects.create(
            page=HomePage.objects.get(locale__language_code="en"), restriction_type=PageViewRestriction.LOGIN
        )
    assert client.get("/en/").status_code == 302

    with django_capture_on_commit_callbacks(execute=True):
        restriction.delete()
    assert client.get("/en/").status_code == 200


def test_a_restriction_saved_while_another_process_asks_wins(site_tree, django_capture_on_commit_callbacks):
    from django.core.cache import cache

    from foundation.web.restrictions import KEY, there_are_any

    page = HomePage.objects.get(locale__language_code="en")
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    cache.add(KEY, False, None)  # what a process that asked before would keep

    assert there_are_any() is True
