"""The committed list of every file that the runtime is made of: name, size, sha256, licence, where it may come from."""

import functools
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PATH = Path(__file__).parent / "runtime" / "manifest.json"
WEBR, R_KERNEL = "webr", "jupyterlite-webr"


@dataclass(frozen=True)
class RuntimeFile:
    """One file. `sha256` may name more than one value: a pure wheel differs between its two publishers by its
    timestamps alone, and both were read by us."""

    file: str
    sha256: tuple[str, ...]
    size: int
    licence: str
    # "distribution", "webr-distribution", "pypi:NAME", "npm:NAME", "installed:NAME", in the order to be tried
    places: tuple[str, ...]
    package: str = ""
    version: str = ""
    imports: tuple[str, ...] = ()
    depends: tuple[str, ...] = ()

    def accepts(self, digest: str) -> bool:
        return digest in self.sha256


@dataclass(frozen=True)
class Carrier:
    """A package of a registry that holds files of ours."""

    name: str
    version: str
    size: int = 0  # of the download, for the progress bar
    folder: str = ""  # where our files lie in it; empty if the package itself is the file


@dataclass(frozen=True)
class Manifest:
    pyodide: str
    python: str
    distribution: str  # where Pyodide publishes the files one by one
    lock_info: dict[str, str]
    carriers: dict[str, Carrier]
    files: tuple[RuntimeFile, ...]
    boot: tuple[str, ...] = field(default=())  # packages that the kernel of the laboratory starts with
    webr: str = ""
    webr_distribution: str = ""  # where the files of webR's package can be had one by one

    def at(self, place: str) -> tuple[RuntimeFile, ...]:
        return tuple(f for f in self.files if place in f.places)

    def wheels(self) -> tuple[RuntimeFile, ...]:
        """The packages of Python in the browser."""
        others = ("jupyterlab-language-pack", R_KERNEL)
        return tuple(f for f in self.files if f.package and not f.package.startswith(others))

    def language_packs(self) -> tuple[RuntimeFile, ...]:
        return tuple(f for f in self.files if f.package.startswith("jupyterlab-language-pack"))

    def r_files(self) -> tuple[RuntimeFile, ...]:
        """R itself; their names begin with the name of their package."""
        return tuple(f for f in self.files if f.file.startswith(f"{WEBR}/"))

    def r_kernel(self) -> RuntimeFile:
        """What makes R a kernel of JupyterLab."""
        return next(f for f in self.files if f.package == R_KERNEL)


def parse(data: dict[str, Any]) -> Manifest:
    lists = ("sha256", "places", "imports", "depends")

    def entry(raw: dict[str, Any]) -> RuntimeFile:
        given: dict[str, Any] = {key: tuple(value) if key in lists else value for key, value in raw.items()}
        return RuntimeFile(**given)

    files = tuple(entry(raw) for raw in data["files"])
    carriers = {name: Carrier(name=name, **rest) for name, rest in data["carriers"].items()}
    return Manifest(
        pyodide=data["pyodide"],
        python=data["python"],
        distribution=data["distribution"],
        lock_info=data["lock_info"],
        carriers=carriers,
        files=files,
        boot=tuple(data["boot"]),
        webr=data["webr"],
        webr_distribution=data["webr_distribution"],
    )


@functools.cache
def load(path: Path = PATH) -> Manifest:
    return parse(json.loads(path.read_text(encoding="utf-8")))
