"""``manage.py remove_demonstration``: remove what ``load_demonstration`` loaded."""

from django.core.management.base import BaseCommand

from demonstration import loading


class Command(BaseCommand):
    help = "Remove the demonstration school, with its sign-ins. Reference facts stay."

    def handle(self, *args, **options):
        loading.remove()
        self.stdout.write("The demonstration school is removed.")
