"""The demonstration school: loaded from text files by one command, removed by one command. Production may leave it out."""

from pathlib import Path

CONTENT = Path(__file__).parent / "content"
