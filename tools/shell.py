"""``make shell``: a Python shell in the demonstration school, with all models at hand."""

import subprocess
import sys
from pathlib import Path

from launch import prepare
from launch.messages import Trouble


def run(root: Path, data: Path) -> int:
    """Open Django's shell on the data of ``make dev`` and ``make run``."""
    env = prepare.environment(root, data.resolve(), 8000)
    # As `make dev` has it: a page that is asked for here takes its styles from the checkout, collected or not.
    env.setdefault("SCHOOL_DEBUG", "1")
    if not env.get("DATABASE_URL") and not (data / "school.sqlite3").exists():
        raise Trouble(f"There is no school in {data} yet: make dev makes one (or name its folder: DATA=…).")
    prepare.catalogues(root)
    return subprocess.run([sys.executable, "manage.py", "shell"], cwd=root, env=env, check=False).returncode
