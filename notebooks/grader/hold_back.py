"""Becomes the sandbox, after it has bound itself: `python -I -S hold_back.py PARENT MEMORY SECONDS PROGRAM …`.

A program of its own, because code between fork and exec is not safe in a process with threads, and `manage.py worker` has some.
"""

import ctypes
import os
import resource
import signal
import sys

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
NICE = 10  # the readers of pages go first


def main() -> None:
    parent, memory, seconds = (int(argument) for argument in sys.argv[1:4])
    if sys.platform == "linux":
        system = ctypes.CDLL(None)
        system.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        system.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it has died meanwhile
            sys.exit(1)
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    os.nice(NICE)
    os.execv(sys.argv[4], sys.argv[4:])


if __name__ == "__main__":
    main()
