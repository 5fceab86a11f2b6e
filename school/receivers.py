"""What the roof does when others announce something: each calls one action."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from foundation import search
from foundation.models import GlossaryTerm
from network.signals import directory_changed
from school.actions import publishing
from school.queries.findable import TERM, term_entries
from school.queries.shelf import ANONYMOUS


@receiver(page_published)
def on_page_published(instance: Page, **_signal) -> None:
    """A page was published, by whatever way."""
    publishing.after_publishing(instance)


@receiver(page_unpublished)
def on_page_unpublished(instance: Page, **_signal) -> None:
    """A page was taken down."""
    publishing.after_unpublishing(instance)


@receiver([post_page_move, page_slug_changed])
def on_page_moved(instance: Page, **_signal) -> None:
    """A page has another address."""
    publishing.after_moving(instance)


@receiver(post_delete)
def on_page_deleted(instance, **_signal) -> None:
    """A page was deleted: told once for its own kind, and again for the page that all kinds share."""
    if isinstance(instance, Page) and type(instance) is not Page:
        publishing.after_deleting(instance)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def on_restriction_changed(instance: PageViewRestriction, **_signal) -> None:
    """A page was opened to fewer readers, or to more."""
    publishing.after_restricting(instance.page)


@receiver(directory_changed)
def on_directory_changed(**_signal) -> None:
    """A member shares less or more: pages for readers without an account show it at once."""
    ANONYMOUS.clear()


@receiver([post_save, post_delete], sender=GlossaryTerm)
def on_term_changed(instance: GlossaryTerm, **_signal) -> None:
    """A term is found as it stands now."""
    search.replace(TERM, str(instance.pk), term_entries(instance.pk))
