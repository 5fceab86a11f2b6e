"""The second origin: the laboratory's host gets static files under its own policy, and the site never sees the request."""

import json

import pytest

from school.serving.origins import MISSING, Laboratory, Origins

SITE, LAB = "http://localhost:8000", "http://127.0.0.1:8000"


@pytest.fixture
def built(tmp_path):
    files = {
        "notebooks/index.html": '<meta name="site-origin" content="{{ site_origin }}">',
        "python/0123456789ab/pandas.whl": "wheel" * 100,
        "python/0123456789ab/pandas.whl.br": "packed",
        "build/1450.f727657.js": "js",
        "build/schemas/all.json": "{}",
        "service-worker.js": "worker",
        ".built.json": json.dumps({"inputs": "x"}),
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


@pytest.fixture
def ask(built):
    def site(environ, start_response):
        start_response("200 OK", [("Set-Cookie", "session=1")])
        return [b"the site"]

    program = Origins(site, LAB, Laboratory(built, SITE))

    def ask(path, host="127.0.0.1:8000", method="GET", query="", **headers):
        answer = {}
        environ = {
            "PATH_INFO": path, "QUERY_STRING": query, "REQUEST_METHOD": method, "HTTP_HOST": host,
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }  # fmt: skip

        def start_response(status, given, exc_info=None):
            answer.update(status=int(status.split()[0]), headers=dict(given))

        body = program(environ, start_response)
        answer["body"] = b"".join(body)
        if hasattr(body, "close"):
            body.close()
        return answer

    return ask


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "127.0.0.1:8001", "evil.localhost:8000", ""])
def test_only_the_laboratorys_host_reaches_it(ask, host):
    assert ask("/notebooks/", host)["body"] == b"the site"


def test_the_page_names_the_site_and_may_be_framed_by_it_alone(ask):
    answer = ask("/notebooks/", query="lang=fr_FR&packages=pandas")
    assert answer["status"] == 200
    assert answer["body"] == b'<meta name="site-origin" content="http://localhost:8000">'
    policy = dict(part.split(" ", 1) for part in answer["headers"]["Content-Security-Policy"].split("; "))
    assert policy["frame-ancestors"] == SITE
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == "'self' data: blob:"
    assert policy["form-action"] == "'none'"
    assert answer["headers"]["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    ["/notebooks/", "/python/0123456789ab/pandas.whl", "/service-worker.js", "/nothing", "/accounts/login/"],
)
def test_no_cookie_is_set_and_every_answer_carries_the_policy(ask, path):
    headers = ask(path)["headers"]
    assert "Set-Cookie" not in headers
    assert f"frame-ancestors {SITE}" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/python/0123456789ab/pandas.whl", "max-age=315360000, public, immutable"),
        ("/build/1450.f727657.js", "max-age=315360000, public, immutable"),
        ("/build/schemas/all.json", "max-age=0, public"),
        ("/service-worker.js", "max-age=0, public"),
    ],
)
def test_what_changes_its_name_with_its_content_is_kept(ask, path, kept):
    assert ask(path)["headers"]["Cache-Control"] == kept


def test_the_packed_file_is_sent_where_it_is_understood(ask):
    path = "/python/0123456789ab/pandas.whl"
    packed = ask(path, accept_encoding="gzip, br")
    assert (packed["body"], packed["headers"]["Content-Encoding"]) == (b"packed", "br")
    assert "Accept-Encoding" in packed["headers"]["Vary"]
    assert ask(path)["body"] == b"wheel" * 100


def test_only_reading_is_possible(ask):
    assert ask("/service-worker.js", method="POST")["status"] in (404, 405)
    assert ask("/notebooks/", method="POST")["status"] in (404, 405)


@pytest.mark.parametrize(
    "path", ["/../manage.py", "/%2e%2e/manage.py", "/python/../../etc/passwd", "/.built.json.br"]
)
def test_nothing_outside_is_served(ask, path):
    assert ask(path)["status"] == 404


def test_before_it_is_built_the_answer_says_what_to_do(tmp_path):
    told = []
    body = Laboratory(tmp_path / "nothing", SITE)(
        {"PATH_INFO": "/notebooks/", "REQUEST_METHOD": "GET"}, lambda status, headers: told.append(status)
    )
    assert (told, b"".join(body)) == (["503 Service Unavailable"], MISSING.encode())
