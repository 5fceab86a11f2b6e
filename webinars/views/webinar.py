"""One webinar: the invitation, or the recording with its transcript."""

from django.shortcuts import render
from django.utils import timezone

from webinars import queries
from webinars.forms import LONGEST_QUERY, moment_asked


def show(request, page):
    """Show it; ``?t=75`` begins there, ``?listen=1`` plays sound alone, ``?find=`` looks in the transcript."""
    zone = queries.reader_zone(request.GET.get("zone", ""), request.user)
    screen = queries.webinar_screen(
        page,
        request.user,
        timezone.now(),
        zone,
        start=moment_asked(request.GET.get("t", "")),
        find=request.GET.get("find", "").strip()[:LONGEST_QUERY],
        language=request.GET.get("captions", ""),
    )
    index = page.get_parent()
    context = {
        "page": page,
        "screen": screen,
        "zones": queries.zone_choices(zone),
        "crumbs": [(index.title, index.url)],
        "index_url": index.url,
        "speakers": page.speakers.all(),
        "listen": bool(request.GET.get("listen")) or bool(screen.player and not screen.player.video_url),
    }
    return render(request, "webinars/webinar.html", context)
