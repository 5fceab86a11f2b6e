"""Loading the demonstration school, and removing it.

Each part (a module of this package) has ``load(content_dir, locales)`` and ``remove()``, both safe to repeat.
"""

from collections.abc import Callable
from importlib import import_module

from django.core.management import call_command
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale

from demonstration import CONTENT
from foundation import search

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
            import_module(f"demonstration.{part}").load(CONTENT, locales)
    report("Loading the indexes …")
    _index_at_once()


@transaction.atomic
def remove() -> None:
    """Remove every part, in the opposite order. Reference facts, which are real, stay."""
    with search.rebuilt_afterwards():
        for part in reversed(PARTS):
            import_module(f"demonstration.{part}").remove()


#: The jobs that Wagtail puts into the queue each time something is saved.
INDEXING = ("modelsearch.tasks.insert_or_update_object_task", "wagtail.tasks.update_reference_index_task")


def _index_at_once() -> None:
    """Make the editors' indexes whole now: thousands of jobs, one for each saving, would keep the first notebooks waiting."""
    DBTaskResult.objects.filter(task_path__in=INDEXING, status=TaskResultStatus.READY).delete()
    call_command("update_index", verbosity=0)
    call_command("rebuild_references_index", verbosity=0)
