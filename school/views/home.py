"""The front of the school."""

from django.shortcuts import render


def show(request, page):
    """Show the home page."""
    return render(request, "school/home.html", {"page": page})
