"""The programme and the archive."""

from django.shortcuts import render
from django.utils import timezone

from webinars import queries
from webinars.forms import ArchiveForm


def show(request, page):
    """Show what is to come and what was; ``?q=`` searches what was said in it."""
    zone = queries.reader_zone(request.GET.get("zone", ""), request.user)
    form = ArchiveForm(request.GET)
    screen = queries.programme_screen(page, form.wanted(), zone, request.user, timezone.now())
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "page": page,
        "screen": screen,
        "zones": queries.zone_choices(zone),
        "query_without_page": f"{asked.urlencode()}&" if asked else "",
    }
    return render(request, "webinars/programme.html", context)
