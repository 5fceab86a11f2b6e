"""Sign-ins with a public password: a school that is open to the world refuses to start while it has any."""

from django.conf import settings
from django.core.checks import Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import Error as DatabaseError

from accounts.models import User


def addresses_with_a_password() -> list[str]:
    """The addresses of demonstration accounts that somebody who read our README could sign in with."""
    people = User.objects.filter(is_demonstration=True).order_by("email")
    return [person.email for person in people if person.has_usable_password()]


def sentence(addresses: list[str]) -> str:
    """What to tell whoever starts the server."""
    return (
        f"SCHOOL_PRODUCTION is on, but {len(addresses)} demonstration accounts can sign in with a password that is "
        f"public: {', '.join(addresses)}. Run `python manage.py remove_demonstration`, then start again."
    )


def refuse_demonstration_signins() -> None:
    """Called where the server starts: stop, with a clear sentence, before the first request."""
    if settings.PRODUCTION and (addresses := addresses_with_a_password()):
        raise ImproperlyConfigured(sentence(addresses))


@register()
def warn(app_configs, **kwargs) -> list[Warning]:
    """The same for ``manage.py``: a warning only, for it must not keep anybody from removing them."""
    if not settings.PRODUCTION:
        return []
    try:
        addresses = addresses_with_a_password()
    except DatabaseError:  # no database yet: no accounts
        return []
    return [Warning(sentence(addresses), id="school.W001")] if addresses else []
