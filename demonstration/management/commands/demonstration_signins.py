"""``manage.py demonstration_signins``: print the demonstration sign-ins, where they exist."""

from django.conf import settings
from django.core.management.base import BaseCommand

from accounts.models import User
from demonstration import people


class Command(BaseCommand):
    help = "Print the demonstration sign-ins; nothing where the demonstration school was not loaded."

    def handle(self, *args, **options):
        known = set(User.objects.filter(is_demonstration=True).values_list("email", flat=True))
        rows = [f"  {role:<14} {email}" for role, email in people.signins() if email in known]
        if rows:
            address = f"{settings.SITE_ORIGIN}/en/account/login/"
            self.stdout.write(f"Demonstration sign-ins at {address} (password: “{people.PASSWORD}”):")
            self.stdout.write("\n".join(rows))
