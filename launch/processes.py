"""The processes of a school that is served from the command line: started, waited for, stopped in order."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable
from pathlib import Path

from launch.messages import Trouble

PR_SET_PDEATHSIG = 1


def start(command: list[str], root: Path, env: dict[str, str]) -> subprocess.Popen:
    """Start a process that ends with this one, however this one ends."""

    def die_with_parent() -> None:
        # Were this process killed outright, nothing else would stop its children.
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)

    # A session of its own, so that Ctrl-C reaches this process alone and it stops the others in order.
    return subprocess.Popen(command, cwd=root, env=env, start_new_session=True, preexec_fn=die_with_parent)


def stop(processes: Iterable[subprocess.Popen]) -> None:
    """Ask all of them to end, and end after ten seconds those that did not."""
    processes = list(processes)
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
    deadline = time.monotonic() + 10
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def told_to_stop() -> list[bool]:
    """A list that is no longer empty once Ctrl-C was pressed or this process was asked to end."""
    stopping: list[bool] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.append(True))
    return stopping


def refuse_a_busy_port(port: int, command: str) -> None:
    """Say what to do where another program has the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise Trouble(
                f"Port {port} is not free: another program is using it.\n"
                f"Stop that program, or choose another port: {command} PORT={port + 1 if port < 65535 else 8000}"
            ) from error


def has_ipv6_loopback(port: int) -> bool:
    """Whether the port can be had on ::1 too, which browsers may try first for localhost."""
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", port))
    except OSError:
        return False
    return True


def wait_until_it_answers(port: int, web: subprocess.Popen, seconds: float = 60) -> None:
    """Return once the school answers; say so where it ends before, or takes too long."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if web.poll() is not None:
            raise Trouble("The web server ended while starting; what it said stands above.")
        try:
            request = urllib.request.Request(
                f"http://127.0.0.1:{port}/health/", headers={"Host": f"localhost:{port}"}
            )
            with urllib.request.urlopen(request, timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise Trouble(f"The web server did not answer within {seconds:.0f} seconds.")
