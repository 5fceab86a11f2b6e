"""What machines ask: whether the site can answer, and whether the work behind it is done. Nothing personal is told."""

from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError
from django.http import JsonResponse
from django.views.decorators.cache import never_cache

from foundation.jobs.queues import present_workers, queues, write_and_forget


@never_cache
def show(request):
    """200 and ``{"status": "ok"}`` when the database answers and can be written to: the web process is of use."""
    try:
        write_and_forget()
    except DatabaseError:
        return _answer(["database"])
    return _answer([])


@never_cache
def jobs(request):
    """The same for the work behind it: a worker for each queue was seen, and nothing has waited for too long."""
    try:
        write_and_forget()
        workers = present_workers(timedelta(seconds=settings.HEALTH_WORKER_SECONDS))
        standing = queues(workers)
    except DatabaseError:
        return _answer(["database"])
    wrong, told = [], {}
    for queue in standing:
        told[queue.name] = {
            "workers": queue.workers,
            "waiting": queue.waiting,
            "running": queue.running,
            "oldest_waiting_seconds": queue.seconds,
        }
        if not queue.workers:
            wrong.append(f"no worker: {queue.name}")
        if queue.seconds > settings.HEALTH_WAITING_SECONDS:
            wrong.append(f"waits too long: {queue.name}")
    return _answer(wrong, queues=told)


def _answer(wrong: list[str], **told) -> JsonResponse:
    if not wrong:
        return JsonResponse({"status": "ok", **told})
    return JsonResponse({"status": "failing", "wrong": wrong, **told}, status=503)
