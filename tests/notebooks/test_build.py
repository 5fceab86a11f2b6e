"""The built laboratory: up to date without work, whole, and small enough for a slow line."""

import json
import re

import pytest

from notebooks import build, manifest
from notebooks.compress import wire_size
from notebooks.errors import BuildError

pytestmark = pytest.mark.runtime

FIRST_VISIT = 15_000_000  # bytes on the wire of an exercise with pandas


@pytest.fixture
def page(laboratory) -> str:
    return (laboratory / "notebooks/index.html").read_text(encoding="utf-8")


def test_building_again_does_nothing(laboratory):
    assert build.build(laboratory.parent, laboratory) is False


def test_the_stamp_changes_with_what_the_laboratory_is_made_from(monkeypatch):
    before = build.fingerprint()
    monkeypatch.setattr(build, "version", lambda package: "another")
    assert build.fingerprint() != before


def test_every_place_in_the_page_is_filled_but_the_sites(page):
    assert re.findall(r"{{ (\w+) }}", page) == ["site_origin"]


def test_the_page_names_files_that_are_there(laboratory, page):
    named = re.findall(r'(?:src|href|data-shell|data-bundle)="(/[^"]+)"', page)
    assert len(named) == 5
    assert [name for name in named if not (laboratory / name[1:]).is_file()] == []


def test_the_kernel_loads_from_here_alone(laboratory, page):
    config = json.loads(re.search(r'type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)[1])
    assert "://" not in json.dumps(config["litePluginSettings"])
    assert config["schoolLanguages"] == ["ar_SA", "es_ES", "fr_FR", "pt_BR"]
    runtime = build.runtime_folder(laboratory)
    lock = json.loads((runtime / "pyodide-lock.json").read_text())
    for name, entry in lock["packages"].items():
        assert manifest.sha256_of(runtime / entry["file_name"]) == entry["sha256"], name
        assert set(entry["depends"]) <= set(lock["packages"]), name


def test_licences_stay_in_the_stripped_packages(laboratory):
    import zipfile

    runtime = build.runtime_folder(laboratory)
    for start in ("numpy", "pandas", "matplotlib", "ipython"):
        (wheel,) = runtime.glob(f"{start}-*.whl")
        names = zipfile.ZipFile(wheel).namelist()
        assert any(re.search(r"LICEN[CS]E|COPYING", name) for name in names), start
        assert not any(name.endswith(".py") for name in names if "/templates/" not in name), start


def test_a_first_visit_is_small_enough(laboratory, page):
    runtime = build.runtime_folder(laboratory)
    lock = json.loads((runtime / "pyodide-lock.json").read_text())["packages"]
    needed = set()

    def need(name):
        if name not in needed:
            needed.add(name)
            for other in lock[name]["depends"]:
                need(other)

    for name in (*manifest.load().boot, "pandas"):
        need(name)
    core = (
        "kernel.mjs",
        "pyodide.mjs",
        "pyodide.asm.mjs",
        "pyodide.asm.wasm",
        "python_stdlib.zip",
        "pyodide-lock.json",
    )
    paths = [runtime / name for name in (*core, *(lock[name]["file_name"] for name in needed))]
    paths += [
        laboratory / name[1:] for name in re.findall(r'(?:src|href|data-shell|data-bundle)="(/[^"]+)"', page)
    ]
    assert sum(wire_size(path) for path in paths) < FIRST_VISIT


def test_without_a_laboratory_the_runtime_is_not_invented(tmp_path):
    with pytest.raises(BuildError, match="python -m notebooks build"):
        build.runtime_folder(tmp_path)
