"""One version number for all that is published in courses, shared by every process: what is kept is kept under it."""

import uuid

from django.core.cache import cache, caches

KEY = "courses-version"


def version() -> str:
    """The version of everything published. A cache that was emptied begins a new one."""
    return str(cache.get_or_set(KEY, _new, None))


def kept(name: str, make):
    """The value kept under this name and the present version, made where it is missing."""
    key = f"{name}:{version()}"
    value = caches["rendered"].get(key)
    if value is None:
        value = make()
        caches["rendered"].set(key, value)
    return value


def renew() -> None:
    """Begin a new version: nothing kept under the old one is read again."""
    cache.set(KEY, _new(), None)


def _new() -> str:
    return uuid.uuid4().hex
