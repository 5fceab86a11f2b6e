"""NOTICE names the work of others that comes with the project: packages, what the laboratory fetches, licences of data."""

import json
import re
import tomllib

from packaging.requirements import Requirement

from tests.house.project import ROOT, files

NOTICE = (ROOT / "NOTICE").read_text()
STATED = re.compile(r"^\s*licence: \"?([^\"\n]+?)\"?$", re.MULTILINE)


def is_named(name: str) -> bool:
    return bool(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", NOTICE, re.IGNORECASE))


def test_every_dependency_is_named():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    assert [name for text in wanted if not is_named(name := Requirement(text).name)] == []


def test_everything_that_the_laboratory_fetches_is_named():
    manifest = json.loads((ROOT / "notebooks" / "runtime" / "manifest.json").read_text())
    names = {file.get("package") or file["file"].split("/")[0].split(".")[0] for file in manifest["files"]}
    names = {{"python_stdlib": "Python and its standard library"}.get(name, name) for name in names}
    assert sorted(name for name in names if not is_named(name)) == []


def test_every_licence_that_is_stated_with_data_is_named():
    stated = {licence for path in files(".yaml") for licence in STATED.findall(path.read_text())}
    assert len(stated) > 5
    parts = {part.partition(" (")[0] for licence in stated for part in licence.split("; ")}
    assert sorted(part for part in parts if part not in NOTICE) == []


def test_the_licences_that_pyproject_names_are_there():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert [name for name in project["license-files"] if not (ROOT / name).is_file()] == []
    assert "BSD 3-Clause License" in (ROOT / "LICENSE").read_text()
