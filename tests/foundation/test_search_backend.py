"""The index of the editors' search: two who put in the same thing at once do it one after the other."""

import pytest
from django.db import connection
from wagtail.documents import get_document_model
from wagtail.search.backends import get_search_backend


@pytest.mark.django_db(transaction=True)
def test_a_thing_is_put_into_the_index_by_one_at_a_time(monkeypatch, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    backend = get_search_backend()
    seen = []

    class Index:
        def add_item(self, thing):
            seen.append((thing, connection.in_atomic_block))

    monkeypatch.setattr(backend, "get_index_for_object", lambda thing: Index())
    document = get_document_model()(title="Shares by district")
    backend.add(document)
    assert seen == [(document, True)]
