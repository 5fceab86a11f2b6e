"""What a reader does in a lesson: opens it, and marks it as read."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses import actions


@require_POST
def visited(request, lesson_key: UUID):
    """Take the beacon that a lesson was opened. Who is not enrolled has nothing to keep."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    try:
        actions.record_visit(request.user, lesson_key, get_language())
    except actions.NoSuchLesson as error:
        raise Http404 from error
    except actions.NotEnrolled:
        return HttpResponse(status=403)
    return HttpResponse(status=204)


@require_POST
def read(request, lesson_key: UUID):
    """Mark a lesson as read and go on to the next one; after the last, to the course."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    try:
        place = actions.mark_read(request.user, lesson_key, get_language())
    except actions.NoSuchLesson as error:
        raise Http404 from error
    except actions.NotEnrolled:
        return HttpResponse(status=403)
    _before, following = place.outline.neighbours(lesson_key)
    if following is not None:
        return redirect(following.url)
    messages.success(request, _("You have reached the end of the course."))
    return redirect(place.outline.url)
