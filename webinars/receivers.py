"""What follows from what happened."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished

from webinars import actions, notices, signals
from webinars.models import Registration, WebinarPage


@receiver(page_published, sender=WebinarPage)
def announce_and_make_findable(sender, instance, **kwargs):
    """A page was published: its time is announced, its words can be found. Aliases say nothing of their own."""
    if instance.alias_of_id is None:
        actions.announce_schedule(instance)
        actions.make_findable(instance.translation_key)


@receiver(page_unpublished, sender=WebinarPage)
def hide(sender, instance, **kwargs):
    """A page was withdrawn: the search shows only what is left."""
    actions.make_findable(instance.translation_key)


@receiver(post_delete, sender=WebinarPage)
def forget(sender, instance, **kwargs):
    """A page was deleted."""
    actions.forget_webinar(instance.translation_key)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def follow_restriction(sender, instance, signal, **kwargs):
    """Reading was restricted or opened: the search follows."""
    below = WebinarPage.objects.descendant_of(instance.page, inclusive=True)
    keys = set(below.values_list("translation_key", flat=True))
    for key in keys:
        actions.make_findable(key)


@receiver(signals.signed_up)
def confirm(sender, registration, **kwargs):
    """Someone signed up: the invitation goes out."""
    notices.send_confirmation.enqueue(registration.pk)


@receiver(signals.schedule_changed)
def tell_everyone(sender, schedule, **kwargs):
    """The time changed: everyone who signed up is told."""
    for pk in Registration.objects.for_webinar(schedule.webinar_key).values_list("pk", flat=True):
        notices.send_change.enqueue(pk)
