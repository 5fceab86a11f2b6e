"""What this room does when others announce something. Each fetches by key and calls one action."""

from uuid import UUID

from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import get_language
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from assessments.signals import activity_published, attempt_graded
from courses import actions
from courses.models import CataloguePage, CoursePage, LessonPage, ModulePage
from courses.queries.version import renew
from foundation.models import GlossaryTerm

OURS = (CataloguePage, CoursePage, ModulePage, LessonPage)
#: Where the wish to enrol waits in the session while its owner signs in.
WISH = "enrol_in"


def _begin_version() -> None:
    """At once for readers inside this transaction; once more when it is saved, for what others kept meanwhile."""
    renew()
    transaction.on_commit(renew)


@receiver(page_published)
def on_page_published(sender, instance, **kwargs) -> None:
    """Publish its module and its activities, make it findable, let the other languages show it."""
    if not isinstance(instance, OURS):
        return
    _begin_version()
    if instance.alias_of_id:
        return
    if isinstance(instance, LessonPage):
        actions.publish_module(instance)
    if not isinstance(instance, CataloguePage):
        actions.refresh_search(instance)
    if isinstance(instance, LessonPage):
        actions.publish_activities(instance)
    actions.complete_languages(instance)
    if isinstance(instance, CoursePage):
        actions.appoint_teachers(instance)


@receiver(page_unpublished)
def on_page_unpublished(sender, instance, **kwargs) -> None:
    """What is taken down is no longer found."""
    if not isinstance(instance, OURS):
        return
    _begin_version()
    if not isinstance(instance, CataloguePage):
        actions.refresh_search(instance)


@receiver([post_page_move, page_slug_changed])
def on_page_moved(sender, instance, **kwargs) -> None:
    """A page with another address takes everything below it along."""
    if issubclass(sender, OURS):
        _begin_version()
        actions.refresh_search_below(instance)


@receiver(post_delete)
def on_page_deleted(sender, instance, **kwargs) -> None:
    """What is deleted leaves the outline and the search, and its group goes with the last of a course's pages."""
    if not isinstance(instance, OURS):
        return
    _begin_version()
    if not isinstance(instance, CataloguePage):
        actions.refresh_search(instance)
    if (
        isinstance(instance, CoursePage)
        and not CoursePage.objects.filter(translation_key=instance.translation_key).exists()
    ):
        actions.dismiss_teachers(instance)


@receiver([post_save, post_delete], sender=GlossaryTerm)
def on_glossary_changed(sender, **kwargs) -> None:
    """Lessons show definitions of the glossary."""
    _begin_version()


@receiver(activity_published)
def on_activity_published(sender, **kwargs) -> None:
    """A changed exercise is shown without its lessons being published again."""
    _begin_version()


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
