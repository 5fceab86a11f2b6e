"""What is asked today: the present version of each activity, kept until one is published."""

from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID, uuid4

from django.core.cache import cache, caches
from django.http import Http404

from assessments.models import Activity, ActivityVersion

STAMP = "activities-stamp"


def stamp() -> str:
    """Changes whenever an activity is published, in whichever process: what is kept of versions is kept under it."""
    return cache.get_or_set(STAMP, lambda: uuid4().hex, None)  # type: ignore[return-value]


def renew_stamp() -> None:
    """Forget what is kept of versions and panels."""
    cache.set(STAMP, uuid4().hex, None)


def current_versions(keys: Iterable[UUID], language: str) -> dict[UUID, ActivityVersion]:
    """The present version of each activity, in this language, else in English. One query, kept until one is published."""
    keys = sorted(keys)
    name = sha256(f"{stamp()} {language} {keys}".encode()).hexdigest()
    found = caches["rendered"].get(name)
    if found is None:
        found = _current_versions(keys, language)
        caches["rendered"].set(name, found)
    return found


def _current_versions(keys: list[UUID], language: str) -> dict[UUID, ActivityVersion]:
    found: dict[UUID, ActivityVersion] = {}
    rows = (
        ActivityVersion.objects.current()
        .filter(activity__key__in=keys, language__in={language, "en"})
        .select_related("activity")
    )
    for version in rows:
        if version.activity.key not in found or version.language == language:
            found[version.activity.key] = version
    return found


def asked_version(activity: Activity, number: int | None, language: str) -> ActivityVersion:
    """The version that a form names (``number`` is its id), if it is one of this activity; else the present one."""
    if number is not None:
        named = activity.versions.filter(pk=number).select_related("activity").first()
        if named is not None:
            return named
    present = current_versions([activity.key], language).get(activity.key)
    if present is None:
        present = activity.versions.current().select_related("activity").order_by("language").first()
    if present is None:
        raise Http404
    return present
