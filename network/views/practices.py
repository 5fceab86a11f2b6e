"""The list of practices, and one practice."""

from django.shortcuts import render
from django.utils.translation import get_language

from network.forms import practice_search
from network.queries.practices import practice_screen, practices_screen


def index(request, page):
    """Show the practices with their search and filters."""
    screen = practices_screen(practice_search(request.GET), get_language() or "en")
    return render(request, "network/practices.html", {"page": page, "screen": screen})


def show(request, page):
    """Show a practice."""
    screen = practice_screen(page, get_language() or "en", is_preview=request.is_preview)
    return render(request, "network/practice.html", {"page": screen.page, "screen": screen})
