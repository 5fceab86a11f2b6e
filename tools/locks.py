"""``make lock``: makes ``requirements/*.lock`` from ``pyproject.toml``. What is locked keeps its version where it may."""

import subprocess
import sys
from pathlib import Path

from launch.messages import Trouble, say

#: Lock → the groups of dependencies that it holds beside the program's own.
LOCKS: dict[str, tuple[str, ...]] = {"base": (), "dev": ("dev",)}
#: For every Python and platform that we support, with hashes, and without a word about where packages come from.
FORM = ("--universal", "--python-version=3.11", "--generate-hashes", "--no-emit-index-url", "--no-header")


def run(root: Path, upgrade: str) -> int:
    """Make both locks; ``upgrade`` names the packages that may get a newer version, or is ``all``."""
    newer = ["--upgrade"] if upgrade == "all" else [f"--upgrade-package={name}" for name in upgrade.split()]
    for lock, groups in LOCKS.items():
        say(f"Making requirements/{lock}.lock …")
        command = [str(Path(sys.executable).parent / "uv"), "pip", "compile", "--quiet", *FORM, *newer]
        command += [f"--group={group}" for group in groups]
        command += ["pyproject.toml", "--output-file", f"requirements/{lock}.lock"]
        if subprocess.run(command, cwd=root, check=False).returncode:
            raise Trouble(
                f"requirements/{lock}.lock could not be made; what uv said stands above.\n"
                "It asks the package index: check the network, and what pyproject.toml asks for."
            )
    say("Look at what has changed (git diff requirements), then run: make check")
    return 0
