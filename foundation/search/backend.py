"""The database search of Wagtail, with an end to what is asked, and one who writes at a time.

The library nests as deeply as a query has words, and PostgreSQL refuses words of more than 2,000 bytes. On SQLite it looks whether
a thing is in the index and then puts it in: a request and a worker that did so at once got in each other's way.
"""

from django.db import transaction
from modelsearch.backends import database
from modelsearch.query import PlainText

from foundation.search.analyser import MOST_WORDS

LONGEST_QUERY = 200


def beginning(query: str) -> str:
    """As much of a query as is looked for."""
    return " ".join(query.replace("\x00", "").split()[:MOST_WORDS])[:LONGEST_QUERY]


def SearchBackend(params):
    """The library's backend for the present database, asked for the beginning of a query."""
    backend = database.SearchBackend(params)
    search, add = backend._search, backend.add

    def add_alone(thing):
        with transaction.atomic():
            add(thing)

    def search_beginning(query_compiler_class, query, model_or_queryset, **kwargs):
        if isinstance(query, str):
            query = beginning(query)
        elif isinstance(query, PlainText):
            query = PlainText(beginning(query.query_string), operator=query.operator, boost=query.boost)
        return search(query_compiler_class, query, model_or_queryset, **kwargs)

    backend._search, backend.add = search_beginning, add_alone
    return backend
