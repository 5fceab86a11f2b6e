"""Site search: lessons, glossary, webinars to the second, practices, visible members."""

from django.shortcuts import render

from foundation import search


def show(request):
    """Show what was found for ``?q=``; without a query, how to search."""
    query = request.GET.get("q", "")[:200]
    audiences = ("public", "members") if request.user.is_authenticated else ("public",)
    results = search.find(query, audiences=audiences) if query else None
    return render(request, "school/search.html", {"query": query, "results": results})
