"""A page that waits for its translation goes on showing the original, and says so: it stays an alias until somebody publishes.

wagtail-localize turns the alias into a page of its own as soon as it is sent to translation; readers would be told that an
English text is French. Here the link to the original is put back, and taken away again where translators work.
"""

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import Translation, TranslationLog

CONVERTED = "wagtail.convert_alias"


def connect() -> None:
    """Look after every saved translation."""
    post_save.connect(_on_translation_saved, sender=TranslationLog, dispatch_uid="stay-an-alias")


def open_to_translators(page: Page) -> None:
    """Let the editor of translations take an alias whose translation has begun (in memory only)."""
    if page.alias_of_id and _is_being_translated(page):
        page.alias_of = None


def _on_translation_saved(sender, instance, created, **kwargs) -> None:
    if created and instance.revision_id and issubclass(instance.revision.content_type.model_class(), Page):
        page, source = int(instance.revision.object_id), instance.source
        # After the commit: a translation that is published with it has a live revision by then.
        transaction.on_commit(lambda: _stay_an_alias(page, source))


def _stay_an_alias(page_id: int, source) -> None:
    original = source.get_source_instance()
    waiting = Page.objects.filter(pk=page_id, live=True, live_revision=None, alias_of=None)
    if PageLogEntry.objects.filter(page=page_id, action=CONVERTED).exists():
        waiting.update(alias_of=original.pk)


def _is_being_translated(page: Page) -> bool:
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).exists()
