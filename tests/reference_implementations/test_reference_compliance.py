"""Does a firm that is an object break the same rules as deeply, and give its workers the same terms?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from reference_implementations.agents import TwinModel
from reference_implementations.side_by_side import WIDER, WORLDS, side_by_side
from segsim.mechanisms.compliance import choose_violations
from small_worlds import copy_of, model, switched_on


@pytest.mark.parametrize("world", WORLDS)
def test_the_same_depths_are_chosen(world: str):
    for pair in side_by_side(WORLDS[world], "choose_violations", 12):
        assert pair.differences == []
        depth = pair.tables.firms.violations
        assert ((depth > 0) & (depth < 1)).any()


def test_firms_in_distress_choose_the_same_depths():
    distressed = 0
    for pair in side_by_side(WORLDS["chain"] | {"finance.credit_multiple": 0.0}, "choose_violations", 24, WIDER):
        assert pair.differences == []
        distressed += (pair.tables.firms.distress > 0).sum()
    assert distressed > 0


@pytest.mark.parametrize("world", WORLDS)
def test_the_same_terms_are_granted(world: str):
    renewed = 0
    for pair in side_by_side(WORLDS[world], "draw_terms", 12):
        assert pair.differences == []
        stayed = pair.tables.workers.tenure > 0
        renewed += (pair.tables.workers.written_contract != pair.before.workers.written_contract)[stayed].sum()
    assert renewed > 0


def test_a_twin_of_another_rule_is_found_out():
    run = model(switched_on("tier"), months=3)
    copied, tables = TwinModel(run), copy_of(run.state)
    choose_violations(tables, run.params["compliance"], run.moment)
    copied.params["compliance"] = replace(run.params["compliance"], detection_premium=1.0)
    copied.choose_violations()
    assert copied.differences(tables) == ["firms.violations_premium"]
