"""The runtime as readers get it: stripped, compiled, with a lock that names the new hashes.

Every result is kept under the hash of what it was made from, so that a change of one wheel costs a second and not twenty.
"""

import hashlib
import json
import os
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from ..cache import Store
from ..cache.store import sha256_of
from ..deno import deno
from ..errors import BuildError
from ..manifest import Manifest, RuntimeFile
from ..progress import say

RULES = Path(__file__).parent / "inside"
ENGINE = "pyodide.asm.mjs"
AS_THEY_ARE = ("pyodide.mjs", "pyodide.asm.wasm")
# With each extension of a package the engine looks through the symbols of all that were loaded before; none of them is
# open any more, so the new ones are enough. Sixty extensions then take half of the time.
LOOKED_THROUGH = (
    "var reportUndefinedSymbols=()=>{for(var[symName,entry]of Object.entries(GOT)){",
    "var settled=0;var reportUndefinedSymbols=()=>{var names=Object.keys(GOT);var first=settled;settled=names.length;"
    "for(var symName of names.slice(first)){var entry=GOT[symName];",
)
STDLIB = "python_stdlib.zip"
STEP = "stripped"


def strip(manifest: Manifest, runtime: Path, store: Store, out: Path) -> None:
    """Fill `out` with the stripped runtime and its `pyodide-lock.json`."""
    keys = _keys([f for f in manifest.files if f.file == STDLIB or f in manifest.wheels()], runtime)
    kept = {file: store.recall(STEP, key) for file, key in keys.items()}
    todo = [file for file, path in kept.items() if path is None]
    if todo:
        say(f"Stripping and compiling {len(todo)} Python packages for the browser …")
        with store.draft() as folder:
            _run_all(manifest, runtime, todo, folder)
            kept |= {file: store.keep(STEP, keys[file], folder / file.file) for file in todo}
    out.mkdir(parents=True)
    for file, path in kept.items():
        assert path is not None
        store.lay(path, out / file.file)
    for name in AS_THEY_ARE:
        store.lay(runtime / name, out / name)
    engine = (runtime / ENGINE).read_text(encoding="utf-8")
    (out / ENGINE).write_text(_changed(engine, *LOOKED_THROUGH), encoding="utf-8")
    lock = {"info": manifest.lock_info, "packages": {f.package: _entry(f, out) for f in manifest.wheels()}}
    (out / "pyodide-lock.json").write_text(json.dumps(lock, separators=(",", ":")))


def _changed(code: str, old: str, new: str) -> str:
    if code.count(old) != 1:
        raise BuildError(f"Pyodide's engine is not what notebooks/build/stripping.py expects: {old}")
    return code.replace(old, new)


def _entry(file: RuntimeFile, out: Path) -> dict[str, Any]:
    return {
        "name": file.package,
        "version": file.version,
        "file_name": file.file,
        "install_dir": "site",
        "sha256": sha256_of(out / file.file),
        "package_type": "package",
        "imports": list(file.imports),
        "depends": list(file.depends),
        "unvendored_tests": False,
    }


def _keys(files: list[RuntimeFile], runtime: Path) -> dict[RuntimeFile, str]:
    """Each depends on the file, on the rules and on the interpreter that compiles."""
    same = "".join(map(sha256_of, (RULES / "strip.py", RULES / "strip.mjs", runtime / "pyodide.asm.wasm")))
    return {
        file: hashlib.sha256((sha256_of(runtime / file.file) + same).encode()).hexdigest() for file in files
    }


def _run_all(manifest: Manifest, runtime: Path, todo: list[RuntimeFile], out: Path) -> None:
    shares: list[list[RuntimeFile]] = [[] for _ in range(min(2, os.cpu_count() or 1))]
    for file in sorted(todo, key=lambda f: -f.size):
        min(shares, key=lambda share: sum(f.size for f in share)).append(file)
    with ThreadPoolExecutor(len(shares)) as pool:
        list(pool.map(lambda share: _run(manifest, runtime, share, out), shares))


def _run(manifest: Manifest, runtime: Path, files: list[RuntimeFile], out: Path) -> None:
    if not files:
        return
    job = {"info": manifest.lock_info, "jobs": [[f.package or "python_stdlib", f.file] for f in files]}
    command = [deno(), "run", "--no-prompt", "--no-remote", "--no-npm", "--no-config", "--no-lock"]
    command += [f"--allow-read={runtime},{RULES}", f"--allow-write={out}", str(RULES / "strip.mjs")]
    command += [str(runtime), str(RULES / "strip.py"), str(out)]
    with tempfile.TemporaryDirectory(prefix="deno-") as folder:
        environment = {"DENO_DIR": folder, "NO_COLOR": "1", "DENO_NO_UPDATE_CHECK": "1"}
        done = subprocess.run(command, input=json.dumps(job).encode(), env=environment, capture_output=True)  # noqa: PLW1510
    if done.returncode:
        raise BuildError(
            "The Python packages for the browser could not be compiled. Deno said: "
            + done.stderr.decode(errors="replace").strip()[-800:]
        )
