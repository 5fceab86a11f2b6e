"""``make run``: set up, start web and worker, watch over them, stop both on Ctrl-C."""

import json
import subprocess
import sys
import time
from pathlib import Path

from launch import prepare, processes
from launch.messages import Trouble, say


def run(root: Path, port: int, data: Path, ready_file: Path | None) -> int:
    """Serve until told to stop."""
    started = time.monotonic()
    data = data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    processes.refuse_a_busy_port(port, "make run")
    env = prepare.environment(root, data, port)
    prepare.laboratory(root, env)
    prepare.catalogues(root)
    prepare.static_files(root, env)
    prepare.database(root, env, data)
    running = {"web": start_web(root, env, port), "worker": start_worker(root, env)}
    stopping = processes.told_to_stop()
    try:
        processes.wait_until_it_answers(port, running["web"])
        welcome(root, env, port, time.monotonic() - started)
        if ready_file:
            ready_file.write_text(json.dumps({name: process.pid for name, process in running.items()}))
        _watch(root, env, port, running, stopping)
    finally:
        processes.stop(running.values())
    say("Stopped.")
    return 0


def start_web(root: Path, env: dict[str, str], port: int) -> subprocess.Popen:
    """Start gunicorn on the loopback addresses."""
    binds = ["--bind", f"127.0.0.1:{port}"]
    if processes.has_ipv6_loopback(port):
        binds += ["--bind", f"[::1]:{port}"]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "school.wsgi:application",
        "--config",
        "python:school.gunicorn",
        *binds,
    ]
    return processes.start(command, root, env)


def start_worker(root: Path, env: dict[str, str]) -> subprocess.Popen:
    """Start the worker that does the jobs: marking, mail."""
    return processes.start([sys.executable, "-m", "school", "worker"], root, env)


def welcome(root: Path, env: dict[str, str], port: int, seconds: float) -> None:
    """Say where the school is, and who can sign in to the demonstration."""
    lines = subprocess.run(
        [sys.executable, "-m", "school", "demonstration_signins"],
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


def _watch(root: Path, env: dict[str, str], port: int, running: dict, stopping: list) -> None:
    starts: list[float] = []
    while not stopping:
        time.sleep(0.3)
        for name, process in running.items():
            if process.poll() is None or stopping:
                continue
            starts = [at for at in starts if time.monotonic() - at < 60] + [time.monotonic()]
            if len(starts) > 5:
                raise Trouble(f"The {name} process ends again and again; what it said stands above.")
            say(f"The {name} process ended; it is started again.")
            running[name] = start_web(root, env, port) if name == "web" else start_worker(root, env)
