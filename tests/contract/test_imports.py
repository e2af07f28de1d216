"""Do imports run one way, and is each heavy package imported by the one part that needs it?"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from segsim.plumbing.kernels import PACKAGE
from segsim.schedule import MECHANISMS

CHECKOUT = PACKAGE.parents[1]
ONLY = {
    "mesa": ("model", "agents"),
    "hydra": ("runs",),
    "omegaconf": ("runs",),
    "matplotlib": ("figures",),
    "altair": ("html_report",),
    "pandas": ("recorder", "analysis", "figures", "html_report", "runs"),
    "pyarrow": ("analysis", "runs"),  # tables that are read, and tables that are written
    "numba": ("plumbing", "runs"),  # the one sets threads, the other compiles
}
LINTER = """
import sys
from importlinter.cli import lint_imports
sys.exit(lint_imports(config_filename=sys.argv[1], no_cache=True))
"""


def _imports(file: Path) -> set[str]:
    """Names that a file imports, at its head or inside functions; what is only for the type checker is left out."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    unseen = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found = set()
    for node in ast.walk(tree):
        if node in unseen:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def _part(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("package", ONLY)
def test_a_heavy_package_is_imported_by_the_part_that_needs_it(package: str):
    users = {_part(file) for file in PACKAGE.rglob("*.py") if package in {n.split(".")[0] for n in _imports(file)}}
    assert users <= set(ONLY[package])
    assert users != set(), "nobody needs it: take it out of pyproject.toml"


@pytest.mark.parametrize("name", MECHANISMS)
def test_a_mechanism_imports_no_other(name: str):
    place = PACKAGE / "mechanisms" / name
    files = sorted(place.glob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    others = {f"segsim.mechanisms.{other}" for other in MECHANISMS if other != name}
    for file in files:
        assert {found for found in _imports(file) if any(found.startswith(other) for other in others)} == set()


def test_nothing_below_knows_what_stands_above():
    order = ("plumbing", "state", "mechanisms", "schedule", "model", "runs", "cli")
    for rank, part in enumerate(order):
        above = {f"segsim.{higher}" for higher in order[rank + 1 :]}
        place = PACKAGE / part
        for file in place.rglob("*.py") if place.is_dir() else [place.with_suffix(".py")]:
            met = {found for found in _imports(file) if any(f"{found}.".startswith(f"{one}.") for one in above)}
            assert met == set(), file.name


def test_the_contracts_of_pyproject_are_kept():
    done = subprocess.run(
        [sys.executable, "-c", LINTER, str(CHECKOUT / "pyproject.toml")],
        capture_output=True, text=True, cwd=CHECKOUT, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout
