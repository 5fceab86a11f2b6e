"""Sandboxes that have started ahead of their notebook. Each runs one and is thrown away; the next is started in its place.

One pool for a process, made by who marks all day (`keep_warm`); `grade` takes from it whatever fits. Without a pool, and in
every other process, each notebook starts a sandbox of its own. All calls come from the process's main thread: the system
ends a sandbox together with the thread that has started it.
"""

import time
from collections.abc import Callable
from pathlib import Path

from ..errors import BuildError
from ..laboratory import runtime_folder
from .limits import Limits
from .process import Sandbox, clear_away

LANGUAGES = {"python": "Python", "r": "R"}
OLD = 6 * 3600  # seconds
PATIENCE = (1, 10, 60, 600)  # seconds until the next start after so many that failed in a row


class Pool:
    """`size` sandboxes that wait in Python; as many in R from its first notebook on, until none came for as long as one may wait."""

    def __init__(
        self,
        size: int,
        *,
        laboratory: Path,
        limits: Limits | None = None,
        clock: Callable[[], float] = time.monotonic,
    ):
        self.size, self.laboratory, self.limits, self.clock = size, laboratory, limits or Limits(), clock
        self.waiting: list[Sandbox] = []
        self._asked: dict[str, float] = {}
        self._failed, self._not_before = 0, 0.0

    @property
    def ready(self) -> int:
        """How many wait. Only counted, never looked at: another thread may ask."""
        return len(self.waiting)

    def take(self, runtime: Path, limits: Limits, language: str = "python") -> Sandbox | None:
        """The one that has waited longest, if it fits: it may still be starting, which is sooner than a new one."""
        self._asked[language] = self.clock()
        self._drop_what_is_gone()
        for sandbox in self.waiting:
            if sandbox.language == language and sandbox.runtime == runtime and sandbox.limits == limits:
                self.waiting.remove(sandbox)
                return sandbox
        return None

    def tend(self) -> None:
        """Replace what has died, is old, or belongs to a laboratory that was built anew. Costs nothing where all is well."""
        self._drop_what_is_gone()
        wanted = [language for language in LANGUAGES for _ in range(self._missing(language))]
        if not wanted or self.clock() < self._not_before:
            return
        try:
            for language in wanted:
                runtime = runtime_folder(self.laboratory, language)
                self.waiting.append(Sandbox(runtime, self.limits, language, began=self.clock()))
        except (BuildError, OSError):
            self._has_failed()

    def close(self) -> None:
        while self.waiting:
            self.waiting.pop().end()

    def _missing(self, language: str) -> int:
        if language != "python" and self.clock() - self._asked.get(language, -OLD) >= OLD:
            return 0
        return self.size - sum(sandbox.language == language for sandbox in self.waiting)

    def _drop_what_is_gone(self) -> None:
        for sandbox in list(self.waiting):
            dead = not sandbox.is_alive()
            if dead:
                self._has_failed()
            if dead or self.clock() - sandbox.began > OLD or not self._is_current(sandbox):
                self.waiting.remove(sandbox)
                sandbox.end()

    def _is_current(self, sandbox: Sandbox) -> bool:
        """Whether the laboratory is still the one that it has started with."""
        try:
            return sandbox.runtime == runtime_folder(self.laboratory, sandbox.language)
        except BuildError:
            return False

    def _has_failed(self) -> None:
        """A sandbox that dies before it has work will not be better for being started without end."""
        self._not_before = self.clock() + PATIENCE[min(self._failed, len(PATIENCE) - 1)]
        self._failed += 1


_pool: Pool | None = None


def keep_warm(
    size: int,
    *,
    laboratory: Path,
    limits: Limits | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Pool:
    """Make the pool of this process. Call its `tend` now and then, and `close` at the end."""
    global _pool  # noqa: PLW0603
    if _pool is not None:
        _pool.close()
    clear_away()
    _pool = Pool(size, laboratory=laboratory, limits=limits, clock=clock)
    _pool.tend()
    return _pool


def take(runtime: Path, limits: Limits, language: str) -> Sandbox | None:
    return _pool.take(runtime, limits, language) if _pool is not None else None


def tend() -> None:
    if _pool is not None:
        _pool.tend()
