"""Is every shared rule pure, documented, shared, and worked out by hand in a test?"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from segsim.plumbing.kernels import PACKAGE

TESTS = Path(__file__).resolve().parents[1] / "rules"
FILES = sorted(file for file in (PACKAGE / "rules").glob("*.py") if file.name != "__init__.py")
RULES = [
    pytest.param(file, node, id=f"{file.stem}.{node.name}")
    for file in FILES
    for node in ast.parse(file.read_text(encoding="utf-8")).body
    if isinstance(node, ast.FunctionDef)
]
UNITS = re.compile(r"yuan|1/month|months?\b|hours?\b|share|ratio|flag|unit|probability|row of|0 to 1", re.IGNORECASE)
# The law's side of what `dared_depth` weighs: asked by compliance alone, in two files, and kept beside it.
# By what the state has a hand in the world registers firms, too.
USED_WITHIN = {"penalties.penalty": 1, "penalties.chance_caught": 1, "owners.has_state_hand": 1}


@pytest.mark.parametrize(("file", "rule"), RULES)
def test_a_rule_says_what_it_returns_in_which_unit_and_whose_it_is(file: Path, rule: ast.FunctionDef):
    text = ast.get_docstring(rule) or ""
    assert "Source:" in text
    assert UNITS.search(text.split("Source:")[0])


@pytest.mark.parametrize(("file", "rule"), RULES)
def test_a_rule_is_worked_out_by_hand(file: Path, rule: ast.FunctionDef):
    test = (TESTS / f"test_{file.stem}.py").read_text(encoding="utf-8")
    calls = {node.func.id for node in ast.walk(ast.parse(test))
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}  # fmt: skip
    assert rule.name in calls


@pytest.mark.parametrize(("file", "rule"), RULES)
def test_a_rule_is_asked_by_more_than_one(file: Path, rule: ast.FunctionDef):
    users = [
        user for user in sorted((PACKAGE / "mechanisms").rglob("*.py")) + sorted((PACKAGE / "indicators").glob("*.py"))
        if re.search(rf"\b{rule.name}\(", user.read_text(encoding="utf-8"))
    ]  # fmt: skip
    assert len(users) >= USED_WITHIN.get(f"{file.stem}.{rule.name}", 2), "a rule of one mechanism stands there"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_rule_changes_nothing(file: Path):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            assert all(isinstance(target, ast.Name) for target in targets), ast.unparse(node)
