"""What this room does when others announce something. Each fetches by key and calls one action.

What follows when a page is published, moved or taken away is called by ``school.actions.publishing``.
"""

from uuid import UUID

from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import get_language

from accounts.models import User
from assessments.signals import activity_published, attempt_graded
from courses import actions
from courses.models import CourseTeacher
from courses.queries.shelf import PUBLISHED
from foundation.models import GlossaryTerm

#: Where the wish to enrol waits in the session while its owner signs in.
WISH = "enrol_in"


@receiver([post_save, post_delete], sender=GlossaryTerm)
def on_glossary_changed(sender, **kwargs) -> None:
    """Lessons show definitions of the glossary."""
    PUBLISHED.clear()


@receiver(post_save, sender=User)
def on_person_changed(sender, instance, created, update_fields, **kwargs) -> None:
    """A course names those who teach it while their account is open. (Signing in writes one field, and changes no name.)"""
    signs_in = update_fields is not None and set(update_fields) <= {"last_login"}
    if not created and not signs_in and CourseTeacher.objects.filter(user=instance).exists():
        PUBLISHED.clear()


@receiver(post_delete, sender=CourseTeacher)
def on_teacher_gone(sender, **kwargs) -> None:
    """Who deletes their account is named no more."""
    PUBLISHED.clear()


@receiver(activity_published)
def on_activity_published(sender, **kwargs) -> None:
    """A changed exercise is shown without its lessons being published again."""
    PUBLISHED.clear()


@receiver(attempt_graded)
def on_attempt_graded(sender, scope, **kwargs) -> None:
    """A marked answer may complete the course."""
    actions.complete_if_done(scope)


@receiver(user_logged_in)
def on_signed_in(sender, request, user, **kwargs) -> None:
    """Who asked to enrol before signing in is enrolled now."""
    wish = request.session.pop(WISH, None) if hasattr(request, "session") else None
    if wish is None:
        return
    try:
        actions.enrol(user, UUID(wish), get_language() or user.language)
    except (actions.EnrolmentClosed, ValueError):
        return
