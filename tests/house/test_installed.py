"""The school as ``pip`` installs it: without demonstration, tools and tests it starts, and a new one has what is real."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.db import connection

from tests.house.project import ROOT
from tools import kept_databases

WHEEL = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
MADE = shutil.ignore_patterns("__pycache__", "*.mo")
#: What is done in the installation, in one process: it starts, sets itself up, and is asked for pages.
VISIT = """
import json, sys
import django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("check", fail_level="WARNING", stderr=sys.stderr)
call_command("migrate", verbosity=0)
call_command("setup_school", stdout=sys.stderr)
# The editors' side brings its own files by the thousand; no page that is asked for here shows them.
call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["wagtail*"])
client = Client(headers={"host": "localhost:8000"})
asked = {path: client.get(path, follow=True) for path in json.loads(sys.argv[1])}
print(json.dumps({path: [answer.status_code, answer.content.decode()] for path, answer in asked.items()}))
"""
PAGES = ("/en/", "/ar/glossary/", "/en/network/countries/", "/en/style/", "/cms/", "/health/")


@pytest.fixture(scope="module")
def installation(tmp_path_factory) -> Path:
    """What the wheel would hold, where it would put it."""
    folder = tmp_path_factory.mktemp("installed")
    for package in WHEEL["packages"]:
        shutil.copytree(ROOT / package, folder / package, ignore=MADE)
    for source, target in WHEEL["force-include"].items():
        shutil.copytree(ROOT / source, folder / target, ignore=MADE)
    return folder


def started(installation: Path, arguments: list[str], **given: str) -> subprocess.CompletedProcess:
    env = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    env |= {"DJANGO_SETTINGS_MODULE": "school.settings", **given}
    return subprocess.run(
        [sys.executable, *arguments], cwd=installation, env=env, capture_output=True, text=True, check=False
    )


def test_it_starts_sets_itself_up_and_shows_what_is_real(installation, tmp_path, db):
    if connection.vendor != "sqlite":
        pytest.skip("An installation has a database of its own, the same on both.")
    data = tmp_path / "data"
    data.mkdir()
    # Migrating takes half a minute; the tests have a database that is migrated.
    kept = kept_databases.entries().find(kept_databases.KIND, kept_databases.name())
    shutil.copy(kept / kept_databases.FILE, data / "school.sqlite3")
    given = {
        "SCHOOL_DATA": str(data),
        "SCHOOL_CACHE": str(tmp_path / "cache"),
        "SCHOOL_STATIC": str(tmp_path / "static"),
    }
    done = started(installation, ["-c", VISIT, json.dumps(PAGES)], **given)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert {path: status for path, (status, _text) in said.items()} == dict.fromkeys(PAGES, 200)
    assert "Counting people who move is a craft." in said["/en/"][1]
    assert "مهاجر دولي" in said["/ar/glossary/"][1]
    assert "Burkina Faso" in said["/en/network/countries/"][1]
    assert 'name="login"' in said["/cms/"][1]


@pytest.mark.parametrize("package", ["demonstration", "tools", "tests"])
def test_nothing_that_runs_the_school_is_taken_from_elsewhere(installation, package):
    done = started(installation, ["-c", f"import {package}"])
    assert f"No module named '{package}'" in done.stderr


def test_it_keeps_nothing_of_its_readers_beside_its_code(installation, tmp_path):
    for command in (["-m", "school", "check"], ["-m", "launch", "prepare"]):
        done = started(installation, command, SCHOOL_CACHE=str(tmp_path))
        assert done.returncode != 0
        assert "SCHOOL_DATA must name a folder" in done.stderr
