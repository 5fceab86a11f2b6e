"""The glossary: every term in the reader's language, with its name in the other four."""

from collections import defaultdict
from dataclasses import dataclass

from django.shortcuts import render

from foundation.models import GlossaryTerm
from foundation.search.analyser import fold


@dataclass(frozen=True)
class Row:
    """A term as the glossary shows it."""

    slug: str
    term: str
    definition: str
    source: str
    language: str
    is_reviewed: bool
    elsewhere: tuple[tuple[str, str], ...]


def show(request, page):
    """Show the glossary; ``?q=`` keeps the terms in which the words stand."""
    language = page.locale.language_code
    query = request.GET.get("q", "").strip()[:100]
    rows = glossary(language)
    if query:
        rows = [
            row
            for row in rows
            if fold(query)
            in fold(f"{row.term} {row.definition} {' '.join(term for _code, term in row.elsewhere)}")
        ]
    return render(request, "school/glossary.html", {"page": page, "rows": rows, "query": query})


def glossary(language: str) -> list[Row]:
    """All terms in the order of a language's alphabet; a term without a translation stands in English."""
    by_slug: dict[str, dict[str, GlossaryTerm]] = defaultdict(dict)
    for term in GlossaryTerm.objects.select_related("locale"):
        by_slug[term.slug][term.locale.language_code] = term
    rows = []
    for slug, terms in by_slug.items():
        code = language if language in terms else "en" if "en" in terms else next(iter(terms))
        term = terms[code]
        elsewhere = tuple((other, terms[other].term) for other in terms if other != code)
        rows.append(Row(slug, term.term, term.definition, term.source, code, term.is_reviewed, elsewhere))
    return sorted(rows, key=lambda row: fold(row.term))
