"""The demonstration school: loaded from text files by one command, removed by one command.

Each part (a module of this package) has ``load(content_dir, locales)`` and ``remove()``, both safe to repeat.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from django.db import transaction
from wagtail.models import Locale

from foundation import search

CONTENT = Path(__file__).parent / "content"

#: In the order in which they build on each other.
PARTS = ("reference", "people", "exercises", "courses", "webinars", "network", "plain_pages", "home")


@transaction.atomic
def load(report: Callable[[str], object] = lambda text: None) -> None:
    """Load every part; one transaction, so that an interrupted load leaves nothing behind."""
    from school.setup import lay_out

    lay_out()
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    with search.rebuilt_afterwards():
        for part in PARTS:
            report(f"Loading {part.replace('_', ' ')} …")
            import_module(f"school.demo.{part}").load(CONTENT, locales)


@transaction.atomic
def remove() -> None:
    """Remove every part, in the opposite order. Reference facts, which are real, stay."""
    with search.rebuilt_afterwards():
        for part in reversed(PARTS):
            import_module(f"school.demo.{part}").remove()
