"""What is started for a notebook: Deno with nothing allowed but reading the runtime, bound by the system."""

import functools
import hashlib
import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..deno import deno
from ..packages import USUAL
from .limits import Limits

HERE = Path(__file__).parent
INSIDE = HERE / "inside"
PACKAGES = ",".join(USUAL)
DENIED = ("net", "write", "env", "run", "ffi", "sys", "import")
# Of the processor, beyond what the notebook may use, until the system itself ends the process.
SPARE_SECONDS = 120
MAPPED_MB = 1000  # what the engine maps beyond what it fills, so that the system's own limit comes after ours
READ = (
    *(INSIDE / name for name in ("lines.mjs", "printed.mjs", "start_python.mjs", "rehearsal.py")),
    HERE.parent / "browser/started.mjs",
)
# What runs in the sandbox, and when its engine optimises. Python: hardly ever, which takes half of the time for starting, and
# what a notebook computes for more than a second is optimised as before. R: never, for it has functions so large that optimising
# one takes longer than a notebook.
SELDOM: dict[str, Any] = {"wasm-tiering-budget": 2_000_000_000}
PROGRAMS: dict[str, tuple[Path, Path, dict[str, Any]]] = {
    "python": (INSIDE / "run_python.mjs", INSIDE / "cells.py", SELDOM),
    "snapshot": (INSIDE / "snapshot.mjs", INSIDE / "cells.py", SELDOM),
    "r": (INSIDE / "run_r.mjs", INSIDE / "cells.R", {"liftoff-only": ""}),
}


def command(program: str, runtime: Path, limits: Limits) -> list[str]:
    """One of the `PROGRAMS`, to be run with `environment`."""
    script, inside, compiler = PROGRAMS[program]
    engine = {
        "single-threaded": "",
        **compiler,
        "max-old-space-size": limits.heap_mb,
        "wasm-max-mem-pages": limits.wasm_pages,
    }
    flags = ",".join(f"--{name}={value}" if value else f"--{name}" for name, value in engine.items())
    given = [str(limits.wasm_pages) if program == "r" else PACKAGES, str(limits.printed_bytes)]
    readable = [runtime, script, inside, *READ]
    if program == "python" and (snapshot := snapshot_of(runtime)).exists():
        given.append(str(snapshot))
        readable.append(snapshot)
    started = [deno(), "run", "--quiet", "--no-prompt", "--no-code-cache"]
    started += [f"--no-{what}" for what in ("remote", "npm", "config", "lock")]
    started += [f"--deny-{what}" for what in DENIED]
    started += [f"--allow-read={','.join(map(str, readable))}", f"--v8-flags={flags}"]
    memory = (limits.memory_mb + MAPPED_MB) * 1_000_000
    bound = [str(HERE / "hold_back.py"), str(os.getpid()), str(memory), str(SPARE_SECONDS)]
    return [sys.executable, "-I", "-S", *bound, *started, str(script), str(runtime), str(inside), *given]


def environment(folder: str) -> dict[str, str]:
    """Nothing of ours, and `folder` for what Deno compiles. Always the same: a snapshot lies where these words leave room."""
    return {"DENO_DIR": folder, "NO_COLOR": "1", "DENO_NO_UPDATE_CHECK": "1"}


@functools.cache
def snapshot_of(runtime: Path) -> Path:
    """Where the memory of a started Python is kept, if it is (`notebooks/grader/snapshot.py`): beside the laboratory, in no address."""
    digest = hashlib.sha256(f"{runtime.name} {version('deno')} {PACKAGES}".encode())
    for path in (*READ, INSIDE / "snapshot.mjs", INSIDE / "cells.py", HERE / "command.py"):
        digest.update(path.read_bytes())
    return runtime.parents[2] / "started" / f"{digest.hexdigest()[:32]}.bin"
