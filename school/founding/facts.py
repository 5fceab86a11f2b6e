"""The facts of a new school: loaded once by themselves, and brought up to date when somebody asks for it."""

from django.core.management import call_command
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from foundation import search
from foundation.facts import loading
from network.actions.offices import add_statistical_offices

#: The jobs that Wagtail puts into the queue each time something is saved.
INDEXING = ("modelsearch.tasks.insert_or_update_object_task", "wagtail.tasks.update_reference_index_task")


@transaction.atomic
def load_facts() -> None:
    """Load countries, communities, figures, taxonomy and glossary, and the offices that follow from them."""
    with search.rebuilt_afterwards():
        loading.load()
        add_statistical_offices()


@transaction.atomic
def load_missing_facts() -> None:
    """Load them into a school that has none; what editors have changed since is left alone."""
    if loading.are_missing():
        load_facts()
        index_at_once()


def index_at_once() -> None:
    """Make the editors' indexes whole now: thousands of jobs, one for each saving, would keep the first notebooks waiting."""
    DBTaskResult.objects.filter(task_path__in=INDEXING, status=TaskResultStatus.READY).delete()
    call_command("update_index", verbosity=0)
    call_command("rebuild_references_index", verbosity=0)
