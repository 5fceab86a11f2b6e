"""Once a day: what promised to go is gone, and nothing else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.utils import timezone

from accounts.models import DeletionRequest, User
from webinars.models import Registration, Schedule

NOW = timezone.now()


def session_of(user, expires_in: timedelta) -> str:
    store = SessionStore()
    store["of"] = user.pk
    store.set_expiry(NOW + expires_in)
    store.save()
    UserSession.objects.create(
        user=user, session_key=store.session_key, ip="127.0.0.1", user_agent="test", last_seen_at=NOW
    )
    return store.session_key


@pytest.fixture
def registrations(amina):
    kept = {}
    for name, ended in (("old", timedelta(days=400)), ("recent", timedelta(days=300))):
        key = uuid4()
        Schedule.objects.create(
            webinar_key=key, starts_at=NOW - ended - timedelta(hours=1), ends_at=NOW - ended
        )
        kept[name] = Registration.objects.create(user=amina, webinar_key=key)
    return kept


def test_what_is_due_goes_and_the_rest_stays(amina, chen, dalia, registrations, capsys):
    DeletionRequest.objects.create(user=chen, due_at=NOW - timedelta(minutes=1))
    DeletionRequest.objects.create(user=dalia, due_at=NOW + timedelta(days=3))
    ended, lasting = session_of(amina, -timedelta(hours=1)), session_of(amina, timedelta(hours=1))
    for _time in range(2):
        call_command("daily")
    assert set(User.objects.values_list("email", flat=True)) == {amina.email, dalia.email}
    assert set(Registration.objects.values_list("pk", flat=True)) == {registrations["recent"].pk}
    assert set(UserSession.objects.values_list("session_key", flat=True)) == {lasting}
    assert ended != lasting
    first, second = capsys.readouterr().out.strip().splitlines()
    assert first == "Accounts deleted: 1. Registrations deleted: 1. Devices forgotten: 1."
    assert second == "Accounts deleted: 0. Registrations deleted: 0. Devices forgotten: 0."
