"""``manage.py forget_registrations``: erase the registrations of webinars that ended a year ago. For the daily job."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from webinars import actions


class Command(BaseCommand):
    help = "Erase the registrations of webinars that ended longer ago than registrations are kept."

    def handle(self, *args, **options):
        erased = actions.forget_old_registrations(timezone.now())
        self.stdout.write(f"{erased} registrations erased.")
