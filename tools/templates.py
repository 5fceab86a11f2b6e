"""``python -m tools.templates``: no line of a template is longer than a person reads at a glance."""

import sys
from pathlib import Path

from launch.messages import say

#: About 120 is what we write; a template's tag cannot be broken, and some need more.
LONGEST = 160


def too_long(root: Path) -> list[str]:
    """The lines that are longer, each as file, number and length."""
    return [
        f"{path.relative_to(root)}:{number}: {len(line)} characters"
        for path in sorted((root / "templates").rglob("*.html"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST
    ]


if __name__ == "__main__":
    found = too_long(Path(__file__).resolve().parent.parent)
    for line in found:
        say(line)
    sys.exit(1 if found else 0)
