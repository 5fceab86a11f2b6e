"""Leaving the school: everything that is kept of a person, given to the person, and erased at the person's wish."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from accounts.models import DeletionRequest, User
from foundation import privacy

logger = logging.getLogger(__name__)
ACCOUNT = "accounts.User"


def export(user: User) -> dict:
    """Everything the school holds of a person, by model, with the reason for it."""
    return {
        "made": timezone.now().isoformat(timespec="seconds"),
        "school": settings.SITE_ORIGIN,
        "data": {
            data.model: {
                "holds": str(data.holds),
                "why": str(data.why),
                "seen_by": str(data.seen_by),
                "keeps": str(data.keeps),
                "rows": list(data.export(user)),
            }
            for data in privacy.all()
        },
    }


def ask_to_leave(user: User) -> DeletionRequest:
    """Keep the wish to delete the account; asked twice, the first date stands."""
    grace = timedelta(days=settings.ACCOUNT_DELETION_GRACE_DAYS)
    request, _made = DeletionRequest.objects.get_or_create(
        user=user, defaults={"due_at": timezone.now() + grace}
    )
    return request


def take_back(user: User) -> bool:
    """Take the wish back; says whether there was one."""
    return bool(DeletionRequest.objects.filter(user=user).delete()[0])


def erase_account(user: User, *, say_goodbye: bool = True) -> int:
    """Erase a person from every room, the account last, in one transaction; then say so by mail."""
    letter = _farewell(user) if say_goodbye else None
    with transaction.atomic():
        touched = erase_rooms(user) + user.delete()[0]
        if letter is not None:
            transaction.on_commit(letter.send)
    logger.info("An account was erased at its owner's wish: %d rows.", touched)
    return touched


def erase_rooms(user: User) -> int:
    """Erase what every room keeps of a person; the account itself stays."""
    with transaction.atomic():
        return sum(data.erase(user) for data in privacy.all() if data.model != ACCOUNT)


@receiver(pre_delete, sender=User, dispatch_uid="erase-what-rooms-keep")
def erase_before_deletion(instance: User, **_signal: object) -> None:
    """Whoever deletes an account, and wherever: the rooms erase what they keep of the person."""
    erase_rooms(instance)


def erase_due_accounts(now: datetime | None = None) -> int:
    """Erase the accounts whose days of grace are over; one that fails does not keep the others from going."""
    erased = 0
    for request in DeletionRequest.objects.filter(due_at__lte=now or timezone.now()).select_related("user"):
        try:
            erase_account(request.user)
            erased += 1
        except Exception:
            logger.exception("Deletion request %d could not be carried out.", request.pk)
    return erased


def _farewell(user: User) -> EmailMessage:
    with override(user.language):
        subject = " ".join(render_to_string("account/email/account_deleted_subject.txt").split())
        body = render_to_string(
            "account/email/account_deleted_message.txt", {"site_origin": settings.SITE_ORIGIN}
        )
    return EmailMessage(
        subject, body.strip(), to=[user.email], headers={"Reply-To": settings.SCHOOL_REPLY_TO}
    )
