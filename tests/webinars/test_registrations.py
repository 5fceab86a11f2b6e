import io
from datetime import timedelta

import icalendar
import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from foundation import privacy
from webinars import actions, jobs
from webinars.models import Registration, Schedule

from .conftest import SECRET


@pytest.fixture
def run_tasks():
    """Do what waits in the queue, as the worker does."""

    def run() -> list:
        for row in DBTaskResult.objects.filter(status="READY", task_path__startswith="webinars."):
            task = getattr(jobs, row.task_path.rsplit(".", 1)[1])
            task.func(*row.args_kwargs["args"])
            row.delete()
        return mail.outbox

    return run


def sign_up(client, page):
    return client.post(reverse("webinars:sign_up", args=[page.key]))


def calendar(message) -> icalendar.Calendar:
    (_name, content, kind) = message.attachments[0]
    parsed = icalendar.Calendar.from_ical(content)
    assert f"method={parsed['METHOD']}" in kind
    return parsed


def test_signing_up_twice_is_signing_up_once(client, amina, coming, run_tasks):
    client.force_login(amina)
    assert sign_up(client, coming).url == coming.url
    sign_up(client, coming)

    assert Registration.objects.of(amina).for_webinar(coming.translation_key).count() == 1
    assert len(run_tasks()) == 1


def test_a_visitor_signs_in_first(client, coming):
    response = sign_up(client, coming)

    assert response.status_code == 302
    assert response.url.startswith("/en/account/login/")
    assert not Registration.objects.exists()


def test_nobody_signs_up_for_what_is_over_or_cancelled(client, amina, make_webinar):
    client.force_login(amina)
    for fields in ({"days": -2}, {"is_cancelled": True}):
        sign_up(client, make_webinar(slug=f"no-{len(fields)}-{'days' in fields}", **fields))

    assert not Registration.objects.exists()


def test_the_invitation_comes_in_the_persons_language_and_zone_without_the_address(
    client, amina, coming, run_tasks
):
    amina.time_zone, amina.language = "Africa/Nairobi", "en"
    amina.save()
    client.force_login(amina)
    sign_up(client, coming)
    (message,) = run_tasks()

    assert message.to == ["amina@example.org"]
    assert message.subject == "You are signed up: Net migration from two censuses"
    assert "00:30–01:30 (Nairobi, UTC+3)" in message.body
    assert SECRET not in message.message().as_string()
    event = calendar(message).events[0]
    assert event["UID"].startswith(coming.key)
    assert event["SEQUENCE"] == 0
    assert event.decoded("DTSTART") == coming.starts_at
    assert b"secret-room" not in message.attachments[0][1].encode()


def test_a_new_time_raises_the_sequence_and_is_told_to_everyone_who_signed_up(
    client, amina, bruno, coming, run_tasks
):
    for user in (amina, bruno):
        actions.sign_up(user, coming)
    actions.withdraw(bruno, coming.translation_key)
    run_tasks().clear()
    coming.starts_at += timedelta(hours=1)
    coming.save_revision().publish()
    outbox = run_tasks()

    assert [message.to for message in outbox] == [["amina@example.org"]]
    assert "this webinar has a new time:" in outbox[0].body
    event = calendar(outbox[0]).events[0]
    assert (event["SEQUENCE"], event.decoded("DTSTART")) == (1, coming.starts_at)


def test_publishing_without_a_new_time_tells_nobody(amina, coming, run_tasks):
    actions.sign_up(amina, coming)
    run_tasks().clear()
    coming.summary = "Said better."
    coming.save_revision().publish()

    assert run_tasks() == []


def test_a_cancelled_webinar_leaves_the_calendars(amina, coming, run_tasks):
    actions.sign_up(amina, coming)
    run_tasks().clear()
    coming.is_cancelled = True
    coming.save_revision().publish()
    (message,) = run_tasks()
    parsed = calendar(message)

    assert (parsed["METHOD"], parsed.events[0]["STATUS"], parsed.events[0]["SEQUENCE"]) == (
        "CANCEL",
        "CANCELLED",
        1,
    )


def test_the_door_opens_for_who_signed_up_and_only_then(client, amina, chen, make_webinar):
    page = make_webinar(starts_at=timezone.now() + timedelta(minutes=10))
    door = reverse("webinars:door", args=[page.key])
    actions.sign_up(amina, page)

    assert client.get(door).url.startswith("/en/account/login/")
    client.force_login(chen)
    refused = client.post(door)
    assert (refused.status_code, refused.url) == (302, page.url)
    client.force_login(amina)
    entered = client.post(door, follow=True).content.decode()
    assert f'content="2; url={SECRET}"' in entered
    assert Registration.objects.get().joined_at is not None


def test_the_door_is_shut_before_and_after(client, amina, make_webinar):
    client.force_login(amina)
    early = make_webinar(slug="early", starts_at=timezone.now() + timedelta(minutes=20))
    actions.sign_up(amina, early)
    late = make_webinar(slug="late", days=-1)
    Registration.objects.create(user=amina, webinar_key=late.translation_key)
    for page in (early, late):
        response = client.get(reverse("webinars:door", args=[page.key]))
        assert (response.status_code, response.url) == (302, page.url)


def test_taking_it_back_leaves_nothing(client, amina, coming):
    actions.sign_up(amina, coming)
    client.force_login(amina)

    assert client.get(reverse("webinars:withdraw", args=[coming.key])).status_code == 405
    client.post(reverse("webinars:withdraw", args=[coming.key]))
    assert not Registration.objects.exists()


def test_nobody_sees_who_else_signed_up(client, amina, chen, coming):
    actions.sign_up(amina, coming)
    client.force_login(chen)
    shown = client.get(coming.url).content.decode()

    assert "You are signed up" not in shown
    assert "Amina" not in shown


def test_registrations_are_forgotten_a_year_after_the_webinar(amina, coming, make_webinar):
    actions.sign_up(amina, coming)
    old = make_webinar(slug="old", days=-400)
    Registration.objects.create(user=amina, webinar_key=old.translation_key)

    assert actions.forget_old_registrations(timezone.now()) == 1
    assert [row.webinar_key for row in Registration.objects.all()] == [coming.translation_key]


def test_deleting_the_page_forgets_the_registrations(amina, coming):
    actions.sign_up(amina, coming)
    for page in coming.get_translations(inclusive=True):
        page.delete()

    assert not Registration.objects.exists()
    assert not Schedule.objects.exists()


def test_a_person_can_take_their_registrations_along_and_have_them_erased(amina, bruno, coming):
    for user in (amina, bruno):
        actions.sign_up(user, coming)
    (data,) = [each for each in privacy.all() if each.model == "webinars.Registration"]

    assert [row["webinar"] for row in data.export(amina)] == ["Net migration from two censuses"]
    assert data.erase(amina) == 1
    assert [row.user for row in Registration.objects.all()] == [bruno]


def test_the_programme_can_be_subscribed_to(client, coming, make_webinar):
    demonstration = make_webinar(slug="demo", title="Demonstration")
    type(demonstration).objects.filter(pk=demonstration.pk).update(is_demonstration=True)
    parsed = icalendar.Calendar.from_ical(client.get(reverse("webinars:programme_calendar")).content)

    assert [str(event["SUMMARY"]) for event in parsed.events] == ["Net migration from two censuses"]
    assert parsed["METHOD"] == "PUBLISH"
    assert parsed.events[0]["DTSTART"].to_ical() == b"20310306T213000Z"


def test_demonstration_accounts_get_no_mail(amina, coming, run_tasks):
    type(amina).objects.filter(pk=amina.pk).update(is_demonstration=True)
    actions.sign_up(amina, coming)

    assert run_tasks() == []


def test_the_daily_command_forgets_old_registrations(amina, make_webinar):
    old = make_webinar(slug="old", days=-400)
    Registration.objects.create(user=amina, webinar_key=old.translation_key)
    call_command("forget_registrations", stdout=io.StringIO())

    assert not Registration.objects.exists()
