"""Every route asked as each role and as nobody; a route without an expectation fails."""

import json
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, resolve
from django.utils.translation import override

from tests.house.route_table import ROLES, ROWS

#: Wagtail's own addresses under here are many; the table asks those that show or change something of ours.
EDITORS_SIDE = "cms/"


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """The patterns of all addresses that are ours to answer for."""
    for part in resolver.url_patterns:
        pattern = before + str(part.pattern).removeprefix("^" if before else "")
        if isinstance(part, URLResolver):
            yield from routes(part, pattern)
        elif not pattern.startswith(EDITORS_SIDE) or pattern in (EDITORS_SIDE, "cms/login/"):
            yield pattern


def ask(client: Client, method: str, path: str, data) -> int:
    """The status of the answer; what the request changed is undone."""
    for name in settings.CACHES:
        caches[name].clear()
    cookies = client.cookies.copy()
    with transaction.atomic():
        if method == "GET":
            response = client.get(path)
        elif isinstance(data.get("notebook"), dict):
            response = client.post(path, json.dumps(data), content_type="application/json")
        else:
            response = client.post(path, data)
        response.getvalue()  # a file is closed when it was read to its end
        transaction.set_rollback(True)
    client.cookies = cookies
    return response.status_code


def route_of(path: str) -> str:
    """The pattern that an address belongs to, as it reads in English."""
    first = path.split("/")[1]
    language = first if first in dict(settings.LANGUAGES) else "en"
    with override(language):
        route = resolve(path).route
    return route.replace(f"{language}/", "en/", 1) if first == language else route


def filled(data, things: dict):
    """The data of a request, with the things of the world in it."""
    if isinstance(data, dict):
        return {name: filled(value, things) for name, value in data.items()}
    return data.format(**things) if isinstance(data, str) else data


# Wagtail leaves the temporary file of a made picture to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_every_route_answers_each_role_as_the_table_says(world):
    clients = {}
    for role, person in world.people.items():
        clients[role] = Client(raise_request_exception=False)
        if person is not None:
            clients[role].force_login(person)
            # What asks for the password once more would send everybody away alike: show it first.
            clients[role].post("/en/account/reauthenticate/", {"password": "correct horse battery"})
    assert tuple(clients) == ROLES
    seen, wrong = set(), []
    for method, template, data, expected in ROWS:
        path = world.path(template)
        seen.add(route_of(path.partition("?")[0]))
        given = filled(data, world.things)
        answers = tuple(ask(clients[role], method, path, given) for role in ROLES)
        if answers != ((expected,) * len(ROLES) if isinstance(expected, int) else expected):
            wrong.append((method, template, answers, expected))
    assert not wrong, "\n" + "\n".join(f"{row[0]} {row[1]}: {row[2]}, not {row[3]}" for row in wrong)
    with override("en"):
        missing = set(routes(get_resolver())) - seen
    assert not missing, "These routes have no expectation: " + ", ".join(sorted(missing))
