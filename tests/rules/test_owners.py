"""Which owners has the state a hand in: one rule for banks, inspectors, builders, researchers and indicators."""

import ast

import numpy as np
import pytest

from segsim.plumbing.kernels import PACKAGE
from segsim.rules.owners import has_state_hand, is_state_linked
from segsim.state.codes import Owner


def test_joint_ventures_and_state_firms_are_linked_to_the_state():
    owner = np.array([Owner.JOINT_VENTURE, Owner.OVERSEAS_CHINESE, Owner.PRIVATE, Owner.STATE], dtype=np.int8)
    assert is_state_linked(owner).tolist() == [True, False, False, True]


def test_half_of_the_capital_is_a_hand_in_the_firm():
    assert has_state_hand(np.array([0.0, 0.49, 0.5, 1.0], dtype=np.float32)).tolist() == [False, False, True, True]


@pytest.mark.parametrize("folder", ["mechanisms", "indicators", "agents", "world"])
def test_nobody_asks_for_both_owners_beside_the_rule(folder):
    # In one expression, as its copies did.
    for file in (PACKAGE / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
                text = ast.unparse(node)
                assert not ("Owner.STATE" in text and "Owner.JOINT_VENTURE" in text), f"{file.name}: {text}"
