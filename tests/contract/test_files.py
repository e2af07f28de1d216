"""Does every file keep the shape in which a reader expects to find things?"""

from __future__ import annotations

import ast
import re
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from segsim.plumbing.kernels import MODEL_SOURCE, PACKAGE
from segsim.plumbing.parameters import parameters
from segsim.schedule import MECHANISMS

ROOT = PACKAGE.parents[1]
FILES = sorted(file for folder in ("src", "tests", "experiments") for file in (ROOT / folder).rglob("*.py"))
MECHANISM_FILES = sorted((PACKAGE / "mechanisms").rglob("*.py"))
RULE_FILES = sorted((PACKAGE / "rules").glob("*.py"))
NUMBERED = [*MECHANISM_FILES, *RULE_FILES, *sorted((PACKAGE / "world").glob("*.py"))]
SECTIONS = ("In words.", "Equations", "Timing.", "Sources.", "Choices.")
# What stands beside a number, so that a reader knows where it is from.
ORIGINS = re.compile(r"assumed|calibrated|recalled|law|evidence|any number would|far below")

TABLES = re.compile(r"(state|firms|workers|cities|markets|nation|sectors)\.")


def _name(file: Path) -> str:
    return str(file.relative_to(ROOT if ROOT in file.parents else PACKAGE))


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", FILES, ids=_name)
def test_a_file_has_a_first_line_and_can_be_read_at_one_sitting(file: Path):
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 300
    if text.strip():
        assert ast.get_docstring(_tree(file)), "what is in this file?"


@pytest.mark.parametrize("part", MODEL_SOURCE)
def test_source_that_is_hashed_is_there(part: str):
    assert (PACKAGE / part).exists(), "the hash passes over what is not there, so that a change would go unseen"


@pytest.mark.parametrize("name", MECHANISMS)
def test_a_mechanism_asks_its_question_and_answers_in_five_parts(name: str):
    text = MECHANISMS[name].__doc__ or ""
    question, _, rest = text.partition("\n\n")
    assert question.endswith("?")
    assert "\n" not in question
    starts = [paragraph.split("\n")[0] for paragraph in rest.split("\n\n")]
    found = [section for start in starts for section in SECTIONS if start.startswith(section)]
    assert found == list(SECTIONS)


@pytest.mark.parametrize("name", MECHANISMS)
def test_a_mechanism_has_one_frozen_set_of_parameters(name: str):
    params = MECHANISMS[name].Params
    assert params.__dataclass_params__.frozen
    assert params.__doc__
    for entry in parameters(name, params):  # each documented, with a default that a user could give
        assert entry.check(entry.value, "the default") == entry.value
    with pytest.raises(FrozenInstanceError):
        params().active = False


@pytest.mark.parametrize("file", NUMBERED, ids=_name)
def test_no_function_has_a_default_of_its_own(file: Path):
    # A default would be a second place for a number that belongs in Params.
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            name = getattr(node, "name", "lambda")
            defaults = [value for value in (*node.args.defaults, *node.args.kw_defaults) if value is not None]
            assert [ast.unparse(value) for value in defaults if ast.unparse(value) != "None"] == [], name


@pytest.mark.parametrize("file", NUMBERED, ids=_name)
def test_a_number_outside_params_says_where_it_is_from(file: Path):
    lines = file.read_text(encoding="utf-8").splitlines()
    for node in _tree(file).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            has_number = any(isinstance(n, ast.Constant) and type(n.value) is float for n in ast.walk(node.value))
            if has_number:
                assert ORIGINS.search(" ".join(lines[node.lineno - 1 : node.end_lineno])), lines[node.lineno - 1]


@pytest.mark.parametrize("file", [*MECHANISM_FILES, *RULE_FILES], ids=_name)
def test_only_steps_of_a_mechanism_touch_state(file: Path):
    # Rules take what they need as arrays and give back what they are named after; a step is the only public function
    # that may write, and it is decorated. Public functions that are no steps must not assign into state.
    for node in _tree(file).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_") or _is_step(node):
            continue
        if file.name == "accounting.py" and node.name == "open_month":
            continue  # turns the page before the first step
        for inner in ast.walk(node):
            targets = getattr(inner, "targets", [getattr(inner, "target", None)])
            for target in targets if isinstance(inner, ast.Assign | ast.AugAssign) else []:
                written = ast.unparse(target)
                assert not TABLES.match(written), f"{node.name}: {written}"


def _is_step(node: ast.FunctionDef) -> bool:
    return any(isinstance(mark, ast.Call) and ast.unparse(mark.func) == "step" for mark in node.decorator_list)


@pytest.mark.parametrize("file", MECHANISM_FILES, ids=_name)
def test_a_step_is_a_page_long_at_most(file: Path):
    for node in _tree(file).body:
        if isinstance(node, ast.FunctionDef) and _is_step(node):
            assert (node.end_lineno or 0) - node.lineno <= 45, node.name
