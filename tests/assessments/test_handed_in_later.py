"""A notebook that waited for the line: its own time is shown and decides nothing, and a pause sends it again."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from assessments.models import Attempt
from assessments.privacy import _attempts
from tests.assessments.conftest import notebook, published
from tests.assessments.test_notebooks import path

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(exercise):
    return published(exercise.spec(), kind="notebook")


def hand_in(client, version, scope, said: str | None, key=None):
    body = {"notebook": notebook("share = 1"), "key": str(key or uuid4())}
    headers = {"X-Written-At": said} if said is not None else {}
    return client.post(
        path(version, "submit", scope), json.dumps(body), content_type="application/json", headers=headers
    )


def test_the_devices_time_stands_beside_the_servers(client, amina, scopes, version):
    client.force_login(amina)
    written = timezone.now() - timedelta(hours=3)
    html = hand_in(client, version, scopes(amina), written.isoformat()).content.decode()
    attempt = Attempt.objects.get()
    assert attempt.written_at == written
    assert timezone.now() - attempt.submitted_at < timedelta(minutes=1)
    assert f"Your device wrote it at {written:%H:%M}" in html
    assert next(_attempts(amina))["handed_in_by_the_device"] == written.isoformat()


@pytest.mark.parametrize(
    "said",
    [
        None,
        "",
        "yesterday",
        "2026-13-45T99:00:00Z",
        "2020-01-01T00:00:00+00:00",  # a clock that was never set
        "2999-01-01T00:00:00+00:00",
        "2026-01-01T00:00:00",  # of no zone
        "x" * 5000,
    ],
)
def test_a_clock_that_cannot_be_right_is_not_shown(client, amina, scopes, version, said):
    client.force_login(amina)
    assert hand_in(client, version, scopes(amina), said).status_code == 200
    assert Attempt.objects.get().written_at is None


def test_what_came_at_once_has_one_time(client, amina, scopes, version):
    client.force_login(amina)
    hand_in(client, version, scopes(amina), timezone.now().isoformat())
    assert Attempt.objects.get().written_at is None


def test_while_another_is_being_marked_it_is_said_when_to_come_again(client, amina, scopes, version):
    client.force_login(amina)
    scope, key = scopes(amina), uuid4()
    first = hand_in(client, version, scope, None)
    assert "Retry-After" not in first.headers
    refused = hand_in(client, version, scope, None, key)
    assert (refused.status_code, refused["Retry-After"]) == (409, "20")
    Attempt.objects.update(state="failed")
    assert hand_in(client, version, scope, None, key).status_code == 200
    assert hand_in(client, version, scope, None, key).status_code == 200
    assert Attempt.objects.count() == 2
