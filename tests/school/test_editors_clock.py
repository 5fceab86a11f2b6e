"""Times on the editors' side are those of the person's own zone, unless another was chosen there."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from webinars.models import WebinarIndexPage, WebinarPage


@pytest.fixture
def webinar(site_tree):
    index = WebinarIndexPage.objects.get(locale__language_code="en")
    page = WebinarPage(title="Talk", slug="talk", summary="S", language="en", minutes=60)
    page.starts_at = datetime(2027, 3, 1, 10, 0, tzinfo=UTC)
    index.add_child(instance=page)
    page.save_revision().publish()
    return page


def form_of(client, page) -> str:
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text


def test_an_editor_reads_and_writes_times_of_their_own_zone(client, dalia, webinar):
    dalia.time_zone = "Africa/Nairobi"
    dalia.save()
    client.force_login(dalia)
    assert 'value="2027-03-01 13:00"' in form_of(client, webinar)
    assert not UserProfile.objects.filter(user=dalia).exists()


def test_a_zone_chosen_on_the_editors_side_holds(client, dalia, webinar):
    dalia.time_zone = "Africa/Nairobi"
    dalia.save()
    UserProfile.objects.create(user=dalia, current_time_zone="Africa/Dakar")
    client.force_login(dalia)
    assert 'value="2027-03-01 10:00"' in form_of(client, webinar)
