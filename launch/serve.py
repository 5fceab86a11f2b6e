"""``make run``: set up, start web and worker, watch over them, stop both on Ctrl-C."""

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from launch import prepare
from launch.messages import Trouble, say

PR_SET_PDEATHSIG = 1


def run(root: Path, port: int, data: Path, ready_file: Path | None) -> int:
    """Serve until told to stop."""
    started = time.monotonic()
    data = data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    _refuse_a_busy_port(port)
    env = prepare.environment(root, data, port)
    prepare.laboratory(root, env)
    prepare.catalogues(root)
    prepare.static_files(root, env)
    prepare.database(root, env, data)
    processes = {"web": start_web(root, env, port), "worker": start_worker(root, env)}
    stopping = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.append(True))
    try:
        _wait_until_it_answers(port, processes["web"])
        _welcome(root, env, port, time.monotonic() - started)
        if ready_file:
            ready_file.write_text(json.dumps({name: process.pid for name, process in processes.items()}))
        _watch(root, env, port, processes, stopping)
    finally:
        _stop(processes)
    say("Stopped.")
    return 0


def start_web(root: Path, env: dict[str, str], port: int) -> subprocess.Popen:
    """Start gunicorn on the loopback addresses."""
    binds = ["--bind", f"127.0.0.1:{port}"]
    if _has_ipv6_loopback(port):
        binds += ["--bind", f"[::1]:{port}"]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "school.wsgi:application",
        "--config",
        "school/gunicorn.py",
        *binds,
    ]
    return _start(command, root, env)


def start_worker(root: Path, env: dict[str, str]) -> subprocess.Popen:
    """Start the worker that does the jobs: marking, mail."""
    return _start([sys.executable, "manage.py", "worker"], root, env)


def _start(command: list[str], root: Path, env: dict[str, str]) -> subprocess.Popen:
    def die_with_parent() -> None:
        # Were this process killed outright, nothing else would stop its children.
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)

    # A session of its own, so that Ctrl-C reaches this process alone and it stops the others in order.
    return subprocess.Popen(command, cwd=root, env=env, start_new_session=True, preexec_fn=die_with_parent)


def _refuse_a_busy_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise Trouble(
                f"Port {port} is not free: another program is using it.\n"
                f"Stop that program, or choose another port: make run PORT={port + 1 if port < 65535 else 8000}"
            ) from error


def _has_ipv6_loopback(port: int) -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", port))
    except OSError:
        return False
    return True


def _wait_until_it_answers(port: int, web: subprocess.Popen, seconds: float = 60) -> None:
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


def _welcome(root: Path, env: dict[str, str], port: int, seconds: float) -> None:
    lines = subprocess.run(
        [sys.executable, "manage.py", "demonstration_signins"],
        cwd=root,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    say(
        f"\nThe school is open (after {seconds:.0f} s): http://localhost:{port}/\n"
        f"The editors’ side: http://localhost:{port}/cms/\n"
        f"Mail is written to: {env['SCHOOL_DATA']}/mail\n{lines}\nCtrl-C stops everything."
    )


def _watch(root: Path, env: dict[str, str], port: int, processes: dict, stopping: list) -> None:
    starts: list[float] = []
    while not stopping:
        time.sleep(0.3)
        for name, process in processes.items():
            if process.poll() is None or stopping:
                continue
            starts = [at for at in starts if time.monotonic() - at < 60] + [time.monotonic()]
            if len(starts) > 5:
                raise Trouble(f"The {name} process ends again and again; what it said stands above.")
            say(f"The {name} process ended; it is started again.")
            processes[name] = start_web(root, env, port) if name == "web" else start_worker(root, env)


def _stop(processes: dict) -> None:
    for process in processes.values():
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
    deadline = time.monotonic() + 10
    for process in processes.values():
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
