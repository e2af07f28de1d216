"""Whose capital is in the firms of the first month, and do shares and registration stay together?"""

from __future__ import annotations

import numpy as np
import pytest

from segsim.model import SegmentationModel
from segsim.rules.owners import has_state_hand, is_state_linked
from segsim.settings import Settings, Time
from segsim.state.codes import Brand, Industry, Owner, Tier, market_of
from segsim.world.chains import read_chains
from segsim.world.owners import FOREIGN, OVERSEAS_CHINESE, broken_off, registered_owner
from segsim.world.size import World

SMALL = World(workers=5_000, firms=200)
BRANDS = market_of(Industry.IT, Tier.LEAD)


def shares(firms) -> np.ndarray:
    """Shares of capital, shape (4, firms)."""
    return np.array(
        [firms.held_by_state, firms.held_by_foreigners, firms.held_by_overseas_chinese, firms.held_privately]
    )


def registered(firms) -> np.ndarray:
    return registered_owner(firms.held_by_state, firms.held_by_foreigners, firms.held_by_overseas_chinese)


@pytest.fixture(scope="module")
def first() -> SegmentationModel:
    return SegmentationModel(Settings.history(SMALL, Time(burn_in=0)), rng=1)


def test_shares_sum_to_one_and_say_how_a_firm_is_registered(first):
    firms = first.state.firms
    held = shares(firms)
    assert (held >= 0.0).all()
    assert held.sum(axis=0) == pytest.approx(np.ones(firms.rows), abs=1e-6)
    assert (registered(firms) == firms.owner).all()


def test_joint_ventures_are_halves_and_suppliers_have_one_owner(first):
    firms = first.state.firms
    held = shares(firms)
    joint = (firms.owner == Owner.JOINT_VENTURE) & (firms.market != BRANDS)
    assert joint.any()
    assert (held[:, joint] == np.array([[0.5], [0.5], [0.0], [0.0]])).all()
    for code, row in ((Owner.OVERSEAS_CHINESE, 2), (Owner.PRIVATE, 3)):
        assert (held[row, (firms.owner == code) & (firms.market != BRANDS)] == 1.0).all()
    makers = firms.brand == Brand.FOREIGN
    assert (held[2, makers] == 1.0).all()


def test_who_is_no_joint_venture_is_private():
    state = SegmentationModel(Settings.history(World(workers=2_000, firms=60, joint_ventures=0.0)), rng=1).state
    cars = state.firms.market <= 1
    assert (state.firms.held_privately[cars] == 1.0).all()


@pytest.mark.parametrize("mean", [0.1, 0.3, FOREIGN, OVERSEAS_CHINESE, 0.7])
def test_what_is_broken_off_has_its_mean(mean):
    even = (np.arange(100_000) + 0.5) / 100_000
    assert broken_off(even, mean).mean() == pytest.approx(mean, rel=1e-3)
    assert broken_off(even, 0.0).sum() == 0.0


def test_capital_of_brands_is_mixed_about_its_means():
    mean_state = read_chains().state[BRANDS]
    held = np.hstack([
        shares(run.firms)[:, run.firms.market == BRANDS]
        for run in (SegmentationModel(Settings.history(World(workers=4_000, firms=1_200)), rng=seed).state
                    for seed in range(1, 5))
    ])  # fmt: skip
    rest = 1.0 - mean_state
    expected = [mean_state, rest * FOREIGN, rest * (1.0 - FOREIGN) * OVERSEAS_CHINESE]
    assert held[:3].mean(axis=1) == pytest.approx([*expected], abs=0.04)
    assert 0.1 < has_state_hand(held[0]).mean() < 0.4
    assert (held.max(axis=0) < 1.0).all()


def test_entrants_take_the_capital_of_those_after_whom_they_are_made():
    run = SegmentationModel(Settings.history(World(workers=2_000, firms=200), Time(burn_in=0)), rng=2)
    firms, entered = run.state.firms, 0
    for _ in range(30):
        run.step()
        entered += int(firms.entered.sum())
        live = firms.alive
        assert shares(firms)[:, live].sum(axis=0) == pytest.approx(np.ones(live.sum()), abs=1e-6)
        assert (registered(firms) == firms.owner)[live].all()
        assert (is_state_linked(firms.owner) == has_state_hand(firms.held_by_state))[live].all()
    assert entered > 0


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
