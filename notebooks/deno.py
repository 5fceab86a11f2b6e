"""Deno, the program in which JavaScript runs outside a browser: it comes as a wheel, so no Node is needed."""

import os
import shutil
import sys
from pathlib import Path

from .errors import BuildError


class NoDeno(BuildError):
    """Deno is not installed."""


def deno() -> str:
    """Its program: the wheel puts it beside the interpreter; else from the path."""
    beside = Path(sys.prefix) / ("Scripts/deno.exe" if os.name == "nt" else "bin/deno")
    found = str(beside) if beside.is_file() else shutil.which("deno")
    if found is None:
        raise NoDeno("Deno is not installed: install the project's requirements again")
    return found
