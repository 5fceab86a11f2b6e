"""What members are told by mail: a question asked of them, in their own language. The asker's address is in Reply-To, theirs is shown to nobody."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from foundation.jobs import job
from network.models import Question


@job()
def send_question(question_id: int) -> None:
    """Send a question once: the row says whether it was sent, and forgets the text with it."""
    question = (
        Question.objects.select_related("sender", "member__user")
        .filter(pk=question_id, sent_at__isnull=True)
        .first()
    )
    if question is None or not question.member.user.is_active:
        return
    recipient = question.member.user
    with translation.override(recipient.language):
        context = {
            "question": question,
            "site_origin": settings.SITE_ORIGIN,
            "profile": f"{settings.SITE_ORIGIN}{reverse('network:profile')}",
        }
        name = " ".join(question.sender.name.split())
        message = EmailMessage(
            subject=_("A question from %(name)s") % {"name": name},
            body=render_to_string("email/network/question.txt", context),
            to=[recipient.email],
            reply_to=[question.sender.email],
            headers={"Auto-Submitted": "auto-generated"},
        )
    message.send()
    question.text, question.sent_at = "", timezone.now()
    question.save(update_fields=["text", "sent_at"])
