"""A built laboratory, as the grader and the build know it: where its parts lie."""

import json
from pathlib import Path

from .errors import BuildError

PROJECT = Path(__file__).resolve().parent.parent
#: Where this clone finds its laboratory: a link to one in the cache, which every clone with the same files shares.
LABORATORY = PROJECT / ".cache" / "lab"
STAMP = ".built.json"
RUNTIMES = {"python": "runtime", "r": "r"}  # where the stamp names the folder of each


def runtime_folder(laboratory: Path, language: str = "python") -> Path:
    """Where the stripped runtime lies in a built laboratory (the grader runs it too)."""
    try:
        # Resolved: whoever holds it stays with the files that it has begun with.
        laboratory = laboratory.resolve()
        return laboratory / str(json.loads((laboratory / STAMP).read_text())[RUNTIMES[language]])
    except (OSError, ValueError, KeyError) as error:
        raise BuildError(
            f"There is no notebook laboratory in {laboratory}: run `python -m notebooks build`."
        ) from error
