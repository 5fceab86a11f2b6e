"""What other floors may ask of the network."""

from network.actions import make_findable
from network.models import Audience
from network.queries.findable import (
    COUNTRY,
    MEMBER,
    PRACTICE,
    country_entries,
    member_entries,
    practice_entries,
)
from network.queries.people import coverage_numbers, latest_practices

__all__ = ["Audience", "coverage_numbers", "latest_practices", "make_findable", "register_search_sources"]


def register_search_sources() -> None:
    """Tell the search engine what this room has (called once at start)."""
    from foundation import search

    search.register(MEMBER, member_entries)
    search.register(PRACTICE, practice_entries)
    search.register(COUNTRY, country_entries)
