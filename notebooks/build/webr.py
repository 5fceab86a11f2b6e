"""R as readers and the grader get it: webR's files in one folder, with a list of files that names no others."""

import hashlib
import re
import zipfile
from pathlib import Path
from typing import Any

from ..cache import Store
from ..errors import BuildError
from ..manifest import WEBR, Manifest
from .compress import wire_size

R = "r"
DIST = f"{WEBR}/dist/"
LISTER = "R.js"
KERNEL, PLUGIN = "@r-wasm/jupyterlite-webr-kernel", "@r-wasm/webr-kernel-extension:kernel"
EXTENSIONS = "share/jupyter/labextensions/"
# What R takes to start, in the order in which it is fetched.
CORE = ("webr-worker.js", "R.js", "R.wasm", "libRblas.so", "libRlapack.so")
# In the kernel's own script: R stops where it touches JupyterLite's drive, so it works in a folder of its own; and an error is
# one for JupyterLab too, so that running all cells stops there.
CHANGED = (
    (
        re.compile(r"options\(webr\.drivefs\.browsingContextId = .*?setwd\(\"/drive\"\)", re.DOTALL),
        'dir.create("/home/web_user/work")\n      setwd("/home/web_user/work")',
    ),
    (
        re.compile(r"this\.stream\(\{ name: 'stderr', text: 'Error: ' \+ evalue \+ '\\n' \}\);"),
        "this.publishExecuteError({ ename: 'Error', evalue, traceback: [evalue] });",
    ),
)
# One line for each file that R finds in its folders: loadFile('/folder','name','vfs/…'); loadImage(…);
LISTED = re.compile(r"^load(?:File|Image)\('[^']*','[^']*','([^']+)'.*\);\n", re.MULTILINE)


def lay_out(manifest: Manifest, runtime: Path, store: Store, site: Path) -> str:
    """Fill a folder of the site with R; its name, which changes with what is in it, so that browsers may keep it for ever."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for file in manifest.r_files():
        digest.update(f"{file.file} {' '.join(file.sha256)}\n".encode())
    name = f"{R}/{digest.hexdigest()[:12]}"
    for file in manifest.r_files():
        target = site / name / file.file.removeprefix(DIST).removeprefix(f"{WEBR}/")
        store.lay(runtime / file.file, target)
    lister = site / name / LISTER
    code = _without_absent(lister.read_text(encoding="utf-8"), site / name)
    lister.unlink()  # it is the store's
    lister.write_text(code, encoding="utf-8")
    return name


def _without_absent(code: str, folder: Path) -> str:
    """The lines of files that are not carried are left out: what R looks for there is then not there, and no request fails."""

    def kept(line: re.Match[str]) -> str:
        return line[0] if (folder / line[1]).is_file() else ""

    kept_code, count = LISTED.subn(kept, code)
    if not count:
        raise BuildError("webR lists its files in another way than notebooks/build/webr.py expects.")
    return kept_code


def add_kernel(manifest: Manifest, runtime: Path, folder: Path) -> str:
    """Lay out the kernel for JupyterLite's build; where. Its script is renamed with its content: browsers keep it."""
    with zipfile.ZipFile(runtime / manifest.r_kernel().file) as wheel:
        files = {
            name.partition(EXTENSIONS)[2]: wheel.read(name)
            for name in wheel.namelist()
            if EXTENSIONS in name and not name.endswith(".map")
        }
    (script,) = (name for name in files if "/lib_index_js." in name)
    (entry,) = (name for name in files if "/remoteEntry." in name)
    changed = files.pop(script).decode()
    for old, new in CHANGED:
        changed, count = old.subn(new.replace("\\", r"\\"), changed)
        if count != 1:
            raise BuildError(
                f"The kernel of R is not what notebooks/build/webr.py expects: {old.pattern[:40]}"
            )
    begun, ended = _hash_in(script), hashlib.sha256(changed.encode()).hexdigest()[:20]
    files[script.replace(begun, ended)] = changed.encode()
    entered = files.pop(entry).replace(begun.encode(), ended.encode())
    renamed = entry.replace(_hash_in(entry), hashlib.sha256(entered).hexdigest()[:20])
    files[renamed] = entered
    package = f"{KERNEL}/package.json"
    files[package] = files[package].replace(_hash_in(entry).encode(), _hash_in(renamed).encode())
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return str(folder / KERNEL)


def _hash_in(name: str) -> str:
    return name.rsplit(".", 2)[-2]


def settings(name: str) -> dict[str, Any]:
    """What the kernel is told. Packages of R cannot be had: their place is one that is not there."""
    return {"baseUrl": f"/{name}/", "repoUrl": f"/{name}/none/"}


def needed(site: Path, name: str) -> list[list[Any]]:
    """What every opening of a notebook in R asks for, with its sizes: as it is, and on the wire."""
    paths = [site / name / file for file in CORE]
    return [[f"/{name}/{path.name}", path.stat().st_size, wire_size(path)] for path in paths]
