"""``manage.py daily``: what must happen once a day, for a timer of the system. Safe to run more often."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from school.actions.leaving import erase_due_accounts
from webinars.actions import forget_old_registrations


class Command(BaseCommand):
    help = "Delete accounts whose days of grace are over, old registrations of webinars, and sessions that ended."

    def handle(self, *args, **options):
        now = timezone.now()
        accounts = erase_due_accounts(now)
        registrations = forget_old_registrations(now)
        call_command("clearsessions")
        # The list of a person's devices keeps browser and network address; a session that ended leaves no device.
        ended = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
        devices, _by_model = ended.delete()
        self.stdout.write(
            f"Accounts deleted: {accounts}. Registrations deleted: {registrations}. Devices forgotten: {devices}."
        )
