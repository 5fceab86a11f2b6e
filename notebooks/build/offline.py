"""The list of all that an exercise may touch, with its sizes: what is fetched ahead, and what is kept for offline."""

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..manifest import Manifest
from ..packages import OFFERED, RARE
from . import site, webr
from .compress import wire_size

LIST = "files.json"
#: Never asked for by a page: other forms of fonts, lists of licences, settings that stand together in all.json, and packages that lie
#: in the runtime's own folder too.
NEVER = re.compile(
    r"\.(br|map|eot|ico|md)$|(?<!\.data)\.gz$|third-party-licenses\.json$|^build/fa-.*\.(svg|ttf)$|^build/schemas\.[^/]+/@|/pypi/.*\.whl$"
    r"|/schema/|/(package|install)\.json$|\.ipynb$|^\.|^build/service-worker\.js$|^service-worker\.js$|^r/.*/help\.[^/]+$"
)
PAGES = {"notebooks/index.html": "notebooks/", "shelf/index.html": "shelf/"}
#: What every opening of a notebook asks for, beside Python.
SHELL = re.compile(r"^(own/|build/(shell\.|notebooks/bundle\.|schemas\.[^/]+/all\.json)|extensions/.*\.js$)")
CORE = (
    *site.HOOK,
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)


def write_list(manifest: Manifest, out: Path, python: str, r: str) -> None:
    """Write ``files.json``; ``python`` and ``r`` are the folders of the runtimes.

    R has a list of its own, without its help, and so have the packages that few notebooks import.
    """
    lists: dict[str, list[list[Any]]] = {"files": [], "r": [], "rare": []}
    rare = tuple(f"{python}/{wheel.file}" for wheel in manifest.wheels() if wheel.package in RARE)
    digest = hashlib.sha256()
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if not path.is_file() or NEVER.search(name):
            continue
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
        is_r = name.startswith((f"{r}/", f"extensions/{webr.KERNEL}/"))
        part = "r" if is_r else "rare" if name in rare else "files"
        lists[part].append([f"/{PAGES.get(name, name)}", path.stat().st_size, wire_size(path)])
    ahead = {**_ahead(manifest, lists["files"], python), "r": [path for path, *_sizes in webr.needed(out, r)]}
    content = {"version": digest.hexdigest()[:12], "ahead": ahead, **lists}
    (out / LIST).write_text(json.dumps(content, separators=(",", ":")))


def _ahead(manifest: Manifest, files: list[list[Any]], python: str) -> dict[str, list[str]]:
    """What to fetch while somebody reads: for every notebook, and for each package that notebooks import."""
    wheels = {wheel.package: wheel for wheel in manifest.wheels()}

    def needed(names: Iterable[str]) -> set[str]:
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name in wheels and name not in found:
                found.add(name)
                waiting += wheels[name].depends
        return found

    boot = needed(manifest.boot)
    core = [path for path, *_sizes in files if SHELL.search(path[1:])]
    core += [f"/{python}/{name}" for name in (*CORE, *sorted(wheels[name].file for name in boot))]
    more = {
        name: [f"/{python}/{wheels[part].file}" for part in sorted(needed([name]) - boot)] for name in OFFERED
    }
    return {"core": core, **more}
