"""What is kept until something changes."""

import pytest
from django.core.cache import cache, caches
from django.core.signals import request_finished, request_started
from django.db import transaction

from foundation.kept import NOT_THERE, AsItIs, Shelf


@pytest.fixture
def made() -> list[str]:
    """What was made, in order."""
    return []


@pytest.fixture
def make(made):
    def make(word: str = "thing"):
        def once() -> str:
            made.append(word)
            return f"{word} {len(made)}"

        return once

    return make


def test_a_thing_is_made_once(make, made):
    shelf = Shelf("one")
    assert [shelf.kept("a", make()), shelf.kept("a", make())] == ["thing 1", "thing 1"]
    assert shelf.kept("b", make()) == "thing 2"
    assert len(made) == 2


def test_nothing_is_kept_too(made):
    shelf = Shelf("nothing")
    assert [shelf.kept("a", lambda: made.append("asked")) for _time in range(3)] == [None] * 3
    assert made == ["asked"]


def test_a_cleared_shelf_makes_anew_and_leaves_the_others(db, make):
    one, other = Shelf("one"), Shelf("other")
    one.kept("a", make())
    other.kept("a", make())
    one.clear()
    assert one.kept("a", make()) == "thing 3"
    assert other.kept("a", make()) == "thing 2"


def test_what_was_made_of_the_old_is_not_read_once_the_new_is_there(db, make):
    """Somebody asks, the shelf is cleared, and only then is what they asked for made."""
    shelf = Shelf("late")
    key = shelf.key("a")
    shelf.clear()
    shelf.put(key, "old")
    assert shelf.kept("a", make()) == "thing 1"


def test_it_is_cleared_again_when_the_transaction_is_saved(transactional_db, make):
    """Until then, other processes make what they keep of what was there before."""
    shelf = Shelf("saved")
    with transaction.atomic():
        shelf.clear()
        shelf.kept("a", make("old"))
    assert shelf.kept("a", make("new")) == "new 2"


def test_a_shared_cache_that_was_emptied_begins_a_new_version(make):
    shelf = Shelf("emptied")
    shelf.kept("a", make())
    cache.clear()
    assert shelf.kept("a", make()) == "thing 2"


def test_another_cache_may_hold_the_things(make, settings):
    elsewhere = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "elsewhere"}
    settings.CACHES = {**settings.CACHES, "elsewhere": elsewhere}
    shelf = Shelf("elsewhere", where="elsewhere", seconds=60)
    shelf.kept("a", make())
    key = shelf.key("a")
    assert shelf.get(key) == "thing 1"
    assert caches["kept"].get(key, NOT_THERE) is NOT_THERE


def test_one_answer_is_made_of_one_version(db):
    """Whatever another process changes meanwhile: the version is read once in a request, and outside of requests each time."""
    shelf = Shelf("request")
    request_started.send(sender=None)
    first = shelf.version
    cache.clear()
    assert shelf.version == first
    shelf.clear()
    second = shelf.version
    assert second != first
    cache.clear()
    assert shelf.version == second

    request_finished.send(sender=None)
    third = shelf.version
    assert third != second
    cache.clear()
    assert shelf.version != third


def test_who_takes_a_thing_gets_the_thing_itself():
    shelf = Shelf("itself")
    thing = object()
    assert shelf.kept("a", lambda: thing) is shelf.kept("a", object) is thing


def test_what_was_asked_for_longest_ago_makes_room():
    small = AsItIs("small", {"OPTIONS": {"MAX_ENTRIES": 3}})
    for name in "abc":
        small.set(name, name.upper())
    small.get("a")
    small.set("d", "D")
    assert [small.get(name) for name in "abcd"] == ["A", None, "C", "D"]
