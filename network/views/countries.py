"""Country pages, and the table of all countries."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from network.queries.countries import countries_screen, country_screen, find_country
from network.rules import audience_of


@require_safe
def index(request):
    """Show all countries and areas: the map of the home page and the strip of seats, as a table."""
    rows = countries_screen(audience_of(request.user), get_language() or "en")
    return render(request, "network/countries.html", {"rows": rows})


@require_safe
def show(request, iso3: str):
    """Show a country: its offices, figures, memberships, members and practices."""
    country = find_country(iso3)
    if country is None:
        raise Http404
    if iso3 != country.iso3.lower():
        return redirect("network:country", iso3=country.iso3.lower(), permanent=True)
    screen = country_screen(country, audience_of(request.user), get_language() or "en")
    context = {"screen": screen, "is_demonstration": country.is_fictional}
    return render(request, "network/country.html", context)
