"""What a production start refuses: sign-ins whose password stands in the documentation."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def refuse_demonstration_signins() -> None:
    """End the start of a production that holds demonstration accounts."""
    from accounts.models import User

    if settings.PRODUCTION and User.objects.filter(is_demonstration=True, is_active=True).exists():
        raise ImproperlyConfigured(
            "The demonstration’s sign-ins are in this database, and their password is public. "
            "Remove them with “manage.py remove_demonstration”, or start without SCHOOL_PRODUCTION."
        )
