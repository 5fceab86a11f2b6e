"""The files that belong to the project, for tests that read all of them."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MADE = {".git", ".venv", ".cache", "var", "node_modules", "__pycache__"}


def files(*suffixes: str) -> list[Path]:
    """The tracked files, of these kinds where any are named; outside a git checkout, all that nothing made."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if path.is_file() and not MADE & set(path.parts)]
    return [path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes)]
