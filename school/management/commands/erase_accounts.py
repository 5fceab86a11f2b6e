"""``manage.py erase_accounts``: carry out the deletion requests whose days of grace are over. For the daily job."""

from django.core.management.base import BaseCommand

from school.actions.leaving import erase_due_accounts


class Command(BaseCommand):
    help = "Erase the accounts whose owners asked for it and whose days of grace are over."

    def handle(self, *args, **options):
        self.stdout.write(f"Accounts erased: {erase_due_accounts()}.")
