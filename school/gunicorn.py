"""How gunicorn serves the school (documented in docs/reference/settings.md)."""

import gc

from environs import Env

env = Env()
workers = env.int("SCHOOL_WEB_PROCESSES", 2)
threads = env.int("SCHOOL_WEB_THREADS", 4)
worker_class = "gthread"
# The program is loaded once and shared by the processes: less memory, and an error is seen at start.
preload_app = True
timeout = 60
graceful_timeout = 10
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
forwarded_allow_ips = env.str("SCHOOL_PROXY_ADDRESSES", "127.0.0.1")
control_socket_disable = True


def when_ready(server):
    """What was loaded is the same in every process, and stays shared as long as nobody writes to its pages. The collector writes
    to every object that it looks at: these it leaves alone from now on."""
    gc.collect()
    gc.freeze()


def post_fork(server, worker):
    """A connection made before the fork must not be shared between processes."""
    from django.db import connections

    connections.close_all()
