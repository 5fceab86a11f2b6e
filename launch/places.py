"""Where the program's files lie: beside its packages in a checkout, inside ``school/files`` where it was installed as a package."""

import os
from pathlib import Path

from launch.messages import Trouble


def is_a_checkout(root: Path) -> bool:
    """Whether this is the repository, with its locks and its tools, and not what was installed from it."""
    return not (root / "school" / "files").is_dir()


def files(root: Path) -> Path:
    """The folder that holds templates, static files and translations."""
    return root if is_a_checkout(root) else root / "school" / "files"


def packages(root: Path) -> list[Path]:
    """What tells that a package has changed: the lock, or what pip has written down of each package beside ours."""
    if is_a_checkout(root):
        return [root / "requirements" / "base.lock"]
    return sorted(root.glob("*.dist-info/METADATA"))


def data(root: Path) -> Path:
    """The folder for everything that the school keeps; an installation has none of its own."""
    given = os.environ.get("SCHOOL_DATA")
    if not given and not is_a_checkout(root):
        raise Trouble(
            "SCHOOL_DATA must name a folder: a school that was installed as a package has none of its own."
        )
    return Path(given or root / "var").resolve()
