"""Jobs: work that leaves the request (``tasks``), how the queues of it stand (``queues``), what wakes a worker (``doorbell``)."""

from foundation.jobs.tasks import (
    LOST_AFTER,
    PLAIN,
    Companion,
    Policy,
    WorkerLost,
    beside,
    companions,
    forget_old,
    here,
    job,
    put_back,
    reclaim,
    settle,
    sign_in,
    sign_out,
)

__all__ = [
    "LOST_AFTER",
    "PLAIN",
    "Companion",
    "Policy",
    "WorkerLost",
    "beside",
    "companions",
    "forget_old",
    "here",
    "job",
    "put_back",
    "reclaim",
    "settle",
    "sign_in",
    "sign_out",
]
