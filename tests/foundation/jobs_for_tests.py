"""Jobs that tests let workers do."""

import os
import time
from pathlib import Path

from foundation.jobs import job


def _gave_up(folder: str, *_others) -> None:
    (Path(folder) / "given-up").touch()


def _note(folder: str) -> int:
    """Leave a mark for each try; returns how many there were."""
    place = Path(folder)
    number = len(list(place.glob("try-*"))) + 1
    (place / f"try-{number}").write_text(str(os.getpid()))
    return number


@job(attempts=3, delays=(0,), give_up=_gave_up)
def sleeps_at_first(folder: str) -> str:
    """Hangs in its first try, as a job does whose worker is going to be killed."""
    if _note(folder) == 1:
        time.sleep(60)
    return "done"


@job(attempts=3, delays=(0,), give_up=_gave_up)
def always_sleeps(folder: str) -> None:
    _note(folder)
    time.sleep(60)


@job(attempts=3, delays=(0, 0), give_up=_gave_up)
def fails(folder: str, times: int) -> str:
    """Fails so many times."""
    if _note(folder) <= times:
        raise RuntimeError("not yet")
    return "done"
