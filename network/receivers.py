"""An account is deleted, a practice is published: the directory and the search are told here."""

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from foundation import search
from foundation.models import Country, Rec, RecMembership, Term
from network.actions import forget_cards
from network.models import Member, PracticePage
from network.queries.findable import PRACTICE, practice_entries
from network.queries.reference import forget_names


@receiver(pre_delete, sender=Member)
def leave_every_set(instance: Member, **_kwargs) -> None:
    """Take a member who is being deleted out of the sets."""
    forget_cards(instance)


@receiver(page_published, sender=PracticePage)
def make_practice_findable(instance: PracticePage, **_kwargs) -> None:
    """A published practice can be found by its words; an alias has the same text and is not found twice."""
    if not instance.alias_of_id:
        search.replace(PRACTICE, str(instance.translation_key), _entries_of(instance))


@receiver([page_unpublished, pre_delete], sender=PracticePage)
def forget_practice(instance: PracticePage, **_kwargs) -> None:
    """What is not published is not found."""
    if not instance.alias_of_id:
        search.remove(PRACTICE, str(instance.translation_key))


def _entries_of(practice: PracticePage):
    """The entries of a practice in every language it is written in."""
    written = PracticePage.objects.live().filter(
        translation_key=practice.translation_key, alias_of__isnull=True
    )
    return practice_entries(written.select_related("office", "locale"))


def read_names_anew(**_kwargs) -> None:
    """A country, community or term was changed: its name shows at once where it was changed."""
    forget_names()


for _model in (Country, Rec, RecMembership, Term):
    for _signal in (post_save, post_delete):
        _signal.connect(read_names_anew, sender=_model)
