"""Loading the demonstration school, and removing it.

Each part (a module of this package) has ``load(content_dir, locales)`` and ``remove()``, both safe to repeat.
"""

from collections.abc import Callable
from importlib import import_module

from django.db import transaction
from wagtail.models import Locale

from demonstration import CONTENT
from foundation import search
from school.founding.facts import index_at_once, load_facts
from school.founding.pages import lay_out

#: In the order in which they build on each other.
PARTS = ("people", "exercises", "courses", "webinars", "network", "plain_pages", "home")


@transaction.atomic
def load(report: Callable[[str], object] = lambda text: None) -> None:
    """Load every part; one transaction, so that an interrupted load leaves nothing behind."""
    lay_out()
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    with search.rebuilt_afterwards():
        report("Loading reference facts …")
        load_facts()
        for part in PARTS:
            report(f"Loading {part.replace('_', ' ')} …")
            import_module(f"demonstration.{part}").load(CONTENT, locales)
    report("Loading the indexes …")
    index_at_once()


@transaction.atomic
def remove() -> None:
    """Remove every part, in the opposite order. Reference facts, which are real, stay."""
    with search.rebuilt_afterwards():
        for part in reversed(PARTS):
            import_module(f"demonstration.{part}").remove()
