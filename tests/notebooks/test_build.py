"""The built laboratory: up to date without work, whole, and small enough for a slow line."""

import json
import re
from pathlib import Path

import pytest

from notebooks import manifest, packages
from notebooks.build import site, steps, webr
from notebooks.build.compress import wire_size
from notebooks.build.fetch import fetch
from notebooks.cache import Store
from notebooks.cache.store import sha256_of
from notebooks.errors import BuildError
from notebooks.laboratory import runtime_folder

pytestmark = pytest.mark.runtime

FIRST_VISIT = 15_000_000  # bytes on the wire of an exercise with pandas
FIRST_VISIT_IN_R = 12_500_000  # of R itself


@pytest.fixture
def page(laboratory) -> str:
    return (laboratory / "notebooks/index.html").read_text(encoding="utf-8")


def test_building_again_does_nothing(laboratory):
    store = Store(laboratory.resolve().parents[2])
    before = (laboratory / ".built.json").stat().st_mtime_ns
    assert steps.build(store) == laboratory.resolve()
    assert (laboratory / ".built.json").stat().st_mtime_ns == before


def test_the_stamp_changes_with_what_the_laboratory_is_made_from(monkeypatch):
    before = steps.fingerprint()
    monkeypatch.setattr(steps, "version", lambda package: "another")
    assert steps.fingerprint() != before


def test_every_place_in_the_page_is_filled_but_the_sites(page):
    assert re.findall(r"{{ (\w+) }}", page) == ["site_origin"]


def test_the_page_names_files_that_are_there(laboratory, page):
    named = re.findall(r'(?:src|href|data-shell|data-bundle)="(/[^"]+)"', page)
    assert len(named) == 5
    assert [name for name in named if not (laboratory / name[1:]).is_file()] == []


def test_the_kernel_loads_from_here_alone(laboratory, page):
    config = json.loads(re.search(r'type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)[1])
    assert "://" not in json.dumps(config["litePluginSettings"])
    assert config["schoolPackages"] == list(packages.OFFERED)
    assert config["schoolLanguages"] == ["ar_SA", "es_ES", "fr_FR", "pt_BR"]
    runtime = runtime_folder(laboratory)
    lock = json.loads((runtime / "pyodide-lock.json").read_text())
    for name, entry in lock["packages"].items():
        assert sha256_of(runtime / entry["file_name"]) == entry["sha256"], name
        assert set(entry["depends"]) <= set(lock["packages"]), name


def test_licences_stay_in_the_stripped_packages(laboratory):
    import zipfile

    runtime = runtime_folder(laboratory)
    for start in (*packages.OFFERED, "ipython"):
        (wheel,) = runtime.glob(f"{start}-*.whl")
        names = zipfile.ZipFile(wheel).namelist()
        assert any(re.search(r"LICEN[CS]E|COPYING", name) for name in names), start
        assert not any(name.endswith(".py") for name in names if "/templates/" not in name), start


def test_packages_that_few_notebooks_import_are_a_list_of_their_own(laboratory):
    files = json.loads((laboratory / "files.json").read_text())
    rare = {path.split("/")[-1].split("-")[0] for path, *_ in files["rare"]}
    assert rare == set(packages.RARE)
    assert not [path for path, *_ in files["files"] if path.split("/")[-1].split("-")[0] in rare]
    for name in rare:
        assert [path for path in files["ahead"][name] if f"/{name}-" in path]


def test_the_page_knows_the_packages_that_are_carried():
    script = (Path(__file__).parents[2] / "static/js/lab/notebook.js").read_text(encoding="utf-8")
    warm, rare = re.search(r"WARM = {(.*)}", script), re.search(r"RARE = \[(.*)\]", script)
    assert warm and set(re.findall(r"(\w+):", warm[1])) == set(packages.OFFERED)
    assert rare and set(re.findall(r'"(\w+)"', rare[1])) == set(packages.RARE)


def test_a_first_visit_is_small_enough(laboratory, page):
    runtime = runtime_folder(laboratory)
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
        *site.HOOK,
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


def test_r_is_whole_small_and_lists_no_file_that_is_not_carried(laboratory, page):
    folder = runtime_folder(laboratory, "r")
    listed = webr.LISTED.findall((folder / "R.js").read_text(encoding="utf-8"))
    assert listed
    assert [name for name in listed if not (folder / name).is_file()] == []
    assert "GNU GPL Version 3" in (folder / "LICENSE.md").read_text(encoding="utf-8")
    assert sum(wire for _path, _size, wire in webr.needed(laboratory, f"r/{folder.name}")) < FIRST_VISIT_IN_R
    config = json.loads(re.search(r'type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)[1])
    assert [path for path, *_ in config["schoolR"]["files"] if not (laboratory / path[1:]).is_file()] == []
    files = json.loads((laboratory / "files.json").read_text())
    assert not [path for path, *_ in files["files"] if path.startswith("/r/") or webr.KERNEL in path]
    assert {path for path, *_ in config["schoolR"]["files"]} <= {path for path, *_ in files["r"]}


def test_the_kernel_of_r_is_the_one_whose_changes_we_know(laboratory):
    (script,) = (laboratory / "extensions" / webr.KERNEL / "static").glob("lib_index_js.*.js")
    code = script.read_text(encoding="utf-8")
    assert '"/drive"' not in code
    assert "publishExecuteError" in code
    entry = json.loads((laboratory / "extensions" / webr.KERNEL / "package.json").read_text())
    loaded = laboratory / "extensions" / webr.KERNEL / entry["jupyterlab"]["_build"]["load"]
    assert script.name.split(".")[1] in loaded.read_text(encoding="utf-8")


def test_a_kernel_of_r_that_is_another_stops_the_build(laboratory, tmp_path, monkeypatch):
    monkeypatch.setattr(webr, "CHANGED", ((re.compile("no such words"), ""),))
    fetch(Store(laboratory.resolve().parents[2]), tmp_path / "runtime")
    with pytest.raises(BuildError, match="The kernel of R is not what"):
        webr.add_kernel(manifest.load(), tmp_path / "runtime", tmp_path / "kernels")


def test_without_a_laboratory_the_runtime_is_not_invented(tmp_path):
    with pytest.raises(BuildError, match="python -m notebooks build"):
        runtime_folder(tmp_path)
