"""A setting that cannot be right stops the start, with a sentence that says what to change."""

import ast
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from accounts.models import User
from school.serving.demonstration_signins import refuse_demonstration_signins

ROOT = Path(__file__).resolve().parents[2]
KEY = "k" * 60


def start(
    tmp_path: Path, module: str = "school.settings", said: str = "", **given: str
) -> subprocess.CompletedProcess:
    """Read a module of settings in a process of its own, with these variables and no others."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    env = {
        **kept,
        "SCHOOL_DATA": str(tmp_path / "data"),
        "SCHOOL_CACHE": str(tmp_path / "cache"),
        **given,
    }
    said = said or f"import {module} as s; print(getattr(s, 'SECRET_KEY', ''))"
    return subprocess.run(
        [sys.executable, "-c", said], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"SCHOOL_PRODUCTION": "1"},
            "SCHOOL_SECRET_KEY is missing: production does not start without it.",
        ),
        (
            {"SCHOOL_PRODUCTION": "1", "SCHOOL_SECRET_KEY": "short"},
            "SCHOOL_SECRET_KEY is too short: give at least 50 random characters.",
        ),
        (
            {"SCHOOL_PRODUCTION": "1", "SCHOOL_SECRET_KEY": KEY, "SCHOOL_DEBUG": "1"},
            "SCHOOL_DEBUG must be off where SCHOOL_PRODUCTION is on.",
        ),
        (
            {"SCHOOL_SITE_ORIGIN": "http://localhost:9000", "SCHOOL_LAB_ORIGIN": "http://localhost:9000/"},
            "SCHOOL_LAB_ORIGIN must be another origin than SCHOOL_SITE_ORIGIN.",
        ),
        (
            {"SCHOOL_SITE_ORIGIN": "school.example.org"},
            "SCHOOL_SITE_ORIGIN must look like https://school.example.org, not “school.example.org”.",
        ),
        (
            {"SCHOOL_LAB_ORIGIN": "https://lab.example.org/notebooks"},
            "SCHOOL_LAB_ORIGIN must look like https://school.example.org, "
            "not “https://lab.example.org/notebooks”.",
        ),
        (
            {"DATABASE_URL": "mysql://name@host/school"},
            "DATABASE_URL must begin with postgres://; leave it out for SQLite.",
        ),
        (
            {"DATABASE_URL": "nonsense"},
            'Environment variable "DATABASE_URL" invalid: Not a valid database URL.',
        ),
        (
            {"EMAIL_URL": "nonsense"},
            "EMAIL_URL must look like submission://name:password@mail.example.org:587 (or smtp://…); "
            "leave it out for a folder of files.",
        ),
        (
            {"SCHOOL_LOG_LEVEL": "loud"},
            "SCHOOL_LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR, CRITICAL, not “LOUD”.",
        ),
        (
            {"SCHOOL_GRADER_MEMORY_MB": "100"},
            "SCHOOL_GRADER_MEMORY_MB must be a number from 600 to 6000, not 100.",
        ),
        ({"SCHOOL_GRADER_WARM": "-1"}, "SCHOOL_GRADER_WARM must be a number from 0 to 32, not -1."),
        (
            {"SCHOOL_DEBUG": "1", "SCHOOL_SITE_ORIGIN": "https://school.example.org"},
            "SCHOOL_DEBUG is for a school on your own machine: turn it off, or let SCHOOL_SITE_ORIGIN be "
            "http://localhost:8000 and SCHOOL_EXTRA_HOSTS empty (now: school.example.org).",
        ),
        (
            {"SCHOOL_DEBUG": "1", "SCHOOL_EXTRA_HOSTS": "school.example.org"},
            "SCHOOL_DEBUG is for a school on your own machine: turn it off, or let SCHOOL_SITE_ORIGIN be "
            "http://localhost:8000 and SCHOOL_EXTRA_HOSTS empty (now: localhost, school.example.org).",
        ),
        ({"SCHOOL_DEBUG": "maybe"}, 'Environment variable "SCHOOL_DEBUG" invalid: Not a valid boolean.'),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, dict) else "",
)
def test_a_wrong_setting_stops_the_start_with_a_sentence(tmp_path, given, sentence):
    result = start(tmp_path, **given)
    assert result.returncode != 0
    assert result.stderr.strip().splitlines()[-1].partition(": ")[2] == sentence


def test_a_wrong_number_of_processes_stops_the_start(tmp_path):
    result = start(tmp_path, "school.gunicorn", SCHOOL_WEB_PROCESSES="many")
    assert result.returncode != 0
    assert result.stderr.strip().endswith('"SCHOOL_WEB_PROCESSES" invalid: Not a valid integer.')


def test_debug_pages_are_off_unless_somebody_turns_them_on_for_their_own_machine(tmp_path):
    said = "import school.settings as s; print(s.DEBUG, s.CACHES['rendered']['BACKEND'].rsplit('.')[-1])"
    assert start(tmp_path, said=said).stdout.split() == ["False", "LocMemCache"]
    assert start(tmp_path, said=said, SCHOOL_DEBUG="1").stdout.split() == ["True", "DummyCache"]


def test_without_a_key_one_is_made_once_and_readable_by_its_owner_alone(tmp_path):
    first, second = start(tmp_path), start(tmp_path)
    assert first.returncode == second.returncode == 0
    assert first.stdout == second.stdout
    assert len(first.stdout.strip()) >= 50
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_production_refuses_demonstration_signins(settings, db):
    User.objects.create_user("demo01@example.org", "known", is_demonstration=True)
    settings.PRODUCTION = False
    refuse_demonstration_signins()
    settings.PRODUCTION = True
    with pytest.raises(ImproperlyConfigured, match="remove_demonstration"):
        refuse_demonstration_signins()


def test_production_starts_where_everybody_is_real(settings, amina):
    settings.PRODUCTION = True
    refuse_demonstration_signins()
    assert list(User.objects.all()) == [amina]


def test_the_demonstration_is_not_loaded_into_production(settings, db):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="SCHOOL_PRODUCTION"):
        call_command("load_demonstration")
    assert not User.objects.exists()


def assigned(path: Path) -> list[str]:
    """The settings that a file assigns when it is read, each as often as it does so."""
    names = []
    waiting = list(ast.parse(path.read_text()).body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Assign | ast.AnnAssign):
            stored = [name for name in ast.walk(node) if isinstance(name, ast.Name)]
            names += [name.id for name in stored if isinstance(name.ctx, ast.Store)]
        elif not isinstance(node, ast.FunctionDef | ast.ClassDef):
            waiting += [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)]
    return [name for name in names if name.isupper() and not name.startswith("_")]


def test_no_setting_is_assigned_twice():
    """Two files that assign one setting: which of them holds is the order in which they are read."""
    counted = Counter(
        name for path in sorted((ROOT / "school" / "settings").glob("*.py")) for name in assigned(path)
    )
    assert {"AUTHENTICATION_BACKENDS", "WAGTAIL_FRONTEND_LOGIN_URL", "SECURE_HSTS_SECONDS"} <= set(counted)
    assert [name for name, times in counted.items() if times > 1] == []


def test_the_files_of_settings_do_not_import_each_other_in_a_circle():
    base = (ROOT / "school" / "settings" / "base.py").read_text()
    accounts = (ROOT / "school" / "settings" / "accounts.py").read_text()
    assert "from school.settings.base import" in accounts
    assert "school.settings.accounts" not in base
