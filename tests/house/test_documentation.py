"""What the documentation names exists: pages it links to, files, commands, addresses, groups."""

import re

import pytest
from django.core.management import get_commands
from django.urls import LocalePrefixPattern, URLPattern, get_resolver

from school.founding import roles
from tests.house.project import ROOT, files

TOP = {ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")}
PAGES = [path for path in files(".md") if path in TOP or path.relative_to(ROOT).parts[0] == "docs"]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[\w-]+)?\)")
NAMED_FILE = re.compile(r"`([a-z_]+(?:/[\w.{}*-]+)*/(?:[\w.-]+\.(?:py|in|lock|json|js|toml|md))?)`")
COMMAND = re.compile(r"manage\.py (\w+)")
OUR_ROOMS = {"accounts", "assessments", "courses", "foundation", "network", "school", "webinars"}


def name(path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page):
    broken = [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()]
    assert broken == []


def test_every_page_can_be_reached_from_the_first():
    seen, todo = set(), [ROOT / "docs" / "README.md"]
    while todo:
        page = todo.pop().resolve()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        todo += [page.parent / link for link in LINK.findall(page.read_text())]
    assert [name(page) for page in PAGES if page not in TOP and page.resolve() not in seen] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_files_and_commands_that_are_named_exist(page):
    text = page.read_text()
    # Addresses look like folders: in their table only what has the ending of a file is one.
    named = [name for name in NAMED_FILE.findall(text) if page.name != "urls.md" or not name.endswith("/")]
    ours = [
        name
        for name in named
        if name.split("/")[0]
        in OUR_ROOMS | {"demonstration", "docs", "launch", "notebooks", "static", "tests", "tools"}
    ]
    missing = [name for name in ours if not list(ROOT.glob(name.rstrip("/"))) and name != "static/"]
    missing += [command for command in COMMAND.findall(text) if command not in get_commands()]
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    missing += [
        word for word in re.findall(r"(?:`|^)make (\w+)", text, flags=re.MULTILINE) if word not in targets
    ]
    assert missing == []


def our_routes() -> set[str]:
    """The names of the addresses that are ours, and of the few of Wagtail's that stand in our own list."""
    found = set()

    def walk(resolver, space: str) -> None:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLPattern):
                is_ours = pattern.callback.__module__.split(".")[0] in OUR_ROOMS
                if pattern.name and (is_ours or not space):
                    found.add(f"{space}:{pattern.name}" if space else pattern.name)
            elif pattern.namespace in OUR_ROOMS or isinstance(pattern.pattern, LocalePrefixPattern):
                walk(pattern, pattern.namespace or "")

    walk(get_resolver(), "")
    return found


def test_the_table_of_addresses_is_complete():
    table = (ROOT / "docs" / "reference" / "urls.md").read_text()
    named = set(re.findall(r"^\|[^|]+\| `([\w:]+)` \|", table, flags=re.MULTILINE))
    assert named == our_routes()


def test_the_table_of_roles_names_every_group():
    table = (ROOT / "docs" / "reference" / "roles.md").read_text()
    assert [group for group in roles.ROLES if f"`{group}`" not in table] == []


def test_every_block_and_kind_of_question_is_in_the_reference():
    from django.utils.translation import override

    from assessments.kinds.questions import KINDS
    from courses.models import LessonPage

    table = (ROOT / "docs" / "reference" / "content-blocks.md").read_text()
    body = LessonPage._meta.get_field("body").stream_block
    with override("en"):
        labels = [str(block.label) for block in body.child_blocks.values()]
        labels += [str(kind.block().label) for kind in KINDS.values()]
    assert [label for label in labels if f"| {label} |" not in table] == []


def test_decisions_are_numbered_without_a_gap_and_listed():
    folder = ROOT / "docs" / "decisions"
    records = sorted(folder.glob("[0-9]*.md"))
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    index = (folder / "README.md").read_text()
    for number, path in enumerate(records, 1):
        title = path.read_text().splitlines()[0].removeprefix(f"# {number}. ")
        assert f"| {number} | [{title}]({path.name}) |" in index


def test_the_workflow_is_called_by_its_name():
    for page in ("docs/reference/roles.md", "docs/tutorial/first-lesson.md"):
        assert roles.WORKFLOW in (ROOT / page).read_text()
