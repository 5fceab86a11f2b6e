"""Killing web and worker outright in the middle of submissions: what was acknowledged is there, once, and gets its mark."""

import http.client
import json
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from html.parser import HTMLParser
from urllib.parse import urlencode

from tests.browser import answering
from tests.browser.conftest import ROOT

LESSON = "/en/courses/counting-people-who-move/why-and-for-whom/question-to-indicator/"
NOTEBOOK_LESSON = "/en/courses/counting-people-who-move/why-and-for-whom/quality-rights-safety/"
TOKEN = "k" * 32
TRAINEES = 16

MAKE_TRAINEES = """
import json, django; django.setup()
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from accounts.models import User
from courses.actions.enrolment import enrol
from courses.models import CoursePage
course = CoursePage.objects.live().get(code="MS101", locale__language_code="en")
keys = []
for number in range({count}):
    user = User.objects.create_user(f"storm{{number}}@example.org", None, first_name=f"Storm {{number}}")
    enrol(user, course.translation_key, "en")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    keys.append(session.session_key)
print(json.dumps(keys))
"""


class QuizForm(HTMLParser):
    """The first quiz form of a page: its address, and one value for each of its fields."""

    def __init__(self, html: str):
        super().__init__()
        self.action, self.fields, self._inside, self._select = "", {}, False, ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form" and "/answers/" in (given.get("action") or "") and not self.action:
            self.action, self._inside = given["action"], True
        elif not self._inside:
            return
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and self._select and given.get("value"):
            # Different places for what is to be ordered, any choice for what is to be matched.
            taken = set(self.fields.values())
            if self._select not in self.fields and given["value"] not in taken:
                self.fields[self._select] = given["value"]
        elif tag == "input" and given.get("type") in ("radio", "checkbox", "hidden"):
            self.fields.setdefault(given["name"], given.get("value", ""))
        elif tag in ("input", "textarea") and given.get("name"):
            self.fields.setdefault(given["name"], "1")

    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = ""


def request(
    port: int, session: str, method: str, path: str, body: str | bytes = "", kind: str = ""
) -> tuple[int, str]:
    """One request of a signed-in trainee: the status and the text, or status 0 where the line broke."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {
        "Host": f"localhost:{port}",
        "Cookie": f"school_session={session}; school_csrf={TOKEN}",
        "X-CSRFToken": TOKEN,
    }
    if kind:
        headers["Content-Type"] = kind
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except OSError:
        return 0, ""
    except http.client.HTTPException:
        return 0, ""
    finally:
        connection.close()


def test_nothing_acknowledged_is_lost_when_web_and_worker_are_killed(own_school, tmp_path):
    made = subprocess.run(
        [sys.executable, "-c", MAKE_TRAINEES.format(count=TRAINEES)],
        cwd=ROOT, env=own_school.env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    sessions = json.loads(made.stdout.strip().splitlines()[-1])
    forms = [QuizForm(request(own_school.port, session, "GET", LESSON)[1]) for session in sessions]
    notebook = answering.solved_notebook("e16", tmp_path).read_text()
    page = request(own_school.port, sessions[0], "GET", NOTEBOOK_LESSON)[1]
    submit = page.partition('data-submit-url="')[2].partition('"')[0].replace("&amp;", "&")
    assert all(form.action for form in forms) and submit

    acknowledged: dict[str, int] = {}
    goes_on = threading.Event()
    goes_on.set()

    def storm(session: str, form: QuizForm, with_notebook: bool) -> None:
        address = request(own_school.port, session, "GET", NOTEBOOK_LESSON)[1]
        own_submit = address.partition('data-submit-url="')[2].partition('"')[0].replace("&amp;", "&")
        for _number in range(3):
            if not goes_on.is_set():
                return
            token = str(uuid.uuid4())
            body = urlencode({**form.fields, "attempt_token": token})
            status, _text = request(
                own_school.port, session, "POST", form.action, body, "application/x-www-form-urlencoded"
            )
            if status in (200, 302):
                acknowledged[token] = status
            if with_notebook:
                key = str(uuid.uuid4())
                packed = json.dumps({"key": key, "notebook": json.loads(notebook)})
                status, _text = request(
                    own_school.port, session, "POST", own_submit, packed, "application/json"
                )
                if status in (200, 201, 202):
                    acknowledged[key] = status

    threads = [
        threading.Thread(target=storm, args=(session, form, number % 5 == 0))
        for number, (session, form) in enumerate(zip(sessions, forms, strict=True))
    ]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 60
    while len(acknowledged) < TRAINEES and time.monotonic() < deadline:
        time.sleep(0.02)
    own_school.kill("web")
    own_school.kill("worker")
    goes_on.clear()
    for thread in threads:
        thread.join()
    assert acknowledged

    own_school.start()
    stored = _attempts(own_school)
    for token in acknowledged:
        assert stored.get(token) == 1, "an acknowledged submission was lost or doubled"
    deadline = time.monotonic() + 180
    while _waiting(own_school) and time.monotonic() < deadline:
        time.sleep(1)
    assert _waiting(own_school) == 0
    assert max(_attempts(own_school).values()) == 1


def _attempts(school) -> dict[str, int]:
    with sqlite3.connect(school.data / "school.sqlite3") as database:
        rows = database.execute(
            "SELECT idempotency_key, COUNT(*) FROM assessments_attempt GROUP BY 1"
        ).fetchall()
    return {str(uuid.UUID(key)): count for key, count in rows}


def _waiting(school) -> int:
    with sqlite3.connect(school.data / "school.sqlite3") as database:
        return database.execute(
            "SELECT COUNT(*) FROM assessments_attempt WHERE state NOT IN ('marked', 'failed')"
        ).fetchone()[0]
