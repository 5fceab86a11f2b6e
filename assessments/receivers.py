"""What the examination office does when others announce something."""

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.signals import published

from assessments import signals
from assessments.actions.publishing import republish_exercise
from assessments.models import ActivityVersion, Exercise
from assessments.queries.versions import renew_stamp


@receiver(published, sender=Exercise)
def exercise_was_published(sender, instance: Exercise, **kwargs) -> None:
    """The lessons that show an exercise ask its new version from now on."""
    republish_exercise(instance)


@receiver(post_save, sender=ActivityVersion)
def version_was_published(sender, **kwargs) -> None:
    """What is kept of versions is out of date: at once here, and for all when the transaction is through."""
    renew_stamp()
    transaction.on_commit(renew_stamp)
    signals.activity_published.send(sender=ActivityVersion)
