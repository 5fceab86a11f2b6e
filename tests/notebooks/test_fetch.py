"""Fetching: nothing gets in that the manifest does not name, whatever gave it, and what is there is not fetched again."""

import hashlib
import http.server
import io
import secrets
import shutil
import threading
from pathlib import Path

import pytest

from notebooks import manifest
from notebooks.build.fetch import fetch
from notebooks.build.sources import Distribution, Unreachable, bytes_under
from notebooks.cache import Store
from notebooks.errors import BuildError, DiskFull, HashDiffers, NotReachable
from notebooks.manifest import Manifest, RuntimeFile
from notebooks.progress import Progress

CONTENT = {"one.whl": b"1" * 300_000, "two.whl": b"2" * 1000}


@pytest.fixture
def listed() -> Manifest:
    files = tuple(
        RuntimeFile(
            name, (hashlib.sha256(content).hexdigest(),), len(content), "BSD", ("distribution", "other")
        )
        for name, content in CONTENT.items()
    )
    return Manifest("0.0", "3.14.0", "", {}, {}, files)


class Shelf:
    """A source that gives what it was told to, and remembers what it was asked for."""

    name = "other"

    def __init__(self, content):
        self.content, self.asked = content, []

    def has(self, file):
        return self.name in file.places

    def bring(self, files, workshop):
        for file in files:
            self.asked.append(file.file)
            if file.file in self.content:
                path = workshop / file.file
                path.write_bytes(self.content[file.file])
                yield file, path


class Nowhere(Shelf):
    def bring(self, files, workshop):
        raise Unreachable("no route to it")
        yield


def fetched(place: Path, listed: Manifest, sources) -> Path:
    """A folder filled from a store at this place."""
    folder = place / "filled" / secrets.token_hex(4)
    fetch(Store(place / "cache"), folder, listed, sources)
    return folder


def test_files_arrive_and_are_not_fetched_again(listed, tmp_path):
    shelf = Shelf(CONTENT)
    folder = fetched(tmp_path, listed, [shelf])
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == CONTENT
    again = Shelf({})
    other = fetched(tmp_path, listed, [again])
    assert {p.name: p.read_bytes() for p in other.iterdir()} == CONTENT
    assert again.asked == []


def test_two_that_fetch_at_once_ask_once(listed, tmp_path):
    class Slow(Shelf):
        def bring(self, files, workshop):
            other.start()  # it comes while this one is fetching
            yield from super().bring(files, workshop)

    first, second = Slow(CONTENT), Shelf(CONTENT)
    other = threading.Thread(target=fetched, args=(tmp_path, listed, [second]))
    fetched(tmp_path, listed, [first])
    other.join()
    assert (first.asked, second.asked) == (["one.whl", "two.whl"], [])


def test_a_file_that_differs_is_refused_and_thrown_away(listed, tmp_path):
    with pytest.raises(HashDiffers, match=r"one\.whl from other"):
        fetched(tmp_path, listed, [Shelf({**CONTENT, "one.whl": b"1" * 299_999 + b"x"})])
    assert not list((tmp_path / "cache/drafts").iterdir())
    shelf = Shelf(CONTENT)
    fetched(tmp_path, listed, [shelf])
    assert shelf.asked == ["one.whl"]


def test_a_file_damaged_in_the_cache_is_fetched_again(listed, tmp_path):
    folder = fetched(tmp_path, listed, [Shelf(CONTENT)])
    (folder / "two.whl").chmod(0o600)
    (folder / "two.whl").write_bytes(b"damaged")  # it is the very file of the store
    folder = fetched(tmp_path, listed, [Shelf(CONTENT)])
    assert (folder / "two.whl").read_bytes() == CONTENT["two.whl"]


def test_files_of_a_package_lie_in_its_folder_and_keep_their_place(tmp_path):
    """As R's do: the registry's client has laid out the package, and the cache has it in a folder of its name."""
    content = b"a script"
    file = RuntimeFile(
        "webr/dist/R.js", (hashlib.sha256(content).hexdigest(),), len(content), "GPL-3.0", ("other",)
    )
    inside = tmp_path / "package" / "webr/dist/R.js"
    inside.parent.mkdir(parents=True)
    inside.write_bytes(content)

    class Package(Shelf):
        def bring(self, files, workshop):
            yield file, Path(shutil.copy(inside, workshop))

    folder = fetched(tmp_path, Manifest("0.0", "3.14.0", "", {}, {}, (file,)), [Package({})])
    assert (folder / "webr/dist/R.js").read_bytes() == content


def test_the_next_source_is_asked_for_what_the_first_did_not_give(listed, tmp_path):
    first, second = Shelf({"one.whl": CONTENT["one.whl"], "two.whl": b"wrong"}), Shelf(CONTENT)
    fetched(tmp_path, listed, [Nowhere({}), first, second])
    assert (first.asked, second.asked) == (["one.whl", "two.whl"], ["two.whl"])


def test_without_a_network_the_sentence_says_what_to_do(listed, tmp_path):
    with pytest.raises(
        NotReachable, match=r"2 files .* Check the network connection .*(?s:.)*no route to it"
    ):
        fetched(tmp_path, listed, [Nowhere({})])


def test_a_full_disk_is_said_before_anything_is_fetched(listed, tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=5_000_000))
    shelf = Shelf(CONTENT)
    with pytest.raises(DiskFull, match=r"5 MB are free .* SCHOOL_CACHE"):
        fetched(tmp_path, listed, [shelf])
    assert shelf.asked == []


@pytest.fixture
def published():
    """A web server with the files, which answers ranges and remembers them."""
    ranges = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            content = CONTENT[self.path.rpartition("/")[2]]
            start = int((self.headers["Range"] or "bytes=0-")[6:-1])
            ranges.append((self.path, start))
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(content) - start))
            self.end_headers()
            self.wfile.write(content[start:])

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", ranges
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_download_goes_on_where_it_stopped(listed, tmp_path, published):
    address, ranges = published
    partial = tmp_path / "partial"
    partial.mkdir()
    (partial / "one.whl").write_bytes(CONTENT["one.whl"][:123_456])
    folder = fetched(tmp_path, listed, [Distribution(address, partial)])
    assert ranges == [("/one.whl", 123_456), ("/two.whl", 0)]
    assert (folder / "one.whl").read_bytes() == CONTENT["one.whl"]


def test_a_wrong_beginning_does_not_block_the_next_try(listed, tmp_path, published):
    address, _ = published
    partial = tmp_path / "partial"
    partial.mkdir()
    (partial / "one.whl").write_bytes(b"x" * 1000)
    with pytest.raises(BuildError):
        fetched(tmp_path, listed, [Distribution(address, partial)])
    folder = fetched(tmp_path, listed, [Distribution(address, partial)])
    assert (folder / "one.whl").read_bytes() == CONTENT["one.whl"]


def test_a_server_that_is_not_there_is_unreachable(listed, tmp_path):
    with pytest.raises(NotReachable):
        fetched(tmp_path, listed, [Distribution("http://127.0.0.1:9/", tmp_path / "partial")])


def test_progress_moves_on_a_terminal_and_is_plain_lines_elsewhere():
    plain = io.StringIO()
    with Progress("one.whl", 2_000_000, plain) as progress:
        progress.at(1_000_000)
    assert plain.getvalue() == "  one.whl: 2.0 MB …\n  one.whl: done\n"

    terminal = io.StringIO()
    terminal.isatty = lambda: True
    with Progress("one.whl", 2_000_000, terminal) as progress:
        progress.at(1_000_000)
    assert "\r  one.whl" in terminal.getvalue()
    assert terminal.getvalue().endswith("2.0 of 2.0 MB\n")


def test_what_another_program_is_unpacking_can_be_counted(tmp_path):
    """A registry's client moves whole folders while its progress is shown: that must never end the download."""
    (tmp_path / "there").write_bytes(b"12345")
    done = threading.Event()

    def unpack():
        while not done.is_set():
            deep = tmp_path / "0.tmp/a/b/c"
            deep.mkdir(parents=True)
            (deep / "file").write_bytes(b"1")
            shutil.rmtree(tmp_path / "0.tmp")

    other = threading.Thread(target=unpack)
    other.start()
    try:
        counted = {bytes_under(tmp_path, tmp_path / "none") for _ in range(1000)}
    finally:
        done.set()
        other.join()
    assert counted <= {5, 6}


def test_the_committed_manifest_is_whole():
    listed = manifest.load()
    names = {file.package for file in listed.wheels()}
    assert {need for file in listed.wheels() for need in file.depends} <= names
    assert set(listed.boot) <= names
    assert {"numpy", "pandas", "matplotlib", "scipy", "seaborn"} <= names
    for file in listed.files:
        assert all(len(digest) == 64 for digest in file.sha256), file.file
        assert file.size > 0 and file.licence and file.places, file.file
        for place in file.places:
            kind, _, name = place.partition(":")
            given = ("distribution", "webr-distribution", "installed")
            assert kind in given or name in listed.carriers, place
    assert {file.file for file in listed.r_files()} >= {
        "webr/dist/R.js",
        "webr/dist/R.wasm",
        "webr/LICENSE.md",
    }
    assert listed.r_kernel() not in listed.wheels()
    # The two distributions; registries are their clients' matter.
    assert Path(manifest.PATH).read_text().count("://") == 2
