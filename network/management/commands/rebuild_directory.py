"""``manage.py rebuild_directory``: make the directory's cards and sets anew from the profiles."""

from django.core.management.base import BaseCommand

from network.actions import rebuild_directory


class Command(BaseCommand):
    help = "Make the member directory anew from the profiles, for instance after a restored backup. Readers notice nothing."

    def handle(self, *args, **options):
        count = rebuild_directory(report=lambda done: self.stdout.write(f"{done} members …"))
        self.stdout.write(f"The directory is made anew: {count} members are listed.")
