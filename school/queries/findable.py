"""What the site search finds of the top floor: the glossary and the plain pages."""

from collections.abc import Iterator

from django.utils.html import strip_tags

from foundation.models import GlossaryTerm
from foundation.search import Entry
from school.models import StandardPage

TERM, PAGE = "glossary", "page"


def term_entries(pk: int | None = None) -> Iterator[Entry]:
    """The entry of one term, or those of all."""
    terms = GlossaryTerm.objects.select_related("locale")
    for term in terms.filter(pk=pk) if pk else terms:
        code = term.locale.language_code
        yield Entry(
            kind=TERM,
            key=str(term.pk),
            language=code,
            title=term.term,
            text=term.definition,
            url=f"/{code}/glossary/#{term.slug}",
        )


def page_entries(pk: int | None = None) -> Iterator[Entry]:
    """The entry of one standard page while it is public, or those of all."""
    pages = StandardPage.objects.live().filter(alias_of__isnull=True).select_related("locale")
    for page in pages.filter(pk=pk) if pk else pages:
        yield Entry(
            kind=PAGE,
            key=str(page.pk),
            language=page.locale.language_code,
            title=page.title,
            text=f"{page.lead} {strip_tags(page.text.replace('<', ' <'))}",
            url=page.url or "",
        )
