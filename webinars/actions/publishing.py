"""When a page is published, changed or taken away: the time is announced, the words can be found.

``announce``, ``make_findable`` and ``forget`` take any page and leave those of other rooms alone;
``school.actions.publishing`` says in which order they are called.
"""

from uuid import UUID

from django.db import transaction
from wagtail.models import Page

from foundation import search
from webinars import queries, signals
from webinars.models import Registration, Schedule, WebinarPage


def announce(page: Page) -> None:
    """Announce the time of a published webinar."""
    if isinstance(page, WebinarPage):
        announce_schedule(page)


def make_findable(page: Page) -> None:
    """Bring the search into line with what anyone may read of a webinar."""
    if isinstance(page, WebinarPage):
        make_webinar_findable(page.translation_key)


def forget(page: Page) -> None:
    """With the last page of a webinar, nobody is signed up for it any more."""
    if isinstance(page, WebinarPage):
        forget_webinar(page.translation_key)


@transaction.atomic
def announce_schedule(page: WebinarPage) -> Schedule:
    """Keep the time as announced; when it changed, raise the sequence and say so (calendars ask for both)."""
    schedule, is_new = Schedule.objects.select_for_update().get_or_create(
        webinar_key=page.translation_key,
        defaults={
            "starts_at": page.starts_at,
            "ends_at": page.ends_at,
            "is_cancelled": page.is_cancelled,
        },
    )
    told = (schedule.starts_at, schedule.ends_at, schedule.is_cancelled)
    if not is_new and told != (page.starts_at, page.ends_at, page.is_cancelled):
        schedule.starts_at, schedule.ends_at = page.starts_at, page.ends_at
        schedule.is_cancelled = page.is_cancelled
        schedule.sequence += 1
        schedule.save()
        signals.schedule_changed.send(Schedule, schedule=schedule)
    return schedule


def make_webinar_findable(key: UUID) -> None:
    """Bring the search into line with what anyone may read of this webinar, its transcript to the second."""
    search.replace(queries.PAGE_KIND, str(key), queries.page_entries(key))
    search.replace(queries.CUE_KIND, str(key), queries.cue_entries(key))


@transaction.atomic
def forget_webinar(key: UUID) -> None:
    """When the last page of this webinar is gone, nobody is signed up any more."""
    if not WebinarPage.objects.filter(translation_key=key).exists():
        Registration.objects.for_webinar(key).delete()
        Schedule.objects.filter(webinar_key=key).delete()
