"""An account is deleted, a name is changed, a question is asked: what follows from it."""

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver

from foundation.models import Country, Rec, RecMembership, Term
from network.actions import forget_cards
from network.jobs import send_question
from network.models import Member
from network.queries.reference import NAMES
from network.signals import question_asked


@receiver(pre_delete, sender=Member)
def leave_every_set(instance: Member, **_kwargs) -> None:
    """Take a member who is being deleted out of the sets."""
    forget_cards(instance)


@receiver(question_asked)
def pass_on_question(question_id: int, **_kwargs) -> None:
    """Write the job that sends it, in the transaction of the question."""
    send_question.enqueue(question_id=question_id)


def read_names_anew(**_kwargs) -> None:
    """A country, community or term was changed: its name shows at once."""
    NAMES.clear()


for _model in (Country, Rec, RecMembership, Term):
    for _signal in (post_save, post_delete):
        _signal.connect(read_names_anew, sender=_model)
