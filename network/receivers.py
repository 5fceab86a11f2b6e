"""An account is deleted, a name is changed: the directory is told here."""

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver

from foundation.models import Country, Rec, RecMembership, Term
from network.actions import forget_cards
from network.models import Member
from network.queries.reference import forget_names


@receiver(pre_delete, sender=Member)
def leave_every_set(instance: Member, **_kwargs) -> None:
    """Take a member who is being deleted out of the sets."""
    forget_cards(instance)


def read_names_anew(**_kwargs) -> None:
    """A country, community or term was changed: its name shows at once where it was changed."""
    forget_names()


for _model in (Country, Rec, RecMembership, Term):
    for _signal in (post_save, post_delete):
        _signal.connect(read_names_anew, sender=_model)
