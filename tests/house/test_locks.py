"""The locks are made from pyproject.toml: they hold what it names, at versions it allows, and nothing that it no longer asks for."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.project import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
BASE = PROJECT["project"]["dependencies"]
WANTED = {"base": BASE, "dev": BASE + PROJECT["dependency-groups"]["dev"]}
#: As the lock says that a package is there because the project itself names it.
BY_NAME = f"{PROJECT['project']['name']} (pyproject.toml"


def entries(lock: str) -> dict[str, str]:
    """What follows each ``name==version`` of the lock: hashes, and for whose sake the package is there."""
    text = (ROOT / "requirements" / f"{lock}.lock").read_text()
    return {
        line.split(" ", 1)[0]: rest
        for line, rest in re.findall(
            r"^(\S+==\S+(?: ;[^\n]*)?)(.*?)(?=^\S|\Z)", text, flags=re.DOTALL | re.MULTILINE
        )
    }


def versions(lock: str) -> dict[str, set[str]]:
    """The versions of each package: more than one where they differ by Python or platform."""
    found: dict[str, set[str]] = {}
    for entry in entries(lock):
        name, _, version = entry.partition("==")
        found.setdefault(canonicalize_name(name), set()).add(version)
    return found


@pytest.mark.parametrize("lock", WANTED)
def test_every_named_dependency_is_locked_at_an_allowed_version(lock):
    locked = versions(lock)
    wrong = []
    for text in WANTED[lock]:
        wanted = Requirement(text)
        found = locked.get(canonicalize_name(wanted.name), set())
        if not found or not all(wanted.specifier.contains(version) for version in found):
            wrong.append((text, found))
    assert wrong == [], "make the locks again: make lock"


@pytest.mark.parametrize("lock", WANTED)
def test_nothing_is_locked_for_our_sake_that_we_no_longer_name(lock):
    ours = {
        canonicalize_name(entry.partition("==")[0])
        for entry, rest in entries(lock).items()
        if BY_NAME in rest
    }
    assert ours == {canonicalize_name(Requirement(text).name) for text in WANTED[lock]}


@pytest.mark.parametrize("lock", WANTED)
def test_every_locked_package_has_hashes(lock):
    assert [entry for entry, rest in entries(lock).items() if "--hash=sha256:" not in rest] == []


def test_the_development_lock_holds_the_programs_packages_at_the_same_versions():
    base, dev = versions("base"), versions("dev")
    assert {name: dev.get(name) for name in base} == base
