"""``make bench``: what our pages cost beside the floors H and F, measured in the same run.

CPU-ms covers every process of a server (from /proc), bytes are those on the wire, SQL is counted in a process of its own.
Rounds of the floors and of the pages alternate, and the median round counts, so that a noisy machine does less harm.
"""

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from launch import processes, serve
from launch.messages import Trouble, say
from tools.bench.measured import Server, free_port, set_up

ROUNDS, REQUESTS = 5, 60


@dataclass
class Case:
    """One thing measured: a page, with its goal in floors, queries or bytes."""

    name: str
    path: str
    signed_in: bool = False
    floor: str = "F"
    goal: float = 5.0
    sql_goal: int | None = None
    byte_goal: int | None = None
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    weight: int = 0
    sql: int | None = None


def run(root: Path) -> int:
    """Measure and print the table; returns 0: a goal missed is said, not failed."""
    if not Path("/proc/self/stat").exists():
        raise Trouble(
            "make bench reads CPU time from /proc, which this system does not have: run it on Linux."
        )
    with tempfile.TemporaryDirectory(prefix="school-bench-") as folder:
        port, env = set_up(root, Path(folder))
        floor_port = free_port()
        members = int(os.environ.get("SCHOOL_BENCH_MEMBERS", "10000"))
        plan = _told(root, env, [sys.executable, "-m", "tools.bench.pages_plan", str(members)])
        floor_env = {**env, "SCHOOL_FLOORS": folder}
        floor_session = subprocess.run(
            [sys.executable, "-m", "tools.bench.stock_django"],
            cwd=root,
            env=floor_env,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        school = Server(port, serve.start_web(root, env, port))
        floors = Server(floor_port, _start_floors(root, floor_env, floor_port))
        try:
            processes.wait_until_it_answers(port, school.process)
            _wait_for_port(floor_port)
            _measure(plan, school, floors, floor_session, root, env)
        finally:
            processes.stop([school.process, floors.process])
    return 0


def _measure(plan: dict, school: Server, floors: Server, floor_session: str, root: Path, env: dict) -> None:
    cases = [Case(**case) for case in plan["cases"]]
    cookie = f"{plan['cookie']}={plan['session']}"
    floor_cases = {
        "H": Case("H: a bare view", "/bare/"),
        "F": Case("F: a stock signed-in page", "/list/", signed_in=True),
    }
    memory_before = school.memory_mb()
    for number in range(ROUNDS + 1):
        warm = number == 0
        for case in floor_cases.values():
            _round(case, floors, f"sessionid={floor_session}", warm)
        for case in cases:
            _round(case, school, cookie if case.signed_in else "", warm)
    counts = _told(root, env, [sys.executable, "-m", "tools.bench.pages_plan", "--count"])
    floor = {name: statistics.median(case.cpu) for name, case in floor_cases.items()}
    say(f"\nFloors of this run: H {floor['H']:.2f} CPU-ms, F {floor['F']:.2f} CPU-ms.\n")
    say(
        f"{'page':<44}{'CPU-ms':>8}{'floors':>9}{'goal':>8}{'SQL':>5}{'goal':>6}{'bytes':>8}{'goal':>8}{'ms':>7}"
    )
    for case in cases:
        case.sql = counts["counts"].get(case.name)
        cpu = statistics.median(case.cpu)
        ratio = cpu / floor[case.floor]
        missed = ratio > case.goal or (case.sql_goal is not None and (case.sql or 0) > case.sql_goal)
        missed = missed or (case.byte_goal is not None and case.weight > case.byte_goal)
        say(
            f"{case.name:<44}{cpu:>8.2f}{ratio:>7.1f} {case.floor}{case.goal:>6.1f} {case.floor}"
            f"{case.sql if case.sql is not None else '–':>5}{case.sql_goal if case.sql_goal is not None else '–':>6}"
            f"{case.weight:>8}{case.byte_goal or '–':>8}{statistics.median(case.wall):>7.1f}{'  missed' if missed else ''}"
        )
    say(
        f"\nMemory of the web processes (PSS): {memory_before:.0f} MB before, {school.memory_mb():.0f} MB after; goal 220 MB."
    )
    idle = school.cpu_ms()
    time.sleep(10)
    say(f"Idle: {(school.cpu_ms() - idle) / 10_000 * 100:.2f} % of a core; goal 0.2 %.")


def _round(case: Case, server: Server, cookie: str, warm: bool) -> None:
    headers = {"Host": f"localhost:{server.port}", "Accept-Encoding": "br, gzip", "Accept-Language": "en"}
    if cookie:
        headers["Cookie"] = cookie
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    count = 20 if warm else REQUESTS
    cpu, began = server.cpu_ms(), time.perf_counter()
    for _number in range(count):
        connection.request("GET", case.path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise Trouble(f"{case.name}: {case.path} answered {answer.status}.")
    wall = (time.perf_counter() - began) * 1000 / count
    connection.close()
    case.weight = len(body)
    if not warm:
        case.cpu.append((server.cpu_ms() - cpu) / count)
        case.wall.append(wall)


def _told(root: Path, env: dict, command: list[str]) -> dict:
    result = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)
    if result.returncode:
        raise Trouble(result.stderr[-2000:])
    return json.loads(result.stdout.strip().splitlines()[-1])


def _start_floors(root: Path, env: dict, port: int) -> subprocess.Popen:
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "tools.bench.stock_django:application",
        "--config",
        "python:school.gunicorn",
    ]
    return processes.start([*command, "--bind", f"127.0.0.1:{port}"], root, env)


def _wait_for_port(port: int) -> None:
    for _attempt in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise Trouble("The floors did not start.")
