"""Real workers in processes of their own, on the test's database."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable

from django.conf import settings
from django.db import connection


def start(*options: str) -> subprocess.Popen:
    """Start a worker."""
    names = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
    told = {name: str(connection.settings_dict.get(name, "")) for name in names}
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.foundation.worker_settings",
        "TEST_DATABASE": json.dumps(told),
        "TEST_MEDIA": str(settings.MEDIA_ROOT),
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
