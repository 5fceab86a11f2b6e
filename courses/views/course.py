"""A course: what it teaches, its outline, and the way in."""

from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from assessments import api as assessments
from courses.queries import PUBLISHED, course_screen
from courses.views.reader import signed_in


def show(request, page):
    """Show a course to who may enrol, and to who is enrolled."""
    user = signed_in(request)
    screen = course_screen(page, user)
    if screen is None:
        # Not published yet: an editor's preview shows the texts of the draft, without an outline.
        return render(request, "courses/course_draft.html", {"page": page})
    certificate = None
    if screen.progress and screen.progress.completed_at:
        certificate = assessments.certificate_for(screen.progress.scope)
    context = {
        "page": page,
        "screen": screen,
        "outline": screen.outline,
        "level": screen.outline.level_name,
        "desk": _desk(page, screen, certificate),
    }
    return render(request, "courses/course.html", context)


def _desk(page, screen, certificate) -> SafeString:
    """All that stands below the head: rendered once for all readers who stand alike."""
    completed_at = screen.progress.completed_at if screen.progress else None
    # As a date, and so in the reader's own zone.
    ends = (completed_at and timezone.localdate(completed_at), certificate and certificate.pk)
    return PUBLISHED.kept(
        f"desk-{page.pk}-{get_language()}-{screen.stands}-{ends}",
        lambda: render_to_string(
            "courses/_course_desk.html",
            {
                "page": page,
                "screen": screen,
                "outline": screen.outline,
                "certificate": certificate,
                "syllabus": _syllabus(page, screen),
                "LANGUAGE_CODE": get_language(),
            },
        ),
    )


def _syllabus(page, screen) -> SafeString:
    """Modules and lessons with the reader's marks: rendered once for all who have the same marks."""
    kind = "mine" if screen.progress else "read"
    return PUBLISHED.kept(
        f"syllabus-{page.pk}-{get_language()}-{kind}-{screen.marked.pattern}",
        lambda: render_to_string(
            "courses/_syllabus.html",
            {"marked": screen.marked, "progress": screen.progress, "LANGUAGE_CODE": get_language()},
        ),
    )
