"""A school that is set up to be measured, and what a server of it uses of the machine."""

import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

from launch import prepare


def set_up(root: Path, folder: Path) -> tuple[int, dict[str, str]]:
    """Prepare a demonstration school in a folder; its port and its environment."""
    data = folder / "data"
    data.mkdir()
    port = free_port()
    env = prepare.environment(root, data, port)
    prepare.laboratory(root, env)
    prepare.catalogues(root)
    prepare.static_files(root, env)
    prepare.database(root, env, data)
    return port, env


@dataclass
class Server:
    """A server under measurement: its port and the process that its workers descend from."""

    port: int
    process: subprocess.Popen

    def cpu_ms(self) -> float:
        """CPU time used so far by the process and all its descendants, in milliseconds."""
        return sum(_cpu_of(pid) for pid in family(self.process.pid))

    def memory_mb(self) -> float:
        """Proportional set size of the process and its descendants, in MB."""
        total = 0
        for pid in family(self.process.pid):
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        return total / 1024


def free_port() -> int:
    """A port of the loopback address that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    found = [pid]
    for parent in found:
        path = Path(f"/proc/{parent}/task/{parent}/children")
        if path.exists():
            found += [int(child) for child in path.read_text().split()]
    return found


def _cpu_of(pid: int) -> float:
    try:
        # schedstat counts in nanoseconds; stat's ticks are too coarse for a page of two milliseconds.
        return (
            sum(int(path.read_text().split()[0]) for path in Path(f"/proc/{pid}/task").glob("*/schedstat"))
            / 1_000_000
        )
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
