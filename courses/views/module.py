"""A module: its lessons."""

from django.shortcuts import render

from courses.queries import marked, outline_at, progress_in
from courses.views.reader import signed_in


def show(request, page):
    """Show the lessons of a module, with the reader's place in them."""
    outline = outline_at(page.path[: -page.steplen])
    user = signed_in(request)
    progress = progress_in(user, outline.key) if outline and user else None
    modules = marked(outline, progress).modules if outline else ()
    module = next((entry for entry in modules if entry.module.key == page.translation_key), None)
    context = {"page": page, "outline": outline, "marked": module, "progress": progress}
    return render(request, "courses/module.html", context)
