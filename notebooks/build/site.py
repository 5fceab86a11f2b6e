"""The static site of the laboratory: JupyterLite's build with our page, our bridge and the reader's languages."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

from ..cache.store import sha256_of
from ..errors import BuildError
from ..manifest import Manifest
from ..packages import OFFERED, ON_DEMAND, USUAL
from . import webr
from .compress import wire_size

NOTEBOOKS = Path(__file__).parent.parent
OWN = NOTEBOOKS / "browser"
INSIDE = NOTEBOOKS / "grader" / "inside"
# What the page loads of ours; check() sends values in the very form in which the grader takes them out.
PARTS = {
    **{
        name: OWN / name
        for name in ("start.js", "bridge.js", "r.js", "lab.css", "check.py", "check.R", "shelf.js")
    },
    "plain.py": INSIDE / "cells.py",
    "plain.R": INSIDE / "cells.R",
}
# What lies beside Pyodide, by the names there; the kernel takes the first for Pyodide's own.
HOOK = {"kernel.mjs": OWN / "python.mjs", **{name: OWN / name for name in ("kept.mjs", "started.mjs")}}
# What start.js knows JupyterLab's kernel by.
WORKER = "extensions/@jupyterlite/pyodide-kernel-extension/static/comlink.worker.*.js"
PAGE, SHELF = "notebooks/index.html", "shelf/index.html"
PYTHON = "python"
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"

BUILD: dict[str, Any] = {
    "contents": [],
    "apps": ["notebooks"],
    "no_sourcemaps": True,
    "no_unused_shared_packages": True,
    "no_libarchive": True,
    "cache_dir": "../lite-cache",
}
CONFIG: dict[str, Any] = {
    "appName": "Notebook",
    "exposeAppInBrowser": True,
    "enableMemoryStorage": True,
    "terminalsAvailable": False,
    "settingsStorageDrivers": ["memoryStorageDriver"],
    "contentsStorageDrivers": ["memoryStorageDriver"],
    "workspacesStorageDrivers": ["memoryStorageDriver"],
    "disabledExtensions": ["@jupyterlab/extensionmanager-extension"],
}
# Nearly no word of JupyterLab's own is left on the screen: the school's page has the buttons, in the reader's language.
HIDDEN_TOOLS = [
    *(
        "save",
        "restart",
        "restart-and-run",
        "interrupt",
        "cellType",
        "kernelName",
        "executionProgress",
        "kernelStatus",
    ),
    *("kernelLogo", "spacer", "debugger-icon", "interfaceSwitcher", "scratchpad-console"),
]
OVERRIDES: dict[str, Any] = {
    "@jupyter-notebook/application-extension:top": {"visible": "no"},
    "@jupyterlab/notebook-extension:panel": {
        "toolbar": [{"name": n, "disabled": True} for n in HIDDEN_TOOLS]
    },
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none", "recordTiming": False},
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
    "@jupyterlab/completer-extension:manager": {"autoCompletion": False},
}
# Who fills in the settings: start.js.
VALIDATOR = re.compile(r"this\.validator=(\w+)\.validator\|\|new (\w+)")
LEFT_OUT = [
    *(
        "index.html",
        "package.json",
        "jupyter-lite.ipynb",
        "jupyterlite.schema.v0.json",
        "overrides.json",
        "doc",
    ),
    *("bootstrap.js", "config-utils.js", "manifest.webmanifest", "icon-120x120.png", "icon-512x512.png"),
    *("rspack.config.js", "rspack.config.analyze.js", "rspack.config.watch.js", "notebooks/package.json"),
]


def build_site(manifest: Manifest, runtime: Path, workshop: Path, out: Path) -> None:
    """JupyterLite's own part, and the translations."""
    lite = workshop / "lite"
    lite.mkdir()
    extensions = [webr.add_kernel(manifest, runtime, workshop / "kernels")]
    build = {"LiteBuildConfig": {**BUILD, "federated_extensions": extensions}}
    (lite / "jupyter_lite_config.json").write_text(json.dumps(build))
    (lite / "jupyter-lite.json").write_text(
        json.dumps({"jupyter-lite-schema-version": 0, "jupyter-config-data": CONFIG})
    )
    command = [sys.executable, "-W", "ignore", "-m", "jupyterlite_core", "build", "--lite-dir", str(lite)]
    command += ["--output-dir", str(out)]
    # Extensions are looked for beside this very interpreter and nowhere else on the machine.
    environment = {
        **os.environ,
        "JUPYTER_PATH": "",
        "JUPYTER_CONFIG_DIR": str(workshop / "none"),
        "HOME": str(workshop),
    }
    environment["JUPYTERLITE_NO_JUPYTER_CONFIG"] = "1"
    done = subprocess.run(command, cwd=lite, env=environment, capture_output=True)  # noqa: PLW1510
    if done.returncode or not (out / PAGE).is_file():
        told = (done.stdout + done.stderr).decode(errors="replace").strip()
        raise BuildError(f"JupyterLite could not be built. It said: {told[-800:]}")
    _translate(manifest, runtime, out)


def add_own(manifest: Manifest, out: Path, r: str) -> None:
    """Our page and scripts; after the first compression, because the progress shown needs the sizes on the wire."""
    if len(list(out.glob(WORKER))) != 1:
        raise BuildError(
            f"JupyterLite's kernel has another script than notebooks/browser/start.js expects ({WORKER})."
        )
    config = _config(out)
    python = _only(out / PYTHON)
    sizes = {
        p.name: [p.stat().st_size, wire_size(p)]
        for p in sorted(python.iterdir())
        if p.suffix not in (".br", ".gz")
    }
    packages = {f.package: [f.file, list(f.depends)] for f in manifest.wheels()}
    filled = {"sizes": sizes, "packages": packages, "usual": USUAL, "later": ON_DEMAND}
    for name, path in HOOK.items():
        hook = path.read_text(encoding="utf-8")
        for key, value in filled.items():
            hook = hook.replace("{{ " + key + " }}", json.dumps(value))
        (python / name).write_text(hook, encoding="utf-8")

    digest = hashlib.sha256(b"".join(path.read_bytes() for path in PARTS.values())).hexdigest()[:12]
    own = out / "own" / digest
    own.mkdir(parents=True)
    for name, path in PARTS.items():
        shutil.copyfile(path, own / name)
    bundle, shell = _hashed(out / "build/notebooks/bundle.js"), _hashed(_shell(out))
    schemas = out / "build/schemas"
    schemas = schemas.rename(schemas.with_name(f"schemas.{sha256_of(schemas / 'all.json')[:12]}"))
    config["settingsUrl"] = f"/build/{schemas.name}"

    options: dict[str, Any] = {"lockFileURL": f"/{PYTHON}/{python.name}/pyodide-lock.json"}
    # "jedi" is not carried; named here, the kernel does not go to look for it (python.mjs drops the name).
    options["packages"] = [*manifest.boot, "jedi"]
    kernel = config.setdefault("litePluginSettings", {}).setdefault(KERNEL, {})
    kernel.update(
        pyodideUrl=f"/{PYTHON}/{python.name}/kernel.mjs", disablePyPIFallback=True, loadPyodideOptions=options
    )
    config["litePluginSettings"][webr.PLUGIN] = webr.settings(r)
    config["schoolR"] = {"extension": webr.KERNEL, "files": webr.needed(out, r)}
    places = {
        "own": f"/own/{digest}",
        "bundle": f"/build/notebooks/{bundle.name}",
        "shell": f"/build/{shell.name}",
        "lite_version": config["appVersion"],
        # In a script element the only dangerous sequence is "</".
        "config": json.dumps(config, sort_keys=True).replace("</", "<\\/"),
    }
    for source, target in ((OWN / "index.html", out / PAGE), (OWN / "shelf.html", out / SHELF)):
        page = source.read_text(encoding="utf-8")
        for name, place in places.items():
            page = page.replace("{{ " + name + " }}", place)
        target.parent.mkdir(exist_ok=True)
        target.write_text(page, encoding="utf-8")
    shutil.copyfile(OWN / "worker.js", out / "service-worker.js")
    for name in LEFT_OUT:
        path = out / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _shell(out: Path) -> Path:
    """The chunks that every opening of a notebook asks for, in one file: 85 requests less, and better compressed.

    A chunk only puts its modules on a list that JupyterLab's runtime reads when it starts; what is not in the file is
    asked for as before. The list was taken from the requests of a first visit with a chart.
    """
    names = json.loads((OWN / "shell.json").read_text())
    try:
        parts = [(out / "build" / name).read_text(encoding="utf-8") for name in names]
    except FileNotFoundError as error:
        raise BuildError(
            f"JupyterLite has other files than notebooks/browser/shell.json lists ({error.filename}): "
            "docs/reference/notebooks.md says how the list is taken anew."
        ) from error
    path = out / "build/shell.js"
    for name in names:
        (out / "build" / name).unlink()
    # Each chunk keeps its own "use strict", or none.
    joined = "".join(f"(function () {{\n{part}\n}}).call(self);\n" for part in parts)
    joined, count = VALIDATOR.subn(r"this.validator=\1.validator||window.schoolSettings(()=>new \2)", joined)
    if count != 1:
        raise BuildError(
            "JupyterLab checks its settings in another way than notebooks/build/site.py expects."
        )
    path.write_text(joined, encoding="utf-8")
    return path


def _hashed(path: Path) -> Path:
    return path.rename(path.with_name(f"{path.stem}.{sha256_of(path)[:12]}{path.suffix}"))


def _config(out: Path) -> dict[str, Any]:
    """What JupyterLite's page would gather by eight requests, gathered now."""
    config: dict[str, Any] = {}
    for name in ("jupyter-lite.json", "notebooks/jupyter-lite.json"):
        path = out / name
        data = json.loads(path.read_text())["jupyter-config-data"]
        for key, value in data.items():
            config[key] = config.get(key, []) + value if key == "disabledExtensions" else value
        path.unlink()
    config.update(
        baseUrl="/",
        appUrl="/notebooks",
        fullStaticUrl="/build",
        fullLabextensionsUrl="/extensions",
        themesUrl="/build/themes",
        licensesUrl="/api/licenses",
        faviconUrl="data:,",
        settingsOverrides={**config.get("settingsOverrides", {}), **OVERRIDES},
        schoolLanguages=sorted(p.stem for p in (out / "api/translations").glob("??_??.json")),
        schoolPackages=list(OFFERED),
    )
    kernel = config.get("litePluginSettings", {}).get(KERNEL, {})
    kernel["pipliteUrls"] = [url.replace("./", "/", 1) for url in kernel.get("pipliteUrls", [])]
    return config


def _translate(manifest: Manifest, runtime: Path, out: Path) -> None:
    """JupyterLab's language packs, as the server that we do not run would give them out."""
    folder = out / "api/translations"
    names = {"en": {"displayName": "English", "nativeName": "English"}}
    for pack in manifest.language_packs():
        with zipfile.ZipFile(runtime / pack.file) as wheel:
            catalogues = {}
            for name in wheel.namelist():
                parts = name.split("/")
                if name.endswith(".json") and parts[-1] in ("jupyterlab.json", "notebook.json"):
                    catalogues[parts[-1].removesuffix(".json")] = json.loads(wheel.read(name))
                    tag = parts[2]
        (folder / f"{tag}.json").write_text(
            json.dumps({"data": catalogues, "message": ""}, ensure_ascii=False, separators=(",", ":")),
            encoding="utf-8",
        )
        names[tag] = {"displayName": tag, "nativeName": tag}
    (folder / "all.json").write_text(json.dumps({"data": names, "message": ""}), encoding="utf-8")


def _only(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path
