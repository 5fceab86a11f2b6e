"""Every variable of the environment that the program reads stands in the reference, and no other does."""

import ast
import re

from tests.house.project import ROOT, files

REFERENCE = ROOT / "docs" / "reference" / "settings.md"
NAME = re.compile(r"(SCHOOL_[A-Z_]+|[A-Z]+_URL)$")


def read_by_the_program() -> set[str]:
    """The names that stand as arguments or keys beside something called ``env`` or ``environ``."""
    found = set()
    for path in files(".py"):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                speaks_of_env = re.search(r"\benv(iron)?\b", ast.unparse(node)) is not None
                constants = [arg for arg in node.args if isinstance(arg, ast.Constant)]
            elif isinstance(node, ast.Subscript):
                speaks_of_env = re.search(r"\benv(iron)?$", ast.unparse(node.value)) is not None
                constants = [node.slice] if isinstance(node.slice, ast.Constant) else []
            else:
                continue
            if speaks_of_env:
                texts = [constant.value for constant in constants if isinstance(constant.value, str)]
                found |= {text for text in texts if NAME.match(text)}
    return found


def documented() -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)` \|", REFERENCE.read_text(), flags=re.MULTILINE))


def test_the_reference_names_every_variable_that_is_read_and_no_other():
    read = read_by_the_program()
    assert {"SCHOOL_DATA", "DATABASE_URL", "SCHOOL_SITE_ORIGIN", "SCHOOL_WEB_PROCESSES"} <= read
    assert documented() == read


def test_every_row_gives_type_default_and_meaning():
    for line in REFERENCE.read_text().splitlines():
        if line.startswith("| `"):
            cells = [cell.strip() for cell in line.strip("|").split(" | ")]
            assert len(cells) == 4, line
            assert all(cells), line
