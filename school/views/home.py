"""The front of the school."""

from django.shortcuts import render

from school.queries.home import home_screen


def show(request, page):
    """Show the home page."""
    return render(
        request,
        "school/home.html",
        {"page": page, "screen": home_screen(page, is_preview=request.is_preview)},
    )
