"""Which tests that touch the database run on PostgreSQL too: those whose outcome the database can change.

SQLite runs all of them. PostgreSQL runs again what stands on constraints, locks, transactions, jobs, the order and the search
of rows, and what may be stored; ``tests/house/test_routes.py`` asks every screen as every role on both. A module that touches the
database and stands in neither list stops the run.
"""

#: Constraints, locks, jobs, searches, orders, counts of queries, what is written and read again.
ON_BOTH = {
    "accounts": ("profile", "sign_in", "sign_up"),
    "assessments": (
        "answering",
        "at_once",
        "certificates",
        "earlier_versions",
        "handed_in_later",
        "handing_in_limits",
        "notebooks",
        "practice",
        "queue",
        "submissions",
        "trials",
    ),
    "courses": (
        "enrolment",
        "numbers",
        "outline",
        "progress",
        "publishing",
        "trainers",
        "translating",
        "trees_in_step",
        "two_tabs",
    ),
    "foundation": ("doorbell", "jobs", "reference_desk", "search_backend"),
    "house": ("nonsense", "routes"),
    "network": (
        "countries",
        "demonstration",
        "directory",
        "practices",
        "profile",
        "questions",
        "visibility",
    ),
    "school": (
        "daily",
        "health",
        "one_edit_at_a_time",
        "roles",
        "routes_remembered",
        "search_pages",
        "setup",
    ),
    "webinars": ("demonstration", "programme", "registrations"),
}

#: What is the same on every database, and why.
ONCE = {
    "accounts": {
        "enumeration": "compares answers to strangers with each other",
        "faults": "pages that say what is wrong",
        "limits": "counts are kept in the cache",
        "nonsense": "the same fields are sent the same strings on both by house/test_nonsense",
        "second_factor": "what allauth does with a code or a key",
    },
    "assessments": {
        "demo_exercises": "files of the demonstration; they are loaded by the actions that run on both",
        "editing": "the editors' forms",
        "hidden_data": "what is marked, and what is shown of it",
        "panels": "what a lesson shows",
        "sheet": "a page to print",
        "submitted_notebooks": "a notebook as a page, and its signed address",
    },
    "courses": {
        "block_chooser": "the editors' forms",
        "demo_courses": "files of the demonstration; they are loaded by the actions that run on both",
        "drafts": "the editors' forms",
        "empty": "what two screens say",
        "screens": "what the screens say and look like",
    },
    "demonstration": {
        "people": "files of the demonstration",
        "plain_pages": "files of the demonstration",
    },
    "foundation": {
        "kept": "versions are kept in the cache",
        "restrictions": "Wagtail's own restrictions, and what is said of them",
    },
    "house": {
        "installed": "an installation of its own, started with its own database",
        "privacy": "reads the models' declarations",
    },
    "school": {
        "publishing": "the order of the steps; what a step writes is asked on both by the tests of its room",
        "anonymous_pages": "pages kept in memory",
        "editors_clock": "how times are written",
        "forms_open": "the editors' forms",
        "settings": "how a school starts",
        "style": "the page on the look",
        "what_browsers_keep": "headers and scripts",
    },
    "webinars": {
        "captions": "files of captions",
        "editors": "the editors' forms",
        "recordings": "files of recordings",
        "webinar": "what the screen says",
    },
}


def runs_on_postgresql(module: str) -> bool:
    """Whether PostgreSQL runs a module that touches the database (``tests.courses.test_progress``); refuses an unknown one."""
    _tests, room, name = module.split(".")
    name = name.removeprefix("test_")
    if name in ON_BOTH.get(room, ()):
        return True
    if name in ONCE.get(room, {}):
        return False
    raise LookupError(
        f"tests/{room}/test_{name}.py touches the database: say in tests/databases.py whether PostgreSQL runs it too."
    )
