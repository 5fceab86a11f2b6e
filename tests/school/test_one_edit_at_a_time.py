"""Two requests that change one page wait for each other; those for two pages do not."""

import re
import threading
import time
from html import unescape

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve, reverse
from wagtail.models import Page
from wagtail.users.models import UserProfile

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


def test_a_turn_that_went_on_to_another_is_not_given_back_by_the_one_who_lost_it():
    def view(_request):
        # It took so long that the turn ran out, and another took it.
        cache.set("editing-page-7", "another's")
        return HttpResponse()

    address = reverse("wagtailadmin_pages:edit", args=[7])
    request = RequestFactory().post(address)
    request.resolver_match = resolve(address)
    middleware = OneEditAtATimeMiddleware(view)
    assert (
        middleware.process_view(request, view, request.resolver_match.args, request.resolver_match.kwargs)
        is None
    )
    middleware(request)
    assert cache.get("editing-page-7") == "another's"


@pytest.fixture
def taken(site_tree, dalia, client, monkeypatch):
    """An editor before a page of which another change is still being saved; she does not wait."""
    monkeypatch.setattr(OneEditAtATimeMiddleware, "PATIENCE", 0)
    client.force_login(dalia)
    page = site_tree["en"]
    cache.set(f"editing-page-{page.pk}", "another's")
    yield page
    # Whoever gave up has neither taken the turn nor given it back.
    assert cache.get(f"editing-page-{page.pk}") == "another's"
    assert Page.objects.get(pk=page.pk).latest_revision_id == page.latest_revision_id


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Nothing that you entered is lost"),
        ("fr", "Rien de ce que vous avez saisi n’est perdu"),
        ("ar", "لم يُفقد شيء مما أدخلتموه"),
    ],
)
def test_who_gives_up_is_told_so_and_can_send_all_of_it_again(taken, dalia, client, language, sentence):
    UserProfile.objects.create(user=dalia, preferred_language=language)
    sent = {
        "title": 'A "new" title & more',
        "tags": ["one", "two"],
        "lead": "Two\nlines",
        "action-publish": "x",
    }
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[taken.pk]), sent)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert sentence in html
    form = html.partition('<form method="post">')[2].partition("</form>")[0]
    again = [(name, unescape(value)) for name, value in re.findall(r'name="([^"]*)" value="([^"]*)"', form)]
    assert again == [
        ("title", sent["title"]),
        ("tags", "one"),
        ("tags", "two"),
        ("lead", sent["lead"]),
        ("action-publish", "x"),
    ]


@pytest.mark.parametrize("header", [{"Accept": "application/json"}, {"X-Requested-With": "XMLHttpRequest"}])
def test_a_page_that_saves_by_itself_and_a_dialog_are_told_in_their_own_way(taken, client, header):
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[taken.pk]), {"title": "x"}, headers=header)
    assert answer.status_code == 409
    assert answer.json() == {
        "success": False,
        "error_code": "locked",
        "error_message": "Another change to this page is still being saved. Try again in a moment.",
    }
