"""The front of the network: who is in it, what they have written down, how to join."""

from django.shortcuts import render
from django.utils.translation import get_language

from network.queries.people import front_screen, own_member
from network.rules import audience_of


def show(request):
    """Show the network's front page."""
    screen = front_screen(audience_of(request.user), get_language() or "en")
    member = own_member(request.user) if request.user.is_authenticated else None
    return render(request, "network/home.html", {"screen": screen, "member": member})
