"""``make dev``: the demonstration school on Django's own server, which takes up what changes, and the worker beside it."""

import os
import subprocess
import sys
import time
from pathlib import Path

from launch import prepare, processes, serve
from launch.messages import Trouble, say

#: The worker is started again where a file with one of these endings changes. (The web server sees to itself.)
WORKER_READS = (".py", ".html", ".txt", ".po")
NOT_OF_THE_PROGRAM = {"docs", "node_modules", "requirements", "static", "tests", "var"}


def run(root: Path, port: int, data: Path) -> int:
    """Serve until told to stop."""
    started = time.monotonic()
    data = data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    processes.refuse_a_busy_port(port, "make dev")
    env = prepare.environment(root, data, port)
    env["SCHOOL_DEBUG"] = "1"
    # A sandbox that waits would be started again with every change of the code: here a mark takes the seconds of its start.
    env.setdefault("SCHOOL_GRADER_WARM", "0")
    prepare.catalogues(root)
    prepare.database(root, env, data)
    stopping = processes.told_to_stop()
    school = School(root, env, port)
    try:
        processes.wait_until_it_answers(port, school.web)
        serve.welcome(root, env, port, time.monotonic() - started)
        while not stopping:
            time.sleep(0.5)
            school.tend()
    finally:
        school.stop()
    say("Stopped.")
    return 0


class School:
    """The web server, the worker, and for a while what builds the laboratory."""

    def __init__(self, root: Path, env: dict[str, str], port: int):
        self.root, self.env, self.port = root, env, port
        self.seen = program_files(root)
        self.built = self._laboratory()
        self.web = self._start_web()
        self.worker = serve.start_worker(root, env)
        self.worker_has_ended = False
        build = [sys.executable, "-m", "notebooks", "build"]
        self.builder: subprocess.Popen | None = processes.start(build, root, env)
        if not self.built:
            say("Notebooks open when their laboratory has been built (minutes); all else works before that.")

    def tend(self) -> None:
        """Look once at what has changed and at what has ended."""
        if self.web.poll() is not None:
            raise Trouble("The web server has ended; what it said stands above.")
        if self.builder and self.builder.poll() is not None:
            self._take_up_the_laboratory(self.builder.returncode)
            self.builder = None
        if (now := program_files(self.root)) != self.seen:
            self.seen = now
            self._compile()
            processes.stop([self.worker])
            self.worker, self.worker_has_ended = serve.start_worker(self.root, self.env), False
        if self.worker.poll() is not None and not self.worker_has_ended:
            self.worker_has_ended = True
            say("The worker has ended; what it said stands above. It starts again when a file changes.")

    def stop(self) -> None:
        """End all of them."""
        processes.stop(process for process in (self.web, self.worker, self.builder) if process)

    def _start_web(self) -> subprocess.Popen:
        command = [sys.executable, "manage.py", "runserver", f"127.0.0.1:{self.port}"]
        return processes.start(command, self.root, self.env)

    def _laboratory(self) -> bytes:
        stamp = self.root / ".cache" / "lab" / ".built.json"
        return stamp.read_bytes() if stamp.exists() else b""

    def _take_up_the_laboratory(self, status: int) -> None:
        if status:
            say("The laboratory could not be built; what was said stands above. Notebooks do not open.")
        elif self._laboratory() != self.built:
            # Its list of files is read once, when the server starts.
            processes.stop([self.web])
            self.web = self._start_web()
            say("The laboratory is there: notebooks open.")

    def _compile(self) -> None:
        from babel.messages.pofile import PoFileError

        try:
            prepare.catalogues(self.root)
        except (PoFileError, ValueError) as error:
            say(f"A catalogue in locale/ cannot be read, so the old one stays: {error}")


def program_files(root: Path) -> dict[str, int]:
    """The files that the worker reads, with the time of their last change."""
    found = {}
    for top in root.iterdir():
        if not top.is_dir() or top.name.startswith(".") or top.name in NOT_OF_THE_PROGRAM:
            continue
        for folder, folders, names in os.walk(top):
            folders[:] = [name for name in folders if name != "__pycache__"]
            for name in names:
                if name.endswith(WORKER_READS):
                    path = os.path.join(folder, name)
                    found[path] = os.stat(path).st_mtime_ns
    return found
