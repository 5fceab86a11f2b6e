"""For maintainers: write the manifest anew after a version was changed below. Everything else only reads it.

    python -m notebooks pin

The hashes of compiled wheels must equal the ones that Pyodide itself publishes (its lock travels in the npm package);
those of pure wheels are taken from the Python registry, and Pyodide's own is accepted beside them.
"""

import email.parser
import json
import re
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from ..cache.store import sha256_of
from ..manifest import PATH, R_KERNEL, WEBR, Carrier, RuntimeFile
from ..packages import OFFERED
from ..progress import say
from .sources import NodeRegistry, PythonBundle, kernel_extension, pip_download

PYODIDE = Carrier("pyodide", "314.0.3", size=13_900_000)
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
BUNDLE = Carrier("open-webui", "0.12.4", size=106_366_595, folder="open_webui/frontend/pyodide")
DISTRIBUTION = f"https://cdn.jsdelivr.net/pyodide/v{PYODIDE.version}/full/"
# Not in Pyodide's list: what the kernel needs, and a package in pure Python.
BESIDES = {"comm": ("0.2.3", ["traitlets"]), "seaborn": ("0.13.2", ["numpy", "pandas", "matplotlib"])}
WANTED = (*(name for name in OFFERED if name not in BESIDES), "ipython", "micropip", "pyodide-http")
# Not needed by what a lesson does, and heavy (docs/reference/notebooks.md says how that was found).
LEFT_OUT = {"fonttools", "pytz", "prompt-toolkit", "wcwidth", "jedi", "parso"}
KERNEL = {
    "piplite": ["micropip"],
    "ipykernel": [],
    "pyodide-kernel": ["ipython", "traitlets", "pyodide-http"],
}
LANGUAGE_PACKS = {
    f"jupyterlab-language-pack-{tag}": "4.5.post3" for tag in ("fr-FR", "pt-BR", "es-ES", "ar-SA")
}
R = Carrier(WEBR, "0.5.4", size=30_800_000)
R_DISTRIBUTION = f"https://cdn.jsdelivr.net/npm/{R.name}@{R.version}/"
# Of webR's package: what its kernel brings along itself, tests, pages for reading, R's words in other languages, windows, maps.
R_LEFT_OUT = re.compile(
    r"\.(map|ts|cjs|mjs)$|/dist/(repl|tests|webR)/|serviceworker|/lib/R/doc\.|/library/(translations|tcltk)[./]"
    r"|/(doc|demo|html|misc)\.(data\.gz|js\.metadata)$|/share/(proj|gdal|udunits)\.|NotoSerif"
)
R_KERNEL_VERSION = "0.6.0"
BOOT = ("micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "ipython")


def pin() -> None:
    with tempfile.TemporaryDirectory() as folder:
        workshop = Path(folder)
        lock = _official_lock(workshop)
        files = _core(workshop) + _wheels(lock["packages"], workshop) + _kernel() + _language_packs(workshop)
        files += r_files(workshop)
    carriers = {
        c.name: {"version": c.version, "size": c.size, "folder": c.folder} for c in (BUNDLE, PYODIDE, R)
    }
    for file in files:
        for place in file["places"]:
            kind, _, name = place.partition(":")
            if kind == "pypi" and name != BUNDLE.name:
                carriers[name] = {"version": file["version"], "size": file["size"]}
    data = {
        "pyodide": PYODIDE.version,
        "python": lock["info"]["python"],
        "distribution": DISTRIBUTION,
        "webr": R.version,
        "webr_distribution": R_DISTRIBUTION,
        "lock_info": lock["info"],
        "boot": BOOT,
        "carriers": carriers,
        "files": files,
    }
    PATH.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    say(f"{PATH}: {len(files)} files, {sum(f['size'] for f in files) / 1e6:.1f} MB")


def _official_lock(workshop: Path) -> dict[str, Any]:
    wanted = [_bare(name) for name in (*CORE, "pyodide-lock.json")]
    for file, path in NodeRegistry(PYODIDE).bring(wanted, workshop):
        path.replace(workshop / file.file)
    lock: dict[str, Any] = json.loads((workshop / "pyodide-lock.json").read_text())
    return lock


def _core(workshop: Path) -> list[dict[str, Any]]:
    places = ["distribution", f"pypi:{BUNDLE.name}", f"npm:{PYODIDE.name}"]
    return [
        {"file": name, "sha256": [sha256_of(workshop / name)], "size": (workshop / name).stat().st_size,
         "licence": "PSF-2.0" if name.endswith(".zip") else "MPL-2.0", "places": places}
        for name in CORE
    ]  # fmt: skip


def _wheels(official: dict[str, Any], workshop: Path) -> list[dict[str, Any]]:
    names = _closure(official)
    bundled = dict(_bundled([official[name]["file_name"] for name in names], workshop))
    files = []
    for name in names:
        entry = official[name]
        digest, place = entry["sha256"], f"pypi:{BUNDLE.name}"
        path = bundled.get(entry["file_name"])
        if path is None or sha256_of(path) != digest:
            place = f"pypi:{name}"
            path = _pure(name, entry["version"], workshop)
        depends = [_normal(d) for d in entry["depends"] if _normal(d) not in LEFT_OUT]
        files.append(
            _entry(path, name, entry["version"], entry["imports"], depends, ["distribution", place], digest)
        )
    for name, (version, depends) in BESIDES.items():
        path = _pure(name, version, workshop)
        files.append(_entry(path, name, version, [name], depends, [f"pypi:{name}"]))
    return files


def _closure(official: dict[str, Any]) -> list[str]:
    found: set[str] = set()
    waiting = list(WANTED)
    while waiting:
        name = _normal(waiting.pop())
        if name not in found | LEFT_OUT:
            found.add(name)
            waiting += official[name]["depends"]
    return sorted(found)


def _bundled(names: list[str], workshop: Path) -> list[tuple[str, Path]]:
    brought = PythonBundle(BUNDLE).bring([_bare(name) for name in names], workshop)
    return [(file.file, path) for file, path in brought]


def _pure(name: str, version: str, workshop: Path) -> Path:
    folder = workshop / name
    folder.mkdir()
    return pip_download([Carrier(name, version)], folder, python="3.14")[0]


def _kernel() -> list[dict[str, Any]]:
    files = []
    for name, depends in KERNEL.items():
        path = next((kernel_extension() / "static/pypi").glob(f"{name.replace('-', '_')}-*.whl"))
        module, version = path.name.split("-")[:2]
        files.append(_entry(path, name, version, [module], depends, ["installed:jupyterlite-pyodide-kernel"]))
    return files


def _language_packs(workshop: Path) -> list[dict[str, Any]]:
    return [
        _entry(_pure(name, version, workshop), name, version, [], [], [f"pypi:{name}"])
        for name, version in LANGUAGE_PACKS.items()
    ]


def r_files(workshop: Path) -> list[dict[str, Any]]:
    """R, and what makes it a kernel of JupyterLab."""
    shop = workshop / "r"
    shop.mkdir()
    list(NodeRegistry(R).bring([], shop))
    package = shop / "node_modules" / R.name
    places = ["webr-distribution", f"npm:{R.name}"]
    files = []
    for path in sorted([package / "LICENSE.md", *(package / "dist").rglob("*")]):
        name = f"{R.name}/{path.relative_to(package).as_posix()}"
        if path.is_file() and not R_LEFT_OUT.search(name):
            licence = "OFL-1.1" if name.endswith(".ttf") else "GPL-3.0"
            files.append({"file": name, "sha256": [sha256_of(path)], "size": path.stat().st_size,
                          "licence": licence, "places": places})  # fmt: skip
    kernel = _pure(R_KERNEL, R_KERNEL_VERSION, workshop)
    return [*files, _entry(kernel, R_KERNEL, R_KERNEL_VERSION, [], [], [f"pypi:{R_KERNEL}"])]


def _entry(
    path: Path,
    name: str,
    version: str,
    imports: list[str],
    depends: list[str],
    places: list[str],
    official: str = "",
) -> dict[str, Any]:
    digests = list(dict.fromkeys(d for d in (sha256_of(path), official) if d))
    return {
        "file": path.name, "package": name, "version": version, "sha256": digests, "size": path.stat().st_size,
        "licence": _licence(path), "places": places, "imports": imports, "depends": depends,
    }  # fmt: skip


def _licence(wheel: Path) -> str:
    """What the wheel says about itself, shortened to one line."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        data = email.parser.BytesParser().parsebytes(archive.read(name))
    classifiers = [c for c in data.get_all("Classifier", []) if c.startswith("License ::")]
    said = (
        data["License-Expression"]
        or (classifiers and classifiers[0].rsplit(" :: ")[-1])
        or data["License"]
        or ""
    )
    return said.strip().splitlines()[0][:60] if said.strip() else "see the wheel"


def _bare(name: str) -> RuntimeFile:
    return RuntimeFile(name, (), 0, "", ())


def _normal(name: str) -> str:
    return name.lower().replace("_", "-")
