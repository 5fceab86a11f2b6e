"""A page of plain text."""

from django.shortcuts import render


def show(request, page):
    """Show a standard page."""
    return render(request, "school/standard.html", {"page": page})
