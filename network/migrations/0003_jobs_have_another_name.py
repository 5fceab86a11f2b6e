from django.db import migrations

JOBS = ('send_question',)


def take_along(apps, schema_editor, old: str = "network.notices", new: str = "network.jobs") -> None:
    """A job that waits is kept under the address of its code: it must find it after the move."""
    results = apps.get_model("django_tasks_database", "DBTaskResult").objects
    for name in JOBS:
        results.filter(task_path=f"{old}.{name}").update(task_path=f"{new}.{name}")


def take_back(apps, schema_editor) -> None:
    take_along(apps, schema_editor, old="network.jobs", new="network.notices")


class Migration(migrations.Migration):
    dependencies = [("network", "0002_questions"), ("django_tasks_database", "0001_initial")]

    operations = [migrations.RunPython(take_along, take_back, elidable=True)]
