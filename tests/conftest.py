"""The cast and the ground that every test stands on."""

import pytest
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.db import connection
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from school.founding.pages import lay_out
from school.models import HomePage
from tests import databases
from tools import kept_databases


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Migrations run once for many runs."""
    connection.creation = kept_databases.creation(connection)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database of a worker holds a new school: its five home pages, the pages of the rooms, the roles."""
    with django_db_blocker.unblock(), translation.override("en"):
        lay_out()
        # What a worker would have done long ago.
        DBTaskResult.objects.all().delete()


@pytest.fixture(autouse=True)
def _fresh_caches():
    for name in ("default", "rendered"):
        caches[name].clear()


@pytest.fixture(autouse=True)
def _in_english():
    """A request leaves its language behind in the thread: no test inherits it from the one before."""
    with translation.override("en"):
        yield


def _person(email: str, first_name: str, *groups: str, **fields) -> User:
    user = User.objects.create_user(
        f"{email}@example.org", "correct horse battery", first_name=first_name, **fields
    )
    for name in groups:
        user.groups.add(Group.objects.get_or_create(name=name)[0])
    return user


@pytest.fixture
def amina(db) -> User:
    """A trainee."""
    return _person("amina", "Amina")


@pytest.fixture
def bruno(db) -> User:
    """A trainer."""
    return _person("bruno", "Bruno", "Trainers")


@pytest.fixture
def chen(db) -> User:
    """An outsider: has an account and no role, no enrolment, no profile."""
    return _person("chen", "Chen")


@pytest.fixture
def dalia(db) -> User:
    """An editor."""
    return _person("dalia", "Dalia", "Editors")


@pytest.fixture
def efua(db) -> User:
    """A coordinator of the network."""
    return _person("efua", "Efua", "Coordinators")


@pytest.fixture
def farah(db) -> User:
    """A focal point of a statistical office."""
    return _person("farah", "Farah", "Focal points")


@pytest.fixture
def admin(db) -> User:
    """An administrator."""
    return User.objects.create_superuser("admin@example.org", "correct horse battery", first_name="Ada")


@pytest.fixture
def site_tree(db) -> dict[str, HomePage]:
    """The five home pages of a new school by language; below them are the pages of the rooms."""
    homes = {page.locale.language_code: page for page in HomePage.objects.select_related("locale")}
    # A test whose changes were written for real leaves an empty database behind.
    return homes or lay_out()


#: By these a test says that it touches the database.
DATABASE = {"db", "transactional_db", "django_db_setup"}


def pytest_collection_modifyitems(config, items):
    """The suite runs on SQLite; PostgreSQL runs again what ``tests/databases.py`` names."""
    asking = [
        item
        for item in items
        if (item.get_closest_marker("django_db") or DATABASE.intersection(getattr(item, "fixturenames", ())))
        and not item.get_closest_marker("runtime")
    ]
    try:
        asked = {item for item in asking if databases.runs_on_postgresql(item.module.__name__)}
    except LookupError as error:
        raise pytest.UsageError(error.args[0]) from None
    if connection.vendor == "postgresql":
        config.hook.pytest_deselected(items=[item for item in items if item not in asked])
        items[:] = [item for item in items if item in asked]
