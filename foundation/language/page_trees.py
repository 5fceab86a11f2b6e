"""Page trees in step. A page that is not translated stands in the other languages as an alias of its original.

While its translation is being made it stays one: wagtail-localize would turn the alias into a page of its own as soon as it is
sent to translation, and readers would be told that an English text is French. And an alias goes with its original: Wagtail
would leave it behind as a page of its own, with a text that nobody looks after.
"""

from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import Translation, TranslationLog

CONVERTED = "wagtail.convert_alias"


def connect() -> None:
    """Look after every saved translation and every deleted page."""
    post_save.connect(_on_translation_saved, sender=TranslationLog, dispatch_uid="stay-an-alias")
    pre_delete.connect(_on_page_deleted, sender=Page, dispatch_uid="aliases-go-too")


def open_to_translators(page: Page) -> None:
    """Let the editor of translations take an alias whose translation has begun (in memory only)."""
    if page.alias_of_id and _is_being_translated(page):
        page.alias_of = None


def moved_with(pages: list[Page]) -> dict:
    """What moves with these pages: their translations and aliases, each to its own language's destination."""
    return {page: Page.objects.translation_of(page, inclusive=False) for page in pages}


def _on_page_deleted(sender, instance, **kwargs) -> None:
    for alias in Page.objects.filter(alias_of=instance.pk):
        # Beneath it somebody may have translated a page: that work is kept, and with it the way to it.
        if not alias.get_descendants().filter(alias_of=None).exists():
            alias.specific.delete()


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
