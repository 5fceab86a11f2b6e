"""What the screens of this room show, put together."""

from webinars.queries.cards import Card, card, clock, webinar_for_reader
from webinars.queries.entries import (
    CUE_KIND,
    PAGE_KIND,
    all_cue_entries,
    all_page_entries,
    cue_entries,
    page_entries,
)
from webinars.queries.moments import CITIES, Moment, cities, moment, place_of, reader_zone, zone_choices
from webinars.queries.programme import Coming, ProgrammeScreen, Wanted, programme_screen, upcoming_cards
from webinars.queries.webinar import WebinarScreen, transcript_of, webinar_screen

__all__ = [
    "CITIES",
    "CUE_KIND",
    "PAGE_KIND",
    "Card",
    "Coming",
    "Moment",
    "ProgrammeScreen",
    "Wanted",
    "WebinarScreen",
    "all_cue_entries",
    "all_page_entries",
    "card",
    "cities",
    "clock",
    "cue_entries",
    "moment",
    "page_entries",
    "place_of",
    "programme_screen",
    "reader_zone",
    "transcript_of",
    "upcoming_cards",
    "webinar_for_reader",
    "webinar_screen",
    "zone_choices",
]
