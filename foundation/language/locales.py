"""The school's languages as Wagtail's locales, kept by each process: there are five, and they hardly ever change."""

from functools import cache

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Locale


@cache
def by_id(pk: int) -> Locale:
    """The locale of this id."""
    return Locale.objects.get(pk=pk)


@receiver([post_save, post_delete], sender=Locale)
def on_locale_changed(sender, **kwargs) -> None:
    """Ask again."""
    by_id.cache_clear()
