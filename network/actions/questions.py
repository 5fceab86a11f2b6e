"""Asking a member."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from network.models import Member, Question
from network.rules import may_ask
from network.signals import question_asked

A_DAY = timedelta(days=1)
MOST_A_DAY = 5
#: The same member is asked again only after this time.
PAUSE = timedelta(hours=12)


class NotAsked(ValidationError):
    """The question cannot be sent; the message says why."""


@transaction.atomic
def ask(sender: User, member: Member, text: str) -> Question:
    """Send a question by mail. The asker's address goes with it; the asked person's is not given away."""
    if not may_ask(sender, member):
        raise NotAsked(_("This member does not answer questions."))
    if member.is_demonstration:
        raise NotAsked(_("This member is fictional: the question would reach nobody."))
    # Two questions sent at once must not both pass the count.
    get_user_model().objects.select_for_update().get(pk=sender.pk)
    today = Question.objects.filter(sender=sender, asked_at__gte=timezone.now() - A_DAY)
    if today.count() >= MOST_A_DAY:
        raise NotAsked(_("You asked five questions in a day. Wait for the answers, and ask again tomorrow."))
    if today.filter(member=member, asked_at__gte=timezone.now() - PAUSE).exists():
        raise NotAsked(_("You asked this member a short while ago. Give them time to answer."))
    question = Question.objects.create(sender=sender, member=member, text=text)
    question_asked.send(Question, question_id=question.pk)
    return question
