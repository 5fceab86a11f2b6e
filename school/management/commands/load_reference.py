"""``manage.py load_reference``: countries, communities, figures, taxonomy and glossary, from the tables in the repository."""

from django.core.management.base import BaseCommand

from school.founding.facts import load_facts


class Command(BaseCommand):
    help = "Load or bring up to date the reference facts. They are real and independent of the demonstration. Safe to run again."

    def handle(self, *args, **options):
        load_facts()
        self.stdout.write("The reference facts are loaded.")
