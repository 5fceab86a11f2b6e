"""Who hands in for ``make bench-grading``, what, and what came of it, read from the school's own database."""

import json

LESSON_OF = "E01"


def plan(count: int) -> dict:
    """Make and enrol so many trainees; their sessions and addresses, the lesson, and a notebook that gets full marks."""
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from accounts.models import User
    from assessments.models import Activity, ActivityVersion, Exercise
    from courses.actions.enrolment import enrol
    from courses.models import CoursePage, LessonPage

    course = CoursePage.objects.live().get(code="MS101", locale__language_code="en")
    version = next(
        version
        for version in ActivityVersion.objects.current().filter(
            language="en", activity__kind=Activity.Kind.NOTEBOOK
        )
        if version.asked["exercise"] == LESSON_OF
    )
    lesson = next(
        page
        for page in LessonPage.objects.live().descendant_of(course).filter(locale__language_code="en")
        if any(
            block.block_type == "notebook" and block.value["exercise"].code == LESSON_OF
            for block in page.body
        )
    )
    exercise = Exercise.objects.get(code=LESSON_OF, locale__language_code="en")
    people = []
    for number in range(count):
        user = User.objects.create_user(f"bench-{number}@example.org", None, first_name=f"Trainee {number}")
        enrolment = enrol(user, course.translation_key, "en")
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        address = f"/en/exercises/{version.activity.key}"
        people.append(
            {
                "session": session.session_key,
                "scope": str(enrolment.scope),
                "submit": f"{address}/submit/?scope={enrolment.scope}&version={version.pk}",
                "status": f"{address}/status/?scope={enrolment.scope}",
            }
        )
    return {
        "people": people,
        "lesson": lesson.url,
        "notebook": json.loads(exercise.solution.read()),
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
    }


def marks(scopes: list[str]) -> list[dict]:
    """Of each scope whose notebooks are all marked: how many there are, the points, and the seconds that the last one took."""
    from django.db import close_old_connections

    from assessments.models import Attempt

    close_old_connections()
    by_scope: dict[str, list[Attempt]] = {}
    for attempt in Attempt.objects.filter(scope__in=scopes).order_by("number"):
        by_scope.setdefault(str(attempt.scope), []).append(attempt)
    return [
        {
            "attempts": len(attempts),
            "score": attempts[-1].score,
            "of": attempts[-1].max_score,
            "seconds": (marked_at - attempts[-1].submitted_at).total_seconds(),
        }
        for attempts in by_scope.values()
        if all(attempt.state == Attempt.State.MARKED for attempt in attempts)
        and (marked_at := attempts[-1].marked_at)
    ]
