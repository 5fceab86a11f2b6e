"""The pages that ``make bench`` asks for, in the demonstration school: which, with what goals, and how many queries each makes."""

import json
import sys

from tools.bench import invented_members


def plan(members: int) -> dict:
    """Enrol the demonstration trainee, add members to the directory, sign in; returns the cases and the session."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from accounts.models import User
    from demonstration import people

    user = User.objects.get(email=dict(people.signins())["trainee"])
    _enrol(user)
    if members:
        invented_members.add_members(members)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return {"cookie": settings.SESSION_COOKIE_NAME, "session": session.session_key, "cases": cases()}


def cases() -> list[dict]:
    """Each page with its goals (PERFORMANCE: ratios to the floors, queries, bytes of compressed HTML)."""
    from courses.models import CoursePage, LessonPage
    from webinars.models import WebinarPage

    course = CoursePage.objects.live().get(code="MS101", locale__language_code="en")
    lesson = LessonPage.objects.live().descendant_of(course).get(code="4.1")
    webinar = (
        WebinarPage.objects.live()
        .filter(locale__language_code="en", starts_at__isnull=False)
        .order_by("pk")
        .first()
    )
    found = [
        {"name": "home, anonymous", "path": "/en/", "goal": 5, "sql_goal": 10},
        {"name": "catalogue, anonymous", "path": course.get_parent().url, "goal": 5, "sql_goal": 10},
        {"name": "course, anonymous", "path": course.url, "goal": 5, "sql_goal": 10},
        {"name": "course, signed in", "path": course.url, "signed_in": True, "goal": 6, "sql_goal": 10},
        {"name": "lesson 4.1, anonymous", "path": lesson.url, "goal": 5, "sql_goal": 10, "byte_goal": 10_000},
        {
            "name": "lesson 4.1, signed in",
            "path": lesson.url,
            "signed_in": True,
            "goal": 4,
            "sql_goal": 8,
            "byte_goal": 10_000,
        },
        {"name": "my learning", "path": "/en/learning/", "signed_in": True, "goal": 5, "sql_goal": 10},
        {
            "name": "directory, signed in",
            "path": "/en/network/members/",
            "signed_in": True,
            "goal": 5,
            "sql_goal": 6,
        },
        {
            "name": "directory, searched, signed in",
            "path": "/en/network/members/?q=census",
            "signed_in": True,
            "goal": 8,
            "sql_goal": 6,
        },
        {"name": "search", "path": "/en/search/?q=migration", "goal": 8, "sql_goal": 10},
    ]
    if webinar:
        found.append({"name": "webinar, anonymous", "path": webinar.url, "goal": 5, "sql_goal": 10})
    return found


def counts() -> dict[str, int]:
    """How many queries each page makes, asked a second time (what is kept in the process is kept)."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from accounts.models import User
    from demonstration import people

    user = User.objects.get(email=dict(people.signins())["trainee"])
    host = settings.SITE_ORIGIN.partition("://")[2]
    made = {}
    for case in cases():
        client = Client(headers={"host": host})
        if case.get("signed_in"):
            client.force_login(user)
        client.get(case["path"])
        with CaptureQueriesContext(connection) as captured:
            client.get(case["path"])
        made[case["name"]] = len(captured)
    return made


def _enrol(user) -> None:
    from courses.actions.enrolment import enrol
    from courses.models import CoursePage

    enrol(user, CoursePage.objects.live().get(code="MS101", locale__language_code="en").translation_key, "en")


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps({"counts": counts()} if "--count" in sys.argv else plan(int(sys.argv[1]))))
