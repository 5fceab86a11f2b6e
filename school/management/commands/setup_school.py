"""``manage.py setup_school``: make what a new school needs, and only what is missing."""

from django.core.management.base import BaseCommand

from school.setup import lay_out


class Command(BaseCommand):
    help = "Make the home pages, the rooms' first pages and the groups of a new school. Safe to run again."

    def handle(self, *args, **options):
        lay_out()
        self.stdout.write("The school is laid out.")
