"""A lesson: its text, the reader's quizzes and exercises in it, and the outline beside it."""

from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from assessments import api as assessments
from courses.queries import PUBLISHED, lesson_screen
from courses.views.reader import signed_in
from foundation.web.csrf import BLANK, token_of


def show(request, page):
    """Show a lesson. Reading is open to everyone; answering needs an enrolment."""
    screen = lesson_screen(page, signed_in(request), is_preview=request.is_preview)
    panels = _panels(request, page, screen) if screen.body.keys else {}
    context = {
        "page": page,
        "screen": screen,
        "outline": screen.outline,
        "progress": screen.progress,
        "parts": _parts(request, page, screen),
        "nav": _nav(page, screen) if screen.marked else "",
        "chunks": [(chunk, panels.get(chunk.key, "")) for chunk in screen.body.chunks],
        "is_foreign": page.content_language != get_language(),
    }
    return render(request, "courses/lesson.html", context)


def _parts(request, page, screen) -> dict[str, SafeString]:
    """What stands above and below the text: rendered once for all readers who stand alike."""
    if request.is_preview:
        return _rendered_parts(page, screen)
    stands = f"{screen.is_read}-{screen.marked.count_read}" if screen.progress else "reads"
    parts = PUBLISHED.kept(
        f"parts-{page.pk}-{get_language()}-{stands}", lambda: _rendered_parts(page, screen)
    )
    if not screen.progress:
        return parts
    return parts | {"end": mark_safe(parts["end"].replace(BLANK, token_of(request)))}  # of letters and digits


def _rendered_parts(page, screen) -> dict[str, SafeString]:
    context = {
        "page": page,
        "screen": screen,
        "outline": screen.outline,
        "progress": screen.progress,
        "reader": get_language(),
        "is_foreign": page.content_language != get_language(),
        "csrf_token": BLANK,
    }
    return {
        name: render_to_string(f"courses/_lesson_{name}.html", context) for name in ("crumbs", "head", "end")
    }


def _nav(page, screen) -> SafeString:
    """The outline with the reader's marks: rendered once for all who stand at the same place with the same marks."""
    kind = "mine" if screen.progress else "read"
    return PUBLISHED.kept(
        f"nav-{page.pk}-{get_language()}-{kind}-{screen.marked.pattern}",
        lambda: render_to_string(
            "courses/_outline.html", {"marked": screen.marked, "progress": screen.progress}
        ),
    )


def _panels(request, page, screen) -> dict:
    """The quizzes and exercises: each trainee's own; the same for all who only read; those of the draft in a preview."""
    asked = {"language": page.content_language, "request": request}
    if request.is_preview:
        finished = [child for child in page.body if child.id in {str(key) for key in screen.body.keys}]
        return assessments.previews(activities=assessments.specs_from_body(finished), **asked)
    asked["keys"] = list(screen.body.keys)
    if screen.progress:
        return assessments.panels(user=request.user, scope=screen.progress.scope, **asked)
    reader = signed_in(request)
    return PUBLISHED.kept(
        f"panels-{page.pk}-{get_language()}-{'in' if reader else 'out'}",
        lambda: assessments.panels(user=reader, scope=None, **asked),
    )
