"""``make check``: style, types, architecture, scripts, migrations, translations."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from launch.messages import say
from notebooks.deno import deno

TOOLS = Path(sys.executable).parent


def run(root: Path) -> int:
    """Run every check, even after one has failed; returns 1 where any did."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "school.settings", "SCHOOL_DATA": tempfile.mkdtemp()}
    env |= {"DENO_NO_UPDATE_CHECK": "1", "DENO_DIR": tempfile.mkdtemp()}
    manage = [sys.executable, "manage.py"]
    checks: list[tuple[str, list]] = [
        ("ruff: style", [TOOLS / "ruff", "check", "."]),
        ("ruff: format", [TOOLS / "ruff", "format", "--check", "."]),
        ("djlint: templates", [TOOLS / "djlint", "templates", "--lint", "--quiet"]),
        ("templates: short lines", [sys.executable, "-m", "tools.templates"]),
        (
            "mypy: types",
            [
                TOOLS / "mypy",
                "accounts",
                "foundation",
                "assessments",
                "courses",
                "webinars",
                "network",
                "school",
                "demonstration",
                "launch",
                "tools",
                "notebooks",
            ],
        ),
        ("deno: style of the scripts", [deno(), "lint", "--quiet"]),
        ("deno: format of the scripts", [deno(), "fmt", "--check", "--quiet"]),
        (
            "deno: tests of the scripts",
            [deno(), "test", "--quiet", "--no-remote", "--no-npm", "--allow-read=static,notebooks"],
        ),
        ("import-linter: floors, roles and doors", [TOOLS / "lint-imports"]),
        ("django: system checks", [*manage, "check", "--fail-level", "WARNING"]),
        ("django: migrations", [*manage, "makemigrations", "--check", "--dry-run"]),
        ("catalogues: complete", [sys.executable, "-m", "tools.translations", "--check"]),
    ]
    failed = []
    for name, command in checks:
        say(f"— {name}")
        if subprocess.run([str(part) for part in command], cwd=root, env=env, check=False).returncode:
            failed.append(name)
    say(f"Not passed: {'; '.join(failed)}" if failed else "Every check passed.")
    return 1 if failed else 0
