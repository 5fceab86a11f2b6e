"""The programme, the recordings and who signed up."""

from webinars.models.pages import Material, Speaker, WebinarIndexPage, WebinarPage
from webinars.models.recordings import Chapter, Cue, Recording, Track
from webinars.models.registrations import Registration, Schedule

__all__ = [
    "Chapter",
    "Cue",
    "Material",
    "Recording",
    "Registration",
    "Schedule",
    "Speaker",
    "Track",
    "WebinarIndexPage",
    "WebinarPage",
]
