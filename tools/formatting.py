"""``make fmt``: puts Python and the scripts into their form."""

import subprocess
import sys
from pathlib import Path

from notebooks.deno import deno

TOOLS = Path(sys.executable).parent


def run(root: Path) -> int:
    """Run every formatter; returns 1 where something is left that only a person can mend."""
    commands: list[list[str | Path]] = [
        [TOOLS / "ruff", "check", "--fix", "."],
        [TOOLS / "ruff", "format", "."],
        [deno(), "fmt", "--quiet"],
    ]
    done = [subprocess.run(command, cwd=root, check=False).returncode for command in commands]
    return 1 if any(done) else 0
