"""What the top floor makes findable: the glossary and the plain pages."""

from collections.abc import Iterable

from django.db.models.signals import post_delete, post_save
from django.utils.html import strip_tags
from wagtail.signals import page_published, page_unpublished

from foundation import search
from foundation.models import GlossaryTerm
from school.models import StandardPage


def register() -> None:
    """Name the sources and keep their entries true when something changes."""
    search.register("glossary", _glossary)
    search.register("page", _pages)
    post_save.connect(_term_saved, sender=GlossaryTerm, dispatch_uid="search-term-saved")
    post_delete.connect(_term_deleted, sender=GlossaryTerm, dispatch_uid="search-term-deleted")
    page_published.connect(_page_published, sender=StandardPage, dispatch_uid="search-page-published")
    page_unpublished.connect(_page_unpublished, sender=StandardPage, dispatch_uid="search-page-unpublished")


def _glossary() -> Iterable[search.Entry]:
    for term in GlossaryTerm.objects.select_related("locale"):
        yield _term_entry(term)


def _term_entry(term: GlossaryTerm) -> search.Entry:
    code = term.locale.language_code
    return search.Entry(
        kind="glossary",
        key=str(term.pk),
        language=code,
        title=term.term,
        text=term.definition,
        url=f"/{code}/glossary/#{term.slug}",
    )


def _pages() -> Iterable[search.Entry]:
    for page in StandardPage.objects.live().filter(alias_of__isnull=True).select_related("locale"):
        yield _page_entry(page)


def _page_entry(page: StandardPage) -> search.Entry:
    return search.Entry(
        kind="page",
        key=str(page.pk),
        language=page.locale.language_code,
        title=page.title,
        text=f"{page.lead} {strip_tags(page.text.replace('<', ' <'))}",
        url=page.url or "",
    )


def _term_saved(instance, **kwargs) -> None:
    search.replace("glossary", str(instance.pk), [_term_entry(instance)])


def _term_deleted(instance, **kwargs) -> None:
    search.remove("glossary", str(instance.pk))


def _page_published(instance, **kwargs) -> None:
    search.replace("page", str(instance.pk), [] if instance.alias_of_id else [_page_entry(instance)])


def _page_unpublished(instance, **kwargs) -> None:
    search.remove("page", str(instance.pk))
