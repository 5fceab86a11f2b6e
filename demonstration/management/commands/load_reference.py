"""``manage.py load_reference``: countries, communities, figures, taxonomy and glossary, from the tables in the repository."""

from django.conf import settings
from django.core.management.base import BaseCommand
from wagtail.models import Locale

from demonstration import CONTENT, reference
from foundation import search


class Command(BaseCommand):
    help = "Load or bring up to date the reference facts. They are real and independent of the demonstration. Safe to run again."

    def handle(self, *args, **options):
        locales = {
            code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES
        }
        reference.load(CONTENT, locales)
        search.rebuild()
        self.stdout.write("The reference facts are loaded.")
