"""Account and security: one page that leads to everything about the account."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render


@login_required
def show(request):
    """Show the links to name, addresses, password, second factor, sessions, language, deletion."""
    return render(request, "school/account.html")
