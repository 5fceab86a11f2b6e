"""Reading the files of the facts: tables of text and figures, and what is written in YAML."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from foundation.models.reference import LANGUAGE_CODES

TABLES = Path(__file__).parent / "tables"
GLOSSARY = Path(__file__).parent / "glossary.yaml"

#: The reader in C, a tenth of the time, where it was built.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table; codes stay text (NA is Namibia)."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def named_in_five(row: dict[str, str], prefix: str = "name_") -> dict[str, str]:
    """The names of a row in the five languages."""
    return {f"name_{code}": row.get(f"{prefix}{code}", "") or "" for code in LANGUAGE_CODES}


def read_yaml(path: Path) -> Any:
    """What a file holds, as plain data; ``yaml.YAMLError`` where it cannot be read."""
    return yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506 - a safe loader
