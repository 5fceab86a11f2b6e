"""A lesson: its text, the reader's quizzes and exercises in it, and the outline beside it."""

from django.shortcuts import render
from django.utils.translation import get_language

from assessments import api as assessments
from courses.queries import lesson_screen
from courses.views.reader import signed_in


def show(request, page):
    """Show a lesson. Reading is open to everyone; answering needs an enrolment."""
    user = signed_in(request)
    screen = lesson_screen(page, user, is_preview=request.is_preview)
    panels = {}
    if screen.body.keys:
        panels = assessments.panels(
            keys=list(screen.body.keys),
            language=page.content_language,
            user=user,
            scope=screen.progress.scope if screen.progress else None,
            request=request,
        )
    context = {
        "page": page,
        "screen": screen,
        "outline": screen.outline,
        "progress": screen.progress,
        "chunks": [(chunk, panels.get(chunk.key, "")) for chunk in screen.body.chunks],
        "reader": get_language(),
        "is_foreign": page.content_language != get_language(),
    }
    return render(request, "courses/lesson.html", context)
