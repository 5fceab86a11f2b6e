"""The demonstration's trainer teaches MS101: the right to write there, in all its languages."""

from pathlib import Path

from django.apps import apps

from accounts.models import User
from school import roles

CODE = "MS101"


def load(content: Path, locales: dict) -> None:
    """Give the trainer the course, and every role the pages that were loaded since."""
    roles.set_up_roles()
    trainer = User.objects.filter(email="trainer@example.org", is_demonstration=True).first()
    course = apps.get_model("courses.CoursePage").objects.filter(code__iexact=CODE).first()
    if trainer and course:
        roles.grant_course(course, CODE, trainer)


def remove() -> None:
    """Nothing of its own: the right goes with the course."""
