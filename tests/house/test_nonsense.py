"""Nonsense in every text field and every query string of the site: never an error of ours, nothing that runs, nowhere else to go.

The forms are those of the route table; each is sent by a role for which it does something. What a request changed is undone.
"""

import os
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.test import Client

from tests.house.route_table import ROLES, ROWS
from tests.house.test_routes import filled
from tests.nonsense import MARKUP, NONSENSE

EDITORS_SIDE = "/cms/"
ASKED = (
    "q",
    "page",
    "next",
    "lang",
    "version",
    "scope",
    "order",
    "country",
    "language",
    "after",
    "code",
    "kernel",
)
FORMS = [row for row in ROWS if row[0] == "POST" and row[2] and not row[1].startswith(EDITORS_SIDE)]
SCREENS = [row for row in ROWS if row[0] == "GET" and not row[1].startswith(EDITORS_SIDE)]
#: Each screen is asked a part of the strings, the next screen the next part; ``SCHOOL_NONSENSE=250`` asks all of them everywhere.
PART = int(os.environ.get("SCHOOL_NONSENSE", "16"))


def part(place: int) -> list[str]:
    """The strings for the screen at a place of its list."""
    return [NONSENSE[(place * PART + step) % len(NONSENSE)] for step in range(min(PART, len(NONSENSE)))]


def test_there_are_enough_different_strings():
    assert len(set(NONSENSE)) >= 200
    assert max(map(len, NONSENSE)) >= 5000


def role_for(expected) -> str:
    """A role to which the screen does something: the first that is neither sent away nor refused."""
    if isinstance(expected, int):
        return "trainee" if "trainee" in ROLES else ROLES[2]
    return ROLES[
        min(range(len(ROLES)), key=lambda place: (expected[place] >= 400, expected[place] == 302, place))
    ]


@pytest.fixture
def clients(world, settings):
    """A signed-in client for each role."""
    settings.ACCOUNT_RATE_LIMITS = False
    settings.MFA_RATE_LIMITS = False
    made = {}
    for role, person in world.people.items():
        made[role] = Client(raise_request_exception=False)
        if person is not None:
            made[role].force_login(person)
    return made


def faults(client: Client, method: str, path: str, data=None) -> list[str]:
    """What is wrong with the answer; what the request changed is undone."""
    for name in settings.CACHES:
        caches[name].clear()
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = client.get(path) if method == "GET" else client.post(path, data)
        content = response.getvalue()
        transaction.set_rollback(True)
    client.cookies = cookies
    found = []
    # No worker stands behind a test: the address that machines ask about the work says so.
    if response.status_code >= 500 and not path.startswith("/health/jobs/"):
        found.append(f"{response.status_code}")
    elsewhere = urlsplit(response.get("Location", "")).netloc
    if elsewhere and elsewhere not in ("testserver", "localhost:8000", "localhost"):
        found.append(f"leads to {elsewhere}")
    if response.get("Content-Type", "").startswith("text/html"):
        text = content.decode(errors="replace")
        found += [
            f"holds {markup[:60]!r}"
            for markup in MARKUP
            if "<" in markup and len(markup) > 8 and markup in text
        ]
    return found


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_every_text_field_takes_nonsense(world, clients):
    wrong = []
    for place, (_method, template, data, expected) in enumerate(FORMS):
        path, given, client = world.path(template), filled(data, world.things), clients[role_for(expected)]
        if any(isinstance(value, dict) for value in given.values()):
            continue  # JSON: its shapes are asked in tests/assessments/test_notebooks.py
        sent = [dict.fromkeys(given, text) for text in part(place)]
        # One field by itself too, so that what is looked at first does not hide what is looked at next.
        sent += [{**given, name: text} for name in given for text in NONSENSE[place % 50 :: 50]]
        for fields in sent:
            if found := faults(client, "POST", path, fields):
                wrong.append((template, {name: value[:60] for name, value in fields.items()}, found))
    assert wrong == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_every_query_string_takes_nonsense(world, clients):
    wrong = []
    for place, (_method, template, _data, expected) in enumerate(SCREENS):
        path, client = world.path(template).partition("?")[0], clients[role_for(expected)]
        for text in part(place):
            asked = urlencode(dict.fromkeys(ASKED, text), errors="replace")
            if found := faults(client, "GET", f"{path}?{asked}"):
                wrong.append((template, text[:60], found))
    assert wrong == []
