"""Signing up, taking it back, entering the room."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from webinars import rules, signals
from webinars.models import Registration, Schedule, WebinarPage

#: Registrations are kept this long after the webinar, to count who came; then they are erased.
KEPT = timedelta(days=365)


class NotOpen(Exception):
    """The webinar is over or cancelled, or its door is not open."""


@transaction.atomic
def sign_up(user: User, webinar: WebinarPage) -> Registration:
    """Sign up, once however often it is asked."""
    if not rules.may_sign_up(user, webinar, timezone.now()):
        raise NotOpen
    registration, is_new = Registration.objects.get_or_create(user=user, webinar_key=webinar.translation_key)
    if is_new:
        signals.signed_up.send(Registration, registration=registration)
    return registration


def withdraw(user: User, key: UUID) -> None:
    """Take a registration back; nothing of it is kept."""
    Registration.objects.of(user).for_webinar(key).delete()


def enter(user: User, webinar: WebinarPage) -> Registration:
    """Note that someone entered the room: the first time counts."""
    registration = Registration.objects.of(user).for_webinar(webinar.translation_key).first()
    now = timezone.now()
    if not rules.may_enter(registration, webinar, now):
        raise NotOpen
    if registration.joined_at is None:  # type: ignore[union-attr]
        registration.joined_at = now  # type: ignore[union-attr]
        registration.save(update_fields=["joined_at"])  # type: ignore[union-attr]
    return registration  # type: ignore[return-value]


def forget_old_registrations(now: datetime) -> int:
    """Erase the registrations of webinars that ended longer ago than they are kept; returns how many."""
    old = Schedule.objects.filter(ends_at__lt=now - KEPT).values("webinar_key")
    return Registration.objects.filter(webinar_key__in=old).delete()[0]
