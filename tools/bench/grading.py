"""``make bench-grading``: how long a mark takes, how many a core makes, and what the site is like while very many hand in.

All of it is asked over HTTP as the laboratory asks it, of a web server and workers started for it as in production; how long a
mark took is read from the attempts, between "handed in" and "marked".
"""

import http.client
import json
import os
import re
import statistics
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from launch import processes, serve
from launch.messages import Trouble, say
from tools.bench.measured import Server, family, set_up

TRAINEES, SECONDS = 200, 60
SINGLE = 7
TOKEN = "b" * 32


@dataclass
class Reader:
    """Somebody who reads a lesson again and again while the others hand in; the milliseconds of each page."""

    port: int
    path: str
    headers: dict
    times: list[float] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    def read(self) -> None:
        while not self.done.wait(0.25):
            began = time.perf_counter()
            _ask(self.port, "GET", self.path, self.headers)
            self.times.append((time.perf_counter() - began) * 1000)

    def read_for(self, seconds: float) -> None:
        threading.Timer(seconds, self.done.set).start()
        self.read()

    def told(self) -> str:
        ordered = sorted(self.times)
        return f"median {statistics.median(ordered):.0f} ms, p95 {ordered[int(len(ordered) * 0.95)]:.0f} ms of {len(ordered)} pages"


def run(root: Path) -> int:
    """Measure and print; returns 1 where a notebook was lost or marked twice, else 0."""
    workers = int(os.environ.get("SCHOOL_BENCH_WORKERS", "1"))
    with tempfile.TemporaryDirectory(prefix="school-bench-") as folder:
        port, env = set_up(root, Path(folder))
        os.environ.update(env)
        from tools.bench import grading_plan

        plan = grading_plan.plan(TRAINEES + 2 * SINGLE)
        bench = Bench(root, env, port, plan)
        web = serve.start_web(root, env, port)
        try:
            processes.wait_until_it_answers(port, web)
            bench.one_by_one("without a warm sandbox", warm=0, goal=3, people=plan["people"][:SINGLE])
            bench.one_by_one(
                "with a warm sandbox", warm=1, goal=1, people=plan["people"][SINGLE : 2 * SINGLE]
            )
            return bench.many(plan["people"][2 * SINGLE :], workers)
        finally:
            processes.stop([web])


@dataclass
class Bench:
    """The school under measurement."""

    root: Path
    env: dict
    port: int
    plan: dict

    def one_by_one(self, name: str, *, warm: int, goal: float, people: list[dict]) -> None:
        """One notebook after another, each handed in when the one before is marked and the worker is at rest."""
        worker = serve.start_worker(self.root, {**self.env, "SCHOOL_GRADER_WARM": str(warm)})
        try:
            time.sleep(15)
            for person in people:
                self.hand_in(person)
                self.wait_for(1, [person], seconds=60)
                time.sleep(6)
            marked = self.marks(people)
            seconds = statistics.median(mark["seconds"] for mark in marked)
            say(
                f"From handing in to the mark, {name}: {seconds:.2f} s (median of {len(marked)}); goal {goal} s."
            )
        finally:
            processes.stop([worker])

    def many(self, people: list[dict], count: int) -> int:
        """All of them within a minute, and the site meanwhile."""
        workers = {
            f"worker {number}": serve.start_worker(self.root, self.env) for number in range(1, count + 1)
        }
        before, reader = self.reader(), self.reader()
        try:
            time.sleep(15)
            memory = sum(Server(self.port, worker).memory_mb() for worker in workers.values()) / count
            sandboxes = sum(len(family(worker.pid)) - 1 for worker in workers.values())
            say(f"Memory of a worker with {sandboxes // count} sandbox(es) waiting (PSS): {memory:.0f} MB.")
            before.read_for(10)
            threading.Thread(target=reader.read, daemon=True).start()
            began = time.monotonic()
            positions = self.hand_in_together(people)
            handed_in = time.monotonic() - began
            self.wait_for(len(people), people, seconds=1800)
            minutes = (time.monotonic() - began) / 60
            return self.report(people, handed_in, minutes, count, positions, before, reader)
        finally:
            reader.done.set()
            processes.stop(workers.values())

    def report(self, people, handed_in, minutes, count, positions, before, reader) -> int:
        """Print what came of it."""
        marked = self.marks(people)
        once = sum(mark["attempts"] == 1 and mark["score"] == mark["of"] for mark in marked)
        cores = min(count, os.cpu_count() or 1)
        rate = len(marked) / minutes
        say(
            f"{len(people)} notebooks handed in within {handed_in:.0f} s; {once} marked once with full marks; all marked after {minutes:.1f} min."
        )
        say(
            f"Marks per minute: {rate:.1f} with {count} worker(s) on {os.cpu_count()} cores; {rate / cores:.1f} per worker's core; goal 30, at least 15."
        )
        wrong = [shown for shown, true in positions if abs(shown - true) > 1]
        say(f"Places in the queue: {len(positions)} seen, {len(wrong)} more than one off the true place.")
        say(f"The lesson before: {before.told()}; while they hand in and are marked: {reader.told()}.")
        return 0 if once == len(people) and not wrong else 1

    def reader(self) -> Reader:
        return Reader(self.port, self.plan["lesson"], self.headers(self.plan["people"][0]))

    def headers(self, person: dict) -> dict:
        cookies = f"{self.plan['session_cookie']}={person['session']}; {self.plan['csrf_cookie']}={TOKEN}"
        return {"Host": f"localhost:{self.port}", "Cookie": cookies, "Accept-Encoding": "br, gzip"}

    def hand_in(self, person: dict) -> None:
        body = json.dumps({"notebook": self.plan["notebook"], "key": str(uuid4())})
        headers = {"Content-Type": "application/json", "X-CSRFToken": TOKEN, **self.headers(person)}
        _ask(self.port, "POST", person["submit"], headers, body)

    def hand_in_together(self, people: list[dict]) -> list[tuple[int, int]]:
        """Spread over the minute; every tenth looks at its place in the queue: what is shown, and what is true."""
        positions: list[tuple[int, int]] = []
        began = time.monotonic()
        for number, person in enumerate(people):
            time.sleep(max(0, began + number * SECONDS / len(people) - time.monotonic()))
            self.hand_in(person)
            if number % 10 == 9:
                true = number + 1 - len(self.marks(people[: number + 1]))
                positions.append((self.place_of(person), true))
        return positions

    def place_of(self, person: dict) -> int:
        """The place in the queue that somebody is shown: 1 for the next one, 0 where the marks are there."""
        headers = {**self.headers(person), "Accept-Encoding": "identity"}
        said = _ask(self.port, "GET", person["status"], headers).decode()
        if found := re.search(r"Its place in the queue: (\d+)", said):
            return int(found[1])
        return int("being marked now" in said or "the next to be marked" in said)

    def wait_for(self, count: int, people: list[dict], seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if len(self.marks(people)) >= count:
                return
            time.sleep(1)
        raise Trouble(f"Of {count} notebooks {len(self.marks(people))} were marked within {seconds:.0f} s.")

    def marks(self, people: list[dict]) -> list[dict]:
        from tools.bench import grading_plan

        return grading_plan.marks([person["scope"] for person in people])


def _ask(port: int, method: str, path: str, headers: dict, body: str | None = None) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, body=body, headers=headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    if answer.status != 200:
        raise Trouble(f"{path} answered {answer.status}.")
    return content
