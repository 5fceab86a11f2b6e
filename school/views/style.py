"""The tokens and components of the look, with their states."""

from django.shortcuts import render


def show(request):
    """Show the style page."""
    return render(request, "school/style.html")
