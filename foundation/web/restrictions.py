"""Pages that only some may see: asked of the database only where there are any at all."""

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction

KEY = "page-view-restrictions"


def there_are_any() -> bool:
    """Whether any page is restricted; known to all processes, asked of the database once."""
    known = cache.get(KEY)
    if known is None:
        known = PageViewRestriction.objects.exists()
        # Only if nobody has said otherwise meanwhile: a restriction saved at this moment must win.
        cache.add(KEY, known, None)
    return known


@receiver(post_save, sender=PageViewRestriction)
def on_restricted(sender, **kwargs) -> None:
    """A page was restricted: at once for this transaction, and for good when it is saved."""
    cache.set(KEY, True, None)
    transaction.on_commit(lambda: cache.set(KEY, True, None))


@receiver(post_delete, sender=PageViewRestriction)
def on_released(sender, **kwargs) -> None:
    """Perhaps it was the last one: ask again."""
    transaction.on_commit(lambda: cache.delete(KEY))
