import pytest

KEPT = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "anonymous-tests"}


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.CACHES = {**settings.CACHES, "anonymous": KEPT}
    from django.core.cache import caches

    caches["anonymous"].clear()


def test_a_page_asked_twice_without_cookies_makes_no_query(site_tree, client, django_assert_num_queries):
    first = client.get("/fr/glossary/", headers={"accept-encoding": "br"})
    client.cookies.clear()
    with django_assert_num_queries(0):
        second = client.get("/fr/glossary/", headers={"accept-encoding": "br"})
    assert second.content == first.content
    assert second["Content-Encoding"] == "br"
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_readers_with_and_without_compression_get_their_own(site_tree, client):
    client.get("/fr/glossary/", headers={"accept-encoding": "br"})
    assert b"<html" in client.get("/fr/glossary/").content


def test_a_published_change_is_seen_at_once(site_tree, client):
    client.get("/en/")
    home = site_tree["en"]
    home.heading = "Another heading"
    home.save_revision().publish()
    assert "Another heading" in client.get("/en/").content.decode()


def test_a_signed_in_reader_never_leaves_a_page_behind(site_tree, client, amina):
    client.force_login(amina)
    assert "Amina" in client.get("/en/glossary/").content.decode()
    client.cookies.clear()
    assert "Amina" not in client.get("/en/glossary/").content.decode()


def test_a_page_with_a_form_that_posts_is_never_kept(site_tree, client):
    first = client.get("/en/account/login/")
    client.cookies.clear()
    second = client.get("/en/account/login/")
    assert first.cookies and second.cookies
    assert first.content != second.content
