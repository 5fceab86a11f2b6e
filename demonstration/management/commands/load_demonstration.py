"""``manage.py load_demonstration``: load the demonstration school."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from demonstration import loading


class Command(BaseCommand):
    help = (
        "Load the demonstration school: courses, fictional people, webinars and practices. Safe to run again."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where anybody has an account already"
        )

    def handle(self, *args, if_empty: bool, **options):
        if settings.PRODUCTION:
            raise CommandError(
                "The demonstration’s sign-ins have a public password: it is not loaded where SCHOOL_PRODUCTION is on."
            )
        if if_empty and User.objects.exists():
            return
        loading.load(self.stdout.write)
        self.stdout.write("The demonstration school is loaded.")
