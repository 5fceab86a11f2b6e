"""The index of the editors' search: two who put in the same thing at once do it one after the other."""

import pytest
from django.db import connection
from wagtail.search.backends import get_search_backend


@pytest.mark.django_db(transaction=True)
def test_a_thing_is_put_into_the_index_by_one_at_a_time(monkeypatch):
    backend, thing, seen = get_search_backend(), object(), []

    class Index:
        def add_item(self, item):
            seen.append((item, connection.in_atomic_block))

    monkeypatch.setattr(backend, "get_index_for_object", lambda item: Index())
    backend.add(thing)
    assert seen == [(thing, True)]
