"""What follows from what happened."""

from django.dispatch import receiver

from webinars import jobs, signals
from webinars.models import Registration


@receiver(signals.signed_up)
def confirm(sender, registration, **kwargs):
    """Someone signed up: the invitation goes out."""
    jobs.send_confirmation.enqueue(registration.pk)


@receiver(signals.schedule_changed)
def tell_everyone(sender, schedule, **kwargs):
    """The time changed: everyone who signed up is told."""
    for pk in Registration.objects.for_webinar(schedule.webinar_key).values_list("pk", flat=True):
        jobs.send_change.enqueue(pk)
