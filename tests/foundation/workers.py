"""Real workers in processes of their own, on the test's database."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection

from foundation.models import JobWorker


def start(*options: str, **variables: str) -> subprocess.Popen:
    """Start a worker, with these options and variables of the environment."""
    names = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
    told = {name: str(connection.settings_dict.get(name, "")) for name in names}
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.foundation.worker_settings",
        "TEST_DATABASE": json.dumps(told),
        "TEST_MEDIA": str(settings.MEDIA_ROOT),
        **variables,
    }
    command = [sys.executable, "-W", "ignore", "-m", "django", "worker", "--interval", "0.1", *options]
    return subprocess.Popen(command, env=env, cwd=settings.BASE_DIR)


def finish(process: subprocess.Popen, seconds: float = 90) -> int:
    """Wait for a worker's end."""
    try:
        return process.wait(timeout=seconds)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def wait_for(true: Callable[[], object], seconds: float = 60) -> None:
    """Wait until something is true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "It did not come in time."
        time.sleep(0.05)


def is_waiting(process: subprocess.Popen) -> bool:
    """Whether a worker has started and sleeps."""
    return JobWorker.objects.filter(pid=process.pid).exists()


def processor_seconds(pid: int) -> float:
    """What a process has used so far, of all its threads."""
    return sum(
        int(path.read_text().split()[0]) / 1e9 for path in Path(f"/proc/{pid}/task").glob("*/schedstat")
    )
