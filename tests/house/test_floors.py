"""The contracts of import-linter leave no package out."""

import re
import tomllib

from tests.house.project import ROOT, files

LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
LAYERS = [contract for contract in LINTER["contracts"] if contract["type"] == "layers"]
PACKAGES = {
    path.parent.name for path in files(".py") if path.name == "__init__.py" and path.parent.parent == ROOT
}


def named(contract: dict) -> list[str]:
    return [name for layer in contract["layers"] for name in re.findall(r"\w+", layer)]


def test_every_package_has_its_floor():
    (floors,) = [contract for contract in LAYERS if "containers" not in contract]
    assert sorted(named(floors)) == sorted(PACKAGES)
    assert set(LINTER["root_packages"]) == PACKAGES


def test_every_package_has_an_order_of_roles_that_leaves_no_module_out():
    ordered = [room for contract in LAYERS if contract.get("exhaustive") for room in contract["containers"]]
    assert sorted(room for room in ordered if "." not in room) == sorted(PACKAGES - {"tests"})
