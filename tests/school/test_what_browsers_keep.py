"""The browser's worker learns when another reader is there; signing out makes the browser forget."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def names(client):
    """The name under which the pages of a reader come."""

    def name(person, path="/en/account/overview/") -> str | None:
        client.force_login(person)
        return client.get(path).headers.get("X-Reader")

    return name


def test_a_page_says_whose_it_is_without_saying_who(names, amina, chen):
    first, again, other = names(amina), names(amina), names(chen)
    assert first == again
    assert len({first, other}) == 2
    assert str(amina.pk) not in (first, other)


def test_a_page_for_everybody_is_nobodys(client, amina):
    assert "X-Reader" not in client.get("/en/account/login/").headers


def test_signing_out_makes_the_browser_forget(client, amina):
    client.force_login(amina)
    left = client.post("/en/account/logout/")
    assert left["Clear-Site-Data"] == '"storage"'
    assert "Clear-Site-Data" not in client.post("/en/account/logout/").headers
    assert "X-Reader" not in left.headers


def test_the_worker_is_asked_for_anew_and_may_answer_for_every_page(client):
    worker = client.get("/service-worker.js")
    assert worker["Content-Type"] == "text/javascript; charset=utf-8"
    assert worker["Cache-Control"] == "no-cache"
    assert b"leaveIfEmpty" in worker.content
