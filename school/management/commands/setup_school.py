"""``manage.py setup_school``: make what a new school needs, and only what is missing."""

from django.core.management.base import BaseCommand

from school.founding.facts import load_missing_facts
from school.founding.pages import lay_out


class Command(BaseCommand):
    help = "Make the home pages, the rooms' first pages, the groups and the reference facts of a new school. Safe to run again."

    def handle(self, *args, **options):
        lay_out()
        load_missing_facts()
        self.stdout.write("The school is laid out.")
