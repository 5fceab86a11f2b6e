"""What the examination office does when others announce something."""

from django.dispatch import receiver
from wagtail.signals import published

from assessments.actions.publishing import republish_exercise
from assessments.models import Exercise


@receiver(published, sender=Exercise)
def exercise_was_published(sender, instance: Exercise, **kwargs) -> None:
    """The lessons that show an exercise ask its new version from now on."""
    republish_exercise(instance)
