"""Which owners has the state a hand in: one rule for banks, inspectors, builders, researchers and indicators."""

import ast

import numpy as np
import pytest

from segsim.plumbing.kernels import PACKAGE
from segsim.rules.owners import has_state_hand, hybridity, is_state_linked, registered_owner
from segsim.state.codes import Owner


def test_joint_ventures_and_state_firms_are_linked_to_the_state():
    owner = np.array([Owner.JOINT_VENTURE, Owner.OVERSEAS_CHINESE, Owner.PRIVATE, Owner.STATE], dtype=np.int8)
    assert is_state_linked(owner).tolist() == [True, False, False, True]


def test_half_of_the_capital_is_a_hand_in_the_firm():
    assert has_state_hand(np.array([0.0, 0.49, 0.5, 1.0], dtype=np.float32)).tolist() == [False, False, True, True]


@pytest.mark.parametrize(("by_state", "foreign", "overseas", "expected"), [
    (0.5, 0.5, 0.0, Owner.JOINT_VENTURE),
    (0.75, 0.25, 0.0, Owner.JOINT_VENTURE),
    (0.76, 0.24, 0.0, Owner.STATE),
    (0.49, 0.51, 0.0, Owner.PRIVATE),
    (0.0, 0.0, 1.0, Owner.OVERSEAS_CHINESE),
    (0.4, 0.0, 0.5, Owner.OVERSEAS_CHINESE),
    (0.5, 0.0, 0.5, Owner.STATE),
    (0.0, 0.0, 0.49, Owner.PRIVATE),
])  # fmt: skip
def test_registration_follows_from_the_shares(by_state, foreign, overseas, expected):
    shares = (np.array([share], dtype=np.float32) for share in (by_state, foreign, overseas))
    owner = registered_owner(*shares)
    assert owner[0] == expected
    assert is_state_linked(owner)[0] == has_state_hand(np.float32(by_state))


def test_how_mixed_capital_is():
    shares = np.array([[1.0, 0.0, 0.0, 0.0], [0.5, 0.5, 0.0, 0.0], [0.25, 0.25, 0.25, 0.25], [0.3, 0.1, 0.2, 0.4]])
    assert hybridity(*shares.T) == pytest.approx([0.0, 0.5, 0.75, 0.7])


@pytest.mark.parametrize("folder", ["mechanisms", "indicators", "agents", "world"])
def test_nobody_asks_for_both_owners_beside_the_rule(folder):
    # In one expression, as its copies did.
    for file in (PACKAGE / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
                text = ast.unparse(node)
                assert not ("Owner.STATE" in text and "Owner.JOINT_VENTURE" in text), f"{file.name}: {text}"
