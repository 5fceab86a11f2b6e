"""Progress in megabytes: one moving line on a terminal, plain lines elsewhere (logs, continuous integration)."""

import sys
import time
from typing import TextIO

MEGABYTE = 1_000_000


def say(text: str, stream: TextIO | None = None) -> None:
    print(f"  {text}", file=stream or sys.stderr, flush=True)


class Progress:
    """Shows how much of `total` bytes is there. Use as a context manager; call `at(bytes)` as they come."""

    WIDTH = 24
    EVERY = 0.1  # seconds between two drawings on a terminal

    def __init__(self, label: str, total: int, stream: TextIO | None = None):
        self.label, self.total = label, total
        self.stream = stream or sys.stderr
        self.moving = self.stream.isatty()
        self.now = 0
        self._drawn = 0.0

    def __enter__(self) -> "Progress":
        if not self.moving:
            say(f"{self.label}: {self.total / MEGABYTE:.1f} MB …", self.stream)
        return self

    def at(self, done: int) -> None:
        self.now = min(max(done, self.now), self.total)
        if self.moving and time.monotonic() - self._drawn > self.EVERY:
            self._draw()

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self.now = self.total
        if self.moving:
            self._draw()
            print(file=self.stream, flush=True)
        elif kind is None:
            say(f"{self.label}: done", self.stream)

    def _draw(self) -> None:
        self._drawn = time.monotonic()
        filled = round(self.WIDTH * self.now / self.total) if self.total else self.WIDTH
        bar = "█" * filled + "░" * (self.WIDTH - filled)
        mb = f"{self.now / MEGABYTE:6.1f} of {self.total / MEGABYTE:.1f} MB"
        print(f"\r  {self.label:<28.28} {bar} {mb}", end="", file=self.stream, flush=True)
