"""What can be taken along: calendar files and transcripts."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from webinars import calendars, queries
from webinars.models import Track, WebinarPage


def webinar_calendar(request, key):
    """One webinar for the calendar."""
    page = queries.webinar_for_reader(key)
    if page is None:
        raise Http404
    return _calendar([page], page.title, page.slug)


def programme_calendar(request):
    """The whole programme, to take along or to subscribe to; demonstrations stay out of other people's calendars."""
    pages = (
        WebinarPage.objects.readable()
        .in_tree_of(get_language())
        .filter(is_demonstration=False)
        .upcoming(timezone.now())
    )
    return _calendar(pages, _("Webinars of the %(school)s") % {"school": settings.SCHOOL_NAME}, "webinars")


def transcript(request, key, language):
    """The transcript as plain text, with its times."""
    page = queries.webinar_for_reader(key)
    if page is None or page.recording is None:
        raise Http404
    track = get_object_or_404(Track, recording=page.recording, language=language)
    lines = [page.title, f"{page.starts_at:%Y-%m-%d}", ""]
    for line in queries.transcript_of(track):
        if line.speaker:
            lines += ["", f"{line.speaker}:"]
        lines.append(f"[{line.at}] {line.text}")
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{page.slug}.{language}.txt"'
    response["Content-Language"] = language
    return response


def _calendar(pages, name: str, file_name: str) -> HttpResponse:
    response = HttpResponse(
        calendars.calendar_of(pages, name=name), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{file_name}.ics"'
    return response
