"""How gunicorn serves the school (documented in docs/reference/settings.md)."""

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


def post_fork(server, worker):
    """A connection made before the fork must not be shared between processes."""
    from django.db import connections

    connections.close_all()
