"""What is made once and shown many times, until something changes.

Each room that keeps what it has made names a shelf. What stands on it is kept by each process in its own memory, under a version
that all processes share: who clears the shelf begins a new version, and nothing kept under an old one is read again.
"""

from collections import OrderedDict
from collections.abc import Callable
from contextlib import AbstractContextManager
from contextvars import ContextVar
from hashlib import sha256
from typing import TypeVar, cast
from uuid import uuid4

from django.core.cache import cache, caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.core.signals import request_finished, request_started
from django.db import transaction
from django.dispatch import receiver

Made = TypeVar("Made")
#: Told apart from what was made and is nothing.
NOT_THERE = object()
LONGEST_NAME = 100
#: The versions that this request has asked for: one answer is made of one version, which is read once.
_asked: ContextVar[dict[str, str] | None] = ContextVar("asked", default=None)


class AsItIs(LocMemCache):
    """A cache in the memory of the process that gives out the thing itself and no copy: nobody changes what they take from it."""

    # Django's own, which its stubs leave out.
    _lock: AbstractContextManager
    _cache: OrderedDict[str, object]
    _has_expired: Callable[[str], bool]
    _delete: Callable[[str], None]
    _set: Callable[[str, object, object], None]

    def get(self, key, default=None, version=None):
        with self._lock:
            if self._has_expired(key):
                self._delete(key)
                return default
            self._cache.move_to_end(key, last=False)
            return self._cache[key]

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None) -> None:
        with self._lock:
            self._set(key, value, timeout)


class Shelf:
    """The things of one kind that go out of date together."""

    def __init__(self, name: str, *, where: str = "kept", seconds: int | None = None):
        """``where`` names the cache that holds the things; ``seconds`` is how long at most, where that is not the cache's own."""
        self.name = name
        self.where = where
        self.timeout = DEFAULT_TIMEOUT if seconds is None else seconds

    @property
    def version(self) -> str:
        """The present version. Where the shared cache has lost it, a new one begins."""
        asked = _asked.get()
        if asked is not None and self.name in asked:
            return asked[self.name]
        version = str(cache.get_or_set(f"shelf-{self.name}", _new_version, None))
        if asked is not None:
            asked[self.name] = version
        return version

    def kept(self, name: str, make: Callable[[], Made]) -> Made:
        """The thing of this name, made where it is missing."""
        key = self.key(name)
        found = self.get(key)
        if found is NOT_THERE:
            found = make()
            self.put(key, found)
        return cast(Made, found)

    def key(self, name: str) -> str:
        """The name of a thing of the present version. Asked before it is made: what changes meanwhile makes it old."""
        if len(name) > LONGEST_NAME:
            name = sha256(name.encode()).hexdigest()
        return f"{self.name}:{self.version}:{name}"

    def get(self, key: str) -> object:
        """What stands under a key, or ``NOT_THERE``."""
        return caches[self.where].get(key, NOT_THERE)

    def put(self, key: str, thing: object) -> None:
        """Keep a thing under a key."""
        caches[self.where].set(key, thing, self.timeout)

    def clear(self) -> None:
        """Begin a new version: at once for readers inside this transaction, and again when it is saved, for what other processes
        have made meanwhile of what was there before."""
        self._begin()
        transaction.on_commit(self._begin)

    def _begin(self) -> None:
        if asked := _asked.get():
            asked.pop(self.name, None)
        cache.set(f"shelf-{self.name}", _new_version(), None)


def _new_version() -> str:
    return uuid4().hex


@receiver(request_started)
def _ask_once(**_signal) -> None:
    _asked.set({})


@receiver(request_finished)
def _ask_again(**_signal) -> None:
    _asked.set(None)
