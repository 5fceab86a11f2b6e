"""The member directory."""

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from network.forms import directory_search
from network.queries.directory import directory_screen
from network.rules import audience_of


@require_safe
def show(request):
    """Show the members this reader may find, with the filters."""
    audience, language = audience_of(request.user), get_language() or "en"
    screen = directory_screen(directory_search(request.GET), audience, language)
    context = {"screen": screen, "audience": audience, "is_demonstration": screen.only_demonstration}
    return render(request, "network/directory.html", context)
