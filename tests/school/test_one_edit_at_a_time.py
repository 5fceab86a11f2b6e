"""Two requests that change one page wait for each other; those for two pages do not."""

import threading
import time

from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve, reverse

from school.serving.middleware import OneEditAtATimeMiddleware


def edit(page: int, log: list, method: str = "post") -> None:
    """One request to change a page, as the middleware sees it; it takes a while."""

    def view(_request):
        log.append(f"begin {page}")
        time.sleep(0.3)
        log.append(f"end {page}")
        return HttpResponse()

    address = reverse("wagtailadmin_pages:edit", args=[page])
    request = getattr(RequestFactory(), method)(address)
    request.resolver_match = resolve(address)

    def answer(request):
        match = request.resolver_match
        middleware.process_view(request, match.func, match.args, match.kwargs)
        return view(request)

    middleware = OneEditAtATimeMiddleware(answer)
    middleware(request)


def at_once(*edits) -> list[str]:
    log: list[str] = []
    threads = [threading.Thread(target=edit, args=(page, log, method)) for page, method in edits]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return log


def test_two_changes_of_one_page_wait_for_each_other():
    assert at_once((7, "post"), (7, "post")) == ["begin 7", "end 7"] * 2
    assert cache.get("editing-page-7") is None


def test_changes_of_two_pages_and_readers_do_not_wait():
    for edits in [((7, "post"), (8, "post")), ((7, "post"), (7, "get"))]:
        log = at_once(*edits)
        assert [step.partition(" ")[0] for step in log] == ["begin", "begin", "end", "end"]
