"""What the floor above may ask of this room."""

from django.utils import timezone
from django.utils.translation import get_language

from webinars.actions import announce, forget, make_findable
from webinars.models import Registration, WebinarPage
from webinars.queries import Coming, place_of, upcoming_cards

__all__ = [
    "Coming",
    "announce",
    "coming_up",
    "forget",
    "held_count",
    "make_findable",
    "place_of",
    "signed_up_for",
]


def coming_up(zone: str = "UTC", limit: int = 1) -> tuple[Coming, ...]:
    """The next webinars, for the front of the school."""
    pages = WebinarPage.objects.readable().in_tree_of(get_language())
    return upcoming_cards(pages.filter(is_cancelled=False), zone, frozenset(), timezone.now(), limit)


def signed_up_for(user, zone: str = "UTC") -> tuple[Coming, ...]:
    """The webinars to come that a person signed up for, for their desk."""
    keys = list(Registration.objects.of(user).values_list("webinar_key", flat=True))
    if not keys:
        return ()
    pages = WebinarPage.objects.readable().in_tree_of(get_language()).filter(translation_key__in=keys)
    return upcoming_cards(pages, zone, frozenset(map(str, keys)), timezone.now())


def held_count() -> int:
    """How many webinars were held; demonstrations do not count."""
    pages = WebinarPage.objects.readable().sources().past(timezone.now())
    return pages.filter(is_demonstration=False).values("translation_key").distinct().count()
